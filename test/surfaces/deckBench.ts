import { afterEach, expect } from 'vitest';
import x32 from '../../electron/drivers/x32/index.ts';
import { noScenes, type ScenePlug } from '../../electron/surfaces/scenePlug.ts';
import type { FaceUnit } from '../../electron/surfaces/strips/face.ts';
import { StripDeck } from '../../electron/surfaces/strips/stripDeck.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { hubBench } from '../support/hubBench.ts';
import type { VirtualClock } from '../support/virtualClock.ts';

const profile = x32.profiles[0];
if (!profile) throw new Error('no profile');
/** The table of a whole console. */
export const schema = buildSchema(profile);
export const id = (address: string) => schema.need(address);

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A surface of units at a hub whose console answers after 2 ms. It is not there until it goes live with {@link schema}. */
export function deckBench(unitsOn: (clock: VirtualClock) => readonly FaceUnit[], scenes: ScenePlug = noScenes) {
  const { hub, clock, settle, desk: newDesk } = hubBench();
  const desk = newDesk();
  desk.answersAfterMs = 2;
  const problems: string[] = [];
  const deck = new StripDeck({
    peer: hub.connectHand({ name: 'Surface', role: 'engineer', rises: 'midi' }),
    clock,
    units: unitsOn(clock),
    scenes,
    problem: (sentence) => problems.push(sentence),
  });
  ends.push(() => deck.dispose());
  const at = (address: string) => hub.desk?.state.get(id(address));
  return { hub, clock, settle, desk, deck, problems, at };
}

/** Whether a motor stands where it is expected, but for so many of its 16384 positions. */
export function expectNear(position: number | undefined, expected: number, most: number): void {
  expect(Math.abs((position ?? -1) - expected)).toBeLessThanOrEqual(most);
}
