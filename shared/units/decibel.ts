/** Amplitude gain (1 = unity) of a level in dB; −∞ dB is 0. */
export function gainOfDb(levelDb: number): number {
  return levelDb === -Infinity ? 0 : 10 ** (levelDb / 20);
}

/** Level in dB of an amplitude gain; 0 and below are −∞ dB. */
export function dbOfGain(gain: number): number {
  return gain <= 0 ? -Infinity : 20 * Math.log10(gain);
}
