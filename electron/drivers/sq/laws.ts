import type { Taper } from '../../../shared/units/taper.ts';

/** Which of the two fader laws the console's MIDI screen is set to. */
export type Law = 'linear' | 'audio';

/** Points of the audio taper (protocol text, "value laws"): index 0…255 = VC·2 + (VF in its upper half), level in dB. */
const audioPoints: readonly (readonly [index: number, levelDb: number])[] = [
  [3, -89],
  [4, -85],
  [5, -80],
  [7, -75],
  [8, -70],
  [10, -65],
  [12, -60],
  [14, -55],
  [16, -50],
  [24, -45],
  [31, -40],
  [37, -38],
  [43, -36],
  [46, -35],
  [50, -34],
  [53, -33],
  [56, -32],
  [59, -31],
  [62, -30],
  [77, -25],
  [93, -20],
  [99, -18],
  [108, -15],
  [118, -12],
  [124, -10],
  [131, -9],
  [137, -8],
  [144, -7],
  [157, -5],
  [165, -4],
  [173, -3],
  [180, -2],
  [188, -1],
  [196, 0],
  [203, 1],
  [210, 2],
  [217, 3],
  [231, 5],
  [255, 10],
];
const lastIndex = 255;

/** The law of the console's own faders, and of every level in the model: the way a fader travels does not depend on the wire. */
export const taper: Taper = {
  // Below the lowest point the table has only the stop itself; the line goes on as steep as above it.
  breakpoints: [[0, -101], ...audioPoints.map(([index, levelDb]) => [index / lastIndex, levelDb] as const)],
};

/** On the audio taper the wire has 255 positions and the stop. */
export const audioSteps = lastIndex + 1;
/** Positions of a level when the wire is linear: twelve between two of the audio taper's are coarser than the wire everywhere. */
export const linearSteps = lastIndex * 12 + 1;

const linearTop = 16_383;
const linearRangeDb = 138;
const linearOffsetDb = 128;

/** Level in dB → 14 bits: a straight line from −128 to +10 dB, 0 for −∞. */
export function linearWire(levelDb: number): number {
  const wire = Math.round(((levelDb + linearOffsetDb) * linearTop) / linearRangeDb);
  return wire > 0 ? Math.min(wire, linearTop) : 0;
}

/** 14 bits → level in dB. */
export function linearLevel(wire: number): number {
  return wire <= 0 ? -Infinity : (wire * linearRangeDb) / linearTop - linearOffsetDb;
}

/** Position 0…255 of the audio taper → 14 bits: the low byte is 00 or 40. */
export const audioWire = (index: number): number => index << 6;
export const audioIndex = (wire: number): number => wire >> 6;

/** Whether a value may stand for one of the audio taper's positions; on the linear law few do. */
export const mayBeAudio = (wire: number): boolean => (wire & 0x3f) === 0;

const panTop = 16_383;
/** One percent of the way from left to right. */
export const panSteps = 201;

/** Step 0…200 from left to right → 14 bits. */
export const panWire = (step: number): number => Math.floor((step / (panSteps - 1)) * panTop);
export const panStep = (wire: number): number => Math.round((wire / panTop) * (panSteps - 1));
