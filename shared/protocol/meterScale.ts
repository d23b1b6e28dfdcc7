/** A meter value is one byte: 0 is silence, 1…255 are −107.5…+19.5 dB in steps of half a dB. */
const silence = 0;
const dbPerStep = 0.5;
const offsetDb = -108;

/** The byte of a level in dB (0 dB = full scale), clamped to the scale. */
export function meterByteOfDb(levelDb: number): number {
  if (!(levelDb > offsetDb)) return silence;
  return Math.min(255, Math.round((levelDb - offsetDb) / dbPerStep));
}

/** Level in dB of a meter byte; −∞ for silence. */
export function dbOfMeterByte(byte: number): number {
  return byte === silence ? -Infinity : offsetDb + byte * dbPerStep;
}
