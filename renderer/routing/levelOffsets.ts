import { canonical, type LevelSpec } from '../../shared/desk/paramSpec.ts';
import { dbAtPosition, maxDbOf, positionOfDb } from '../../shared/units/taper.ts';

/** Moving the levels of several sends by one hand, from where each of them was. */

export interface StartLevel {
  readonly spec: LevelSpec;
  readonly levelDb: number;
}

/** Travel of one press of a step key: 1 dB in the upper half of the usual law, more below, where a dB matters less. */
export const stepTravel = 1 / 40;

/** The level reached from another by moving along the taper; exactly where it was for no travel. */
export function moveAlong({ spec, levelDb }: StartLevel, travel: number): number {
  if (travel === 0) return levelDb;
  return canonical(spec, dbAtPosition(spec.taper, positionOfDb(spec.taper, levelDb) + travel));
}

/**
 * New levels of a selection when its lead is moved to a level. The others keep their distance to it in dB; one that is off
 * stays off. A lead that was off, or goes off, has no distance in dB: then all move by the same travel, so that none can leap.
 * @returns one level for each start
 */
export function followLead(starts: readonly StartLevel[], lead: StartLevel, leadDb: number): number[] {
  const isOffset = lead.levelDb !== -Infinity && leadDb !== -Infinity;
  const offsetDb = leadDb - lead.levelDb;
  const travel = positionOfDb(lead.spec.taper, leadDb) - positionOfDb(lead.spec.taper, lead.levelDb);
  return starts.map((start) => {
    if (start === lead) return leadDb;
    if (!isOffset) return moveAlong(start, travel);
    if (start.levelDb === -Infinity) return -Infinity;
    return canonical(start.spec, Math.min(start.levelDb + offsetDb, maxDbOf(start.spec.taper)));
  });
}
