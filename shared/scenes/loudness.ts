import type { ParamSpec } from '../desk/paramSpec.ts';

/** Off, and everything below this, counts as this, in dB. */
export const silenceDb = -60;
/** Rises over this are pointed out before a recall, in dB. */
export const largeRiseDb = 6;
/** How fast a recall may raise a level unless its scene is a hard cut, in dB/s. */
export const recallSlopeDbPerS = 60;

export const heightDb = (levelDb: number) => Math.max(levelDb, silenceDb);

/** By how many dB one level is louder than another; negative if it is softer. */
export const riseDb = (fromDb: number, toDb: number) => heightDb(toDb) - heightDb(fromDb);

/** What makes things louder by a number of dB: levels, input gains, gains of bands and dynamics. */
export function isLoudness(address: string, spec: ParamSpec): boolean {
  if (spec.kind === 'level') return true;
  return spec.kind === 'number' && spec.unit === 'dB' && /\/(?:gain|trim|makeupGain|gain\/\w+)$/.test(address);
}
