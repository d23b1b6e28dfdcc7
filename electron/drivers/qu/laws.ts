import type { Taper } from '../../../shared/units/taper.ts';

/**
 * Points of the level law (protocol text, "value laws"): wire value 0…127, level in dB. Where the sources differ by one step the
 * one that keeps the points apart is taken; below the lowest point the line goes on as steep as above it (uncertain).
 */
const points: readonly (readonly [wire: number, levelDb: number])[] = [
  [0x00, -90],
  [0x07, -55],
  [0x08, -50],
  [0x0c, -45],
  [0x0f, -40],
  [0x11, -38],
  [0x17, -35],
  [0x1f, -30],
  [0x27, -25],
  [0x28, -24],
  [0x2b, -22],
  [0x2f, -20],
  [0x31, -18],
  [0x36, -15],
  [0x3a, -12],
  [0x3f, -10],
  [0x40, -9],
  [0x44, -8],
  [0x48, -7],
  [0x4c, -6],
  [0x4f, -5],
  [0x52, -4],
  [0x55, -3],
  [0x5b, -2],
  [0x5f, -1],
  [0x62, 0],
  [0x65, 1],
  [0x69, 2],
  [0x6d, 3],
  [0x71, 4],
  [0x73, 5],
  [0x76, 6],
  [0x78, 7],
  [0x7a, 8],
  [0x7c, 9],
  [0x7f, 10],
];

export const levelSteps = 128;

/** Law of all faders and sends: position is the wire value over 127. */
export const taper: Taper = {
  breakpoints: points.map(([wire, levelDb]) => [wire / (levelSteps - 1), levelDb] as const),
};

/** Left 0, middle 37, right 74. */
export const panSteps = 75;

/** Preamp gain in whole dB. */
export const gain = { minDb: -5, maxDb: 60 } as const;
const gainRangeDb = gain.maxDb - gain.minDb;

/** Gain in dB → wire value, rounded down as the desk does. */
export const gainWire = (gainDb: number): number => Math.floor(((gainDb - gain.minDb) * 127) / gainRangeDb);
export const gainDb = (wire: number): number => Math.ceil((wire * gainRangeDb) / 127) + gain.minDb;
