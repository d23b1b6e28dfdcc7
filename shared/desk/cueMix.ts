import type { StripAddress } from './address.ts';
import type { LevelSpec } from './paramSpec.ts';
import { stepCount, stepOf, valueAtStep } from './paramSpec.ts';

/** Channels that a performer moves with one fader: "Rhythm", "Keys". */
export interface MixGroup {
  readonly name: string;
  readonly members: readonly StripAddress[];
}

/** What the app keeps of a cue mix beside the desk's own values. */
export interface CueMix {
  /** The bus that carries it, the first one of a linked pair. */
  readonly bus: StripAddress;
  /** Whose it is; empty shows the bus's own name. */
  readonly name: string;
  /** No performer raises a send above this, in dB. */
  readonly ceilingDb: number;
  /** What "me" stands for. */
  readonly me: readonly StripAddress[];
  /** What the page shows, in the engineer's order; empty shows everything that has a name. */
  readonly strips: readonly StripAddress[];
  readonly groups: readonly MixGroup[];
}

/** The ceiling of a mix of which nothing else was said, in dB. */
export const usualCeilingDb = 0;

/** A mix of which nothing was said yet. */
export const plainMix = (bus: StripAddress): CueMix => ({
  bus,
  name: '',
  ceilingDb: usualCeilingDb,
  me: [],
  strips: [],
  groups: [],
});

/** The highest of the desk's steps that is not above a level. */
export function stepBelow(spec: LevelSpec, levelDb: number): number {
  let step = Math.min(stepOf(spec, levelDb), stepCount(spec) - 1);
  while (step > 0 && valueAtStep(spec, step) > levelDb) step--;
  return valueAtStep(spec, step);
}

/**
 * What a performer gets who wants `wantedDb`: nothing is raised above the ceiling, and what is above it already, because the
 * engineer put it there, is not pulled down by a touch.
 */
export function underCeiling(spec: LevelSpec, wantedDb: number, currentDb: number, ceilingDb: number): number {
  const limitDb = Math.max(ceilingDb, currentDb);
  return wantedDb <= limitDb ? wantedDb : stepBelow(spec, limitDb);
}

/** One send of a mix. */
export interface MixLevel {
  readonly strip: StripAddress;
  readonly levelDb: number;
}

/** New levels by strip; what is not in it stays. */
export type MixMoves = ReadonlyMap<StripAddress, number>;

/** How much one tap on "more me" or "less" changes, in dB. */
export const moreMeStepDb = 1.5;
/** What "more me" raises from silence begins here, in dB. */
const firstDb = -30;

/**
 * "More me" by so many dB, "less" if negative. Raises me up to the ceiling; what is missing then is taken from all others, so that
 * I am louder against them either way. Others at −∞ stay there.
 */
export function planMoreMe(
  levels: readonly MixLevel[],
  me: ReadonlySet<StripAddress>,
  byDb: number,
  ceilingDb: number,
): MixMoves {
  const mine = levels.filter(({ strip }) => me.has(strip));
  const moves = new Map<StripAddress, number>();
  if (mine.length === 0) return moves;
  const loudestDb = Math.max(...mine.map(({ levelDb }) => levelDb));
  const roomDb = loudestDb === -Infinity ? byDb : Math.min(byDb, Math.max(0, ceilingDb - loudestDb));
  for (const { strip, levelDb } of mine) {
    const wantedDb =
      levelDb === -Infinity ? (loudestDb === -Infinity && byDb > 0 ? firstDb : levelDb) : levelDb + roomDb;
    if (wantedDb !== levelDb) moves.set(strip, wantedDb);
  }
  const missingDb = byDb - roomDb;
  if (missingDb <= 0) return moves;
  for (const { strip, levelDb } of levels) {
    if (!me.has(strip) && levelDb !== -Infinity) moves.set(strip, levelDb - missingDb);
  }
  return moves;
}

/** By how much several levels can rise together without one of them going above the ceiling; never negative. */
export function roomAboveDb(levelsDb: readonly number[], ceilingDb: number): number {
  const loudestDb = Math.max(-Infinity, ...levelsDb.filter((levelDb) => levelDb !== -Infinity));
  return loudestDb === -Infinity ? 0 : Math.max(0, ceilingDb - loudestDb);
}

/** Moves several levels by the same amount; the balance between them stays, so they stop together at the ceiling. −∞ stays. */
export function offsetTogether(levels: readonly MixLevel[], byDb: number, ceilingDb: number): MixMoves {
  const roomDb = roomAboveDb(
    levels.map(({ levelDb }) => levelDb),
    ceilingDb,
  );
  const reallyDb = Math.min(byDb, roomDb);
  const moves = new Map<StripAddress, number>();
  if (reallyDb === 0) return moves;
  for (const { strip, levelDb } of levels) if (levelDb !== -Infinity) moves.set(strip, levelDb + reallyDb);
  return moves;
}
