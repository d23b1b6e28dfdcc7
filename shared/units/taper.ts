/**
 * Law between fader position (0…1 of travel) and level in dB, as straight pieces between breakpoints.
 * The first breakpoint is the lowest level just above the stop; position 0 itself is −∞ dB.
 */
export interface Taper {
  /** Ascending pairs of position (0…1) and level in dB; the first position is 0, the last is 1. */
  readonly breakpoints: readonly (readonly [position: number, levelDb: number])[];
}

/** Level in dB at a fader position; positions outside 0…1 are clamped; 0 is −∞. */
export function dbAtPosition(taper: Taper, position: number): number {
  if (!(position > 0)) return -Infinity;
  const points = taper.breakpoints;
  for (let i = 1; i < points.length; i++) {
    const [endPosition, endDb] = points[i] as readonly [number, number];
    if (position > endPosition && i < points.length - 1) continue;
    const [startPosition, startDb] = points[i - 1] as readonly [number, number];
    const clamped = Math.min(position, endPosition);
    return startDb + ((clamped - startPosition) / (endPosition - startPosition)) * (endDb - startDb);
  }
  return -Infinity;
}

/** Fader position (0…1) of a level in dB; levels at or below the lowest breakpoint are 0, levels above the highest are 1. */
export function positionOfDb(taper: Taper, levelDb: number): number {
  const points = taper.breakpoints;
  const [, lowestDb] = points[0] as readonly [number, number];
  if (!(levelDb > lowestDb)) return 0;
  for (let i = 1; i < points.length; i++) {
    const [endPosition, endDb] = points[i] as readonly [number, number];
    if (levelDb > endDb) continue;
    const [startPosition, startDb] = points[i - 1] as readonly [number, number];
    return startPosition + ((levelDb - startDb) / (endDb - startDb)) * (endPosition - startPosition);
  }
  return 1;
}

/** Highest level of a taper in dB. */
export function maxDbOf(taper: Taper): number {
  const last = taper.breakpoints[taper.breakpoints.length - 1];
  return last ? last[1] : 0;
}
