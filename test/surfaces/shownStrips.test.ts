import { afterEach, expect, test } from 'vitest';
import x32 from '../../electron/drivers/x32/index.ts';
import type { DeskPort } from '../../electron/hub/peer.ts';
import { McuUnit } from '../../electron/surfaces/mcu/unit.ts';
import { noScenes } from '../../electron/surfaces/scenePlug.ts';
import { StripDeck } from '../../electron/surfaces/strips/stripDeck.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { hubBench } from '../support/hubBench.ts';
import { SimulatedMcu } from '../support/simulatedMcu.ts';

const profile = x32.profiles[0];
if (!profile) throw new Error('no profile');
const schema = buildSchema(profile);

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** What the console is told somebody looks at, while a surface of eight strips is in use. */
function bench() {
  const { hub, clock, settle, desk: newDesk } = hubBench();
  const desk = newDesk();
  const shown = new Set<string>();
  const port: DeskPort = Object.assign(desk, {
    setVisible: (ids: readonly number[] | undefined) => {
      shown.clear();
      for (const id of ids ?? []) shown.add(schema.addressOf(id));
    },
  });
  const [ours, theirs] = memoryMidiPair({ clock });
  const surface = new SimulatedMcu(theirs);
  const peer = hub.connectHand({ name: 'Surface', role: 'engineer', rises: 'midi' });
  const deck = new StripDeck({
    peer,
    clock,
    units: [new McuUnit({ port: ours, kind: 'main', clock })],
    scenes: noScenes,
  });
  ends.push(() => deck.dispose());
  desk.goLive(schema);
  settle(1500);
  return { shown, surface, settle, peer, isWatched: port === desk };
}

/** What stands on a surface of these channels, with the master beside them. */
const valuesOf = (...channels: readonly number[]) =>
  [...channels.map((channel) => `channel/${channel}`), 'main/stereo']
    .flatMap((strip) => ['fader', 'pan', 'mute', 'solo', 'name', 'color'].map((leaf) => `${strip}/${leaf}`))
    .toSorted();

test('a surface tells the strips of its bank and its master, and no others', () => {
  const { shown } = bench();
  expect([...shown].toSorted()).toEqual(valuesOf(1, 2, 3, 4, 5, 6, 7, 8));
});

test('and those of the next bank when it has been turned on', () => {
  const { shown, surface, settle } = bench();
  surface.press(0x2f);
  settle(500);
  expect([...shown].toSorted()).toEqual(valuesOf(9, 10, 11, 12, 13, 14, 15, 16));
});

test('nobody is told to look when the surface is gone', () => {
  const { shown, settle, peer } = bench();
  peer.close();
  settle(500);
  expect(shown.size).toBe(0);
});
