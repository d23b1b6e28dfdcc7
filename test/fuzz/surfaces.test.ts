import { afterEach, expect, test } from 'vitest';
import { DawSession } from '../../electron/drivers/daw-mcu/client.ts';
import x32 from '../../electron/drivers/x32/index.ts';
import { HuiUnit } from '../../electron/surfaces/hui/unit.ts';
import { McuUnit } from '../../electron/surfaces/mcu/unit.ts';
import { MidiLearn } from '../../electron/surfaces/midiLearn/midiLearn.ts';
import { OscApp } from '../../electron/surfaces/osc/app.ts';
import { noScenes } from '../../electron/surfaces/scenePlug.ts';
import { StripDeck } from '../../electron/surfaces/strips/stripDeck.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { messagesOfPacket } from '../../electron/transports/oscBundle.ts';
import { encodeMessage, OscReader } from '../../electron/transports/oscCodec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import type { Mapping, MappingSource } from '../../shared/scenes/sections/mappings.ts';
import { hubBench } from '../support/hubBench.ts';
import { ListeningDesk } from '../support/listeningDesk.ts';
import { smallSchema } from '../support/smallDesk.ts';
import { VirtualClock } from '../support/virtualClock.ts';
import { fuzz, hex, timeLimitMs } from './fuzzRun.ts';
import type { Mutator } from './mutator.ts';
import { expectSound, isSound } from './soundState.ts';
import { controllerStreams, dawStreams, huiStreams, mcuStreams } from './surfaceCorpus.ts';

const profile = x32.profiles[0];
if (!profile) throw new Error('no profile');
const schema = buildSchema(profile);

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A live desk behind a hub that hides none of its own errors. */
function stage() {
  const { hub, clock, settle, desk: newDesk } = hubBench();
  hub.safety.fault = (error) => {
    throw error;
  };
  const desk = newDesk();
  desk.answersAfterMs = 1;
  desk.goLive(schema);
  settle(10);
  const peer = hub.connectHand({ name: 'Fuzz', role: 'engineer', rises: 'midi' });
  const unsound = () => desk.pushed.splice(0).filter(({ id, value }) => !isSound(schema, id, value));
  /** Time passes; what came to the desk is what it can have. */
  const after = (index: number) => {
    settle(index % 50 === 0 ? 200 : 2);
    expect(unsound()).toEqual([]);
  };
  const whole = () => expectSound(schema, (id) => hub.desk?.state.get(id));
  return { hub, clock, settle, peer, after, whole };
}

const midi = (corpus: readonly Uint8Array[]) => (mutator: Mutator) =>
  mutator.chance(0.1) ? mutator.randomBytes(60) : mutator.bytes(corpus);

test('motor faders by MCU may send anything', { timeout: timeLimitMs }, async () => {
  const { clock, peer, after, whole } = stage();
  const [ours, theirs] = memoryMidiPair();
  const deck = new StripDeck({
    peer,
    clock,
    scenes: noScenes,
    units: [new McuUnit({ port: ours, kind: 'main', clock })],
  });
  ends.push(() => deck.dispose());
  const bytesSent: number[] = [];
  theirs.onBytes((bytes) => bytesSent.push(...bytes.filter((byte) => byte > 0xff)));
  await fuzz<Uint8Array>({
    name: 'MCU surface',
    seed: 301,
    make: midi(mcuStreams),
    run: (bytes) => theirs.send(bytes),
    after,
    print: hex,
  });
  whole();
  expect(bytesSent).toEqual([]);
});

test('motor faders by HUI may send anything', { timeout: timeLimitMs }, async () => {
  const { clock, peer, after, whole } = stage();
  const [ours, theirs] = memoryMidiPair();
  const deck = new StripDeck({ peer, clock, scenes: noScenes, units: [new HuiUnit({ port: ours, clock })] });
  ends.push(() => deck.dispose());
  await fuzz<Uint8Array>({
    name: 'HUI surface',
    seed: 302,
    make: midi(huiStreams),
    run: (bytes) => theirs.send(bytes),
    after,
    print: hex,
  });
  whole();
});

const sources: readonly MappingSource[] = [
  { type: 'control', channel: 1, number: 7, coding: 'absolute' },
  { type: 'control', channel: 1, number: 16, coding: 'twosComplement' },
  { type: 'control', channel: 1, number: 17, coding: 'signBit' },
  { type: 'control14', channel: 1, number: 1 },
  { type: 'nrpn', channel: 1, number: 300 },
  { type: 'note', channel: 1, number: 60 },
  { type: 'pitchBend', channel: 3 },
  { type: 'program', channel: 1, number: 3 },
];
const targets = ['fader', 'pan', 'mute', 'name', 'color', 'eq/1/freq'];

test('learnt controllers may send anything, while they are learnt too', { timeout: timeLimitMs }, async () => {
  const { clock, peer, after, whole } = stage();
  const [ours, theirs] = memoryMidiPair();
  const learn = new MidiLearn({ peer, clock, scenes: noScenes });
  ends.push(() => learn.dispose());
  learn.setMappings(
    sources.flatMap((from, at): Mapping[] =>
      targets.map((leaf, channel) => ({
        id: `m${at}-${channel}`,
        name: '',
        port: '',
        from,
        to: { type: 'param', address: `channel/${channel + 1}/${leaf}` },
        press: at % 2 === 0 ? 'toggle' : 'whileHeld',
      })),
    ),
  );
  learn.addPort(ours);
  let learnt = 0;
  await fuzz<Uint8Array>({
    name: 'MIDI learn',
    seed: 303,
    make: midi(controllerStreams),
    run(bytes, index) {
      if (index % 100 === 0) learn.learn(() => learnt++);
      theirs.send(bytes);
    },
    after,
    print: hex,
  });
  whole();
  expect(learnt).toBeGreaterThan(10);
});

const oscMessages = [
  encodeMessage('/omnibus/channel/1/fader', 'f', [-6]),
  encodeMessage('/omnibus/channel/1/fader/position', 'f', [0.5]),
  encodeMessage('/omnibus/channel/1/mute', 'T', []),
  encodeMessage('/omnibus/channel/1/name', 's', ['Vox']),
  encodeMessage('/omnibus/channel/1/color', 's', ['red']),
  encodeMessage('/omnibus/channel/[1-4]/mute', 'i', [1]),
  encodeMessage('/omnibus/{channel,bus}/?/fader', '', []),
  encodeMessage('/omnibus/subscribe', 'si', ['channel/*/fader', 5]),
  encodeMessage('/omnibus/unsubscribe', '', []),
  encodeMessage('/omnibus/scene/go', 's', ['Act 2']),
  encodeMessage('/omnibus/undo', 'i', [1]),
  encodeMessage('/omnibus/scene/list', '', []),
  encodeMessage('/omnibus/info', '', []),
];

test('OSC apps may send anything, and hear OSC', { timeout: timeLimitMs }, async () => {
  const { clock, peer, after, whole } = stage();
  const reader = new OscReader();
  let unreadable = 0;
  const app = new OscApp({
    peer,
    clock,
    scenes: noScenes,
    send: (bytes) => {
      if (!reader.read(bytes)) unreadable++;
    },
  });
  ends.push(() => app.dispose());
  await fuzz<Uint8Array>({
    name: 'OSC surface',
    seed: 304,
    make: (mutator) => (mutator.chance(0.1) ? mutator.randomBytes(200) : mutator.bytes(oscMessages)),
    run(bytes) {
      for (const message of messagesOfPacket(bytes) ?? [bytes]) app.receive(message);
    },
    after,
    print: hex,
  });
  whole();
  expect(unreadable).toBe(0);
});

test('a DAW may send anything', { timeout: timeLimitMs }, async () => {
  const clock = new VirtualClock();
  const [ours, theirs] = memoryMidiPair();
  const heard = new ListeningDesk();
  const report = heard.report.bind(heard);
  const unsound: unknown[] = [];
  heard.report = (changes) => {
    const table = heard.schema ?? smallSchema;
    unsound.push(...changes.filter(({ id, value }) => !isSound(table, id, value)));
    report(changes);
  };
  const session = new DawSession({
    target: { host: '', port: 0, options: { virtual: 'Fuzz' } },
    listener: heard,
    context: { clock },
    open: () => ({ ports: [ours], close: () => void ours.close() }),
  });
  ends.push(() => session.dispose());
  session.setMeters(true);
  await fuzz<Uint8Array>({
    name: 'DAW',
    seed: 305,
    make: midi(dawStreams),
    run(bytes, index) {
      theirs.send(bytes);
      const id = index % (heard.schema?.size ?? 1);
      if (heard.schema && heard.schema.specOf(id).kind !== 'text') session.push([{ id, value: index % 2 }], false);
    },
    after(index) {
      clock.advance(index % 20 === 0 ? 800 : 5);
      expect(unsound).toEqual([]);
      // What was said goes into no list without end.
      heard.left.length = 0;
      heard.reads.length = 0;
      heard.details.length = 0;
    },
    print: hex,
  });
  expect(heard.states.at(-1)).toBe('live');
});
