import { expect, test } from 'vitest';
import type { DeskDriver, DeskListener } from '../../electron/drivers/driver.ts';
import midimap from '../../electron/drivers/midimap/index.ts';
import { builtInMaps } from '../../electron/drivers/midimap/maps.ts';
import { mapServing } from '../../electron/drivers/midimap/server.ts';
import { mapFamily } from '../../electron/drivers/midimap/tongue.ts';
import qu from '../../electron/drivers/qu/index.ts';
import { quServing } from '../../electron/drivers/qu/server.ts';
import { quFamily } from '../../electron/drivers/qu/tongue.ts';
import sq from '../../electron/drivers/sq/index.ts';
import { sqServing } from '../../electron/drivers/sq/server.ts';
import { sqFamily } from '../../electron/drivers/sq/tongue.ts';
import { midiEncode } from '../../electron/transports/midiEncode.ts';
import { longestSysexBytes, type MidiEvent, MidiParser, parseMidi } from '../../electron/transports/midiParser.ts';
import { MidiRig, type RigOptions } from '../midi/midiRig.ts';
import { ListeningDesk } from '../support/listeningDesk.ts';
import { fuzz, hex, inputCount, shorter, timeLimitMs } from './fuzzRun.ts';
import { midiMessages, quMessages, sqMessages } from './midiCorpus.ts';
import { joined } from './mutator.ts';
import { expectSound, isSound } from './soundState.ts';

/** What is read can be written and reads the same again; numbers are within their bits. */
function expectWhole(event: MidiEvent): void {
  if (event.type === 'sysex') {
    if (event.bytes[0] !== 0xf0 || event.bytes.at(-1) !== 0xf7 || event.bytes.length > longestSysexBytes)
      throw new Error(`no whole sysex: ${hex(event.bytes)}`);
    if (event.bytes.subarray(1, -1).some((byte) => byte > 0x7f)) throw new Error('a status byte inside a sysex');
  }
  const again = parseMidi(midiEncode(event));
  const { isRunning: _, ...plain } = { isRunning: undefined, ...event };
  expect(again).toEqual([plain]);
}

test('any stream is read as whole messages, however it is cut', { timeout: timeLimitMs }, () => {
  let heard = 0;
  const parser = new MidiParser((event) => {
    heard++;
    if (heard % 16 === 0) expectWhole(event);
  });
  return fuzz<Uint8Array>({
    name: 'MIDI parser',
    seed: 401,
    make: (mutator) => (mutator.chance(0.2) ? mutator.randomBytes(400) : mutator.bytes(midiMessages)),
    run: (bytes) => parser.push(bytes),
    print: hex,
    shrink: (bytes) => shorter<Uint8Array>(bytes, joined),
  });
});

/** Hears a console and lets no unsound value pass. */
class StrictDesk extends ListeningDesk {
  override report(changes: Parameters<DeskListener['report']>[0]): void {
    for (const { id, value } of changes) {
      if (this.schema && !isSound(this.schema, id, value))
        throw new Error(`unsound: ${this.schema.addressOf(id)} ${String(value)}`);
    }
    super.report(changes);
  }

  override status(status: Parameters<DeskListener['status']>[0]): void {
    super.status(status);
    // What is kept for the test must not grow with the run.
    for (const list of [this.details, this.reads, this.states, this.left]) list.splice(0, list.length - 50);
  }
}

interface Console {
  readonly name: string;
  readonly driver: DeskDriver;
  readonly family: RigOptions['family'];
  readonly serving: RigOptions['serving'];
  readonly corpus: readonly Uint8Array[];
}

const map = builtInMaps.get('01v96') as NonNullable<ReturnType<typeof builtInMaps.get>>;
const consoles: readonly Console[] = [
  {
    name: 'SQ',
    driver: sq,
    family: sqFamily({ law: 'linear', channel: undefined }),
    serving: (desk) => sqServing(desk),
    corpus: sqMessages,
  },
  {
    name: 'Qu',
    driver: qu,
    family: quFamily(),
    serving: (desk, clock) => quServing(desk, clock),
    corpus: quMessages,
  },
  {
    name: 'console map',
    driver: midimap,
    family: mapFamily(map),
    serving: (desk) => mapServing(desk, map),
    corpus: [...midiMessages, ...sqMessages.slice(0, 100)],
  },
];

/** A rig whose cable can be spoken into from both sides. */
function live({ driver, family, serving }: Console) {
  const listener = new StrictDesk();
  const rig = new MidiRig({ driver, family, serving, listener });
  rig.clock.advance(8000);
  expect(listener.states.at(-1)).toBe('live');
  return { rig, listener };
}

test.each(consoles)(
  'the session of $name takes any stream, and has the console’s state again afterwards',
  {
    timeout: timeLimitMs,
  },
  async (each) => {
    const { rig, listener } = live(each);
    await fuzz<Uint8Array>({
      name: `${each.name} session`,
      seed: 402,
      count: inputCount,
      make: (mutator) => (mutator.chance(0.1) ? mutator.randomBytes(200) : mutator.bytes(each.corpus)),
      run(bytes) {
        rig.deskEnd?.send(bytes);
        rig.clock.advance(0);
      },
      after(index) {
        if (index % 20 === 0) rig.clock.advance(5);
      },
      print: hex,
    });
    // Whatever was half said is over with the next connection.
    rig.fallSilent();
    rig.clock.advance(4000);
    rig.isOn = true;
    rig.clock.advance(20_000);
    expect(listener.states.at(-1)).toBe('live');
    const { schema } = rig.desk;
    const different = schema.addresses.filter((address) => {
      const id = schema.need(address);
      return !schema.specOf(id).keptByApp && listener.picture?.get(id) !== rig.desk.get(id);
    });
    expect(different).toEqual([]);
    expect(rig.session.diagnostics().lastUnknown.length).toBeLessThanOrEqual(120);
    rig.session.dispose();
  },
);

test.each(consoles)(
  'the emulated console $name takes any stream and stays a sound console',
  {
    timeout: timeLimitMs,
  },
  async (each) => {
    const { rig } = live(each);
    rig.session.dispose();
    const served = new MidiRig({ ...each, listener: new StrictDesk() });
    served.clock.advance(3000);
    const { nearEnd } = served;
    await fuzz<Uint8Array>({
      name: `${each.name} server`,
      seed: 403,
      count: inputCount,
      make: (mutator) => (mutator.chance(0.1) ? mutator.randomBytes(200) : mutator.bytes(each.corpus)),
      run(bytes) {
        nearEnd?.send(bytes);
        served.clock.advance(0);
      },
      after(index) {
        if (index % 200 === 0) served.clock.advance(20);
      },
      print: hex,
    });
    expectSound(served.desk.schema, (id) => served.desk.get(id));
    served.session.dispose();
  },
);
