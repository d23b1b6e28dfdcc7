import { meterByteOfDb } from '../../../shared/protocol/meterScale.ts';
import { dbOfGain } from '../../../shared/units/decibel.ts';

/**
 * The desk's meter blobs: a little-endian int32 with the count of 32-bit words, then little-endian words, inside a big-endian
 * OSC blob (facts, section 7). Which word is what is written once here; the server encodes by it and the client decodes by it.
 */

/** What one value of a blob shows. Amplitudes are linear (1 = 0 dBFS, up to 8); gains of gates and dynamics are 1 without reduction. */
export type MeterPoint =
  | { readonly of: 'pre' | 'post'; readonly strip: string; readonly side?: 'left' | 'right' }
  | { readonly of: 'gate' | 'dynamics'; readonly strip: string }
  /** What leaves an output after fader and mute, by the output's model address. */
  | { readonly of: 'output'; readonly output: string }
  | { readonly of: 'effect'; readonly slot: number; readonly end: 'send' | 'return'; readonly side: 'left' | 'right' }
  | { readonly of: 'monitor'; readonly side: 'left' | 'right' }
  | { readonly of: 'talkback' | 'oscillator' }
  /** A word that has no counterpart in the model. */
  | { readonly of: 'nothing'; readonly value: 0 | 1 };

/**
 * Where meters of busses, matrices and mains are taken. The facts do not say; after the fader is assumed, so that a meter never
 * shows what nobody can hear.
 */
const mixPoint = 'post';
/** Input meters stand before the fader, after the trim (consistent between sources, not stated for the desk). */
const inputPoint = 'pre';

const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));
const nothing: MeterPoint = { of: 'nothing', value: 0 };
const noReduction: MeterPoint = { of: 'nothing', value: 1 };

const strips = (kind: string, count: number, of: 'pre' | 'post' = inputPoint): MeterPoint[] =>
  times(count, (n) => ({ of, strip: `${kind}/${n}` }));
const gains = (of: 'gate' | 'dynamics', kind: string, count: number): MeterPoint[] =>
  times(count, (n) => ({ of, strip: `${kind}/${n}` }));
const outputs = (kind: string, count: number): MeterPoint[] =>
  times(count, (n) => ({ of: 'output', output: `output/${kind}/${n}` }));

const inputs = [...strips('channel', 32), ...strips('auxIn', 8), ...strips('fxReturn', 8)];
const busses = strips('bus', 16, mixPoint);
const matrices = strips('matrix', 6, mixPoint);
const mains: MeterPoint[] = [
  { of: mixPoint, strip: 'main/stereo', side: 'left' },
  { of: mixPoint, strip: 'main/stereo', side: 'right' },
  { of: mixPoint, strip: 'main/mono' },
];
const monitor: MeterPoint[] = [
  { of: 'monitor', side: 'left' },
  { of: 'monitor', side: 'right' },
];
const mixDynamics = [
  ...gains('dynamics', 'bus', 16),
  ...gains('dynamics', 'matrix', 6),
  { of: 'dynamics', strip: 'main/stereo' } as const,
  { of: 'dynamics', strip: 'main/mono' } as const,
];
const effectEnds = times(8, (slot) =>
  (['send', 'return'] as const).flatMap((end) =>
    (['left', 'right'] as const).map((side): MeterPoint => ({ of: 'effect', slot, end, side })),
  ),
).flat();

/** Blobs whose words are floats, without parameters, by id. */
const fixedLayouts = {
  '/meters/0': [...inputs, ...busses, ...matrices],
  '/meters/1': [...strips('channel', 32), ...gains('gate', 'channel', 32), ...gains('dynamics', 'channel', 32)],
  '/meters/2': [...busses, ...matrices, ...mains, ...mixDynamics],
  '/meters/3': [...outputs('aux', 6), ...strips('auxIn', 8), ...strips('fxReturn', 8)],
  '/meters/4': [
    ...strips('channel', 32),
    ...strips('auxIn', 8),
    ...outputs('main', 16),
    ...outputs('personal', 16),
    ...outputs('aux', 6),
    ...outputs('aes', 2),
    ...monitor,
  ],
  '/meters/7': busses,
  '/meters/8': matrices,
  '/meters/9': effectEnds,
  // Inner values of some effects, which the model does not have.
  '/meters/10': times(32, () => nothing),
  '/meters/11': [...monitor, { of: 'talkback' }, noReduction, { of: 'oscillator' }],
  '/meters/12': [...outputs('recorder', 2), nothing, nothing],
  '/meters/13': inputs,
  '/meters/14': times(80, () => nothing),
} as const satisfies Record<string, readonly MeterPoint[]>;

const fixedById: ReadonlyMap<string, readonly MeterPoint[]> = new Map(Object.entries(fixedLayouts));

const clampIndex = (value: number, last: number) => (value >= 0 && value <= last ? Math.floor(value) : 0);

/** The fader banks of `/meters/5`: 16 strips by the first parameter, 8 groups by the second. */
function bankLayout(channelBank: number, groupBank: number): readonly MeterPoint[] {
  const banks = [inputs.slice(0, 16), inputs.slice(16, 32), inputs.slice(32, 48), busses];
  // DCAs carry no signal: their places stay dark.
  const groups = [times(8, () => nothing), busses.slice(0, 8), busses.slice(8, 16), [...matrices, nothing, nothing]];
  return [
    ...(banks[clampIndex(channelBank, 3)] as readonly MeterPoint[]),
    ...(groups[clampIndex(groupBank, 3)] as readonly MeterPoint[]),
    ...mains,
  ];
}

/** Strips by the desk's strip id 0…71 (facts, section 9.1). */
export const stripIds: readonly string[] = [
  ...times(32, (n) => `channel/${n}`),
  ...times(8, (n) => `auxIn/${n}`),
  ...times(8, (n) => `fxReturn/${n}`),
  ...times(16, (n) => `bus/${n}`),
  ...times(6, (n) => `matrix/${n}`),
  'main/stereo',
  'main/mono',
];

/** The four points of one strip that `/meters/6` shows. */
function stripLayout(stripId: number): readonly MeterPoint[] {
  const strip = stripIds[clampIndex(stripId, stripIds.length - 1)] as string;
  return [
    { of: 'pre', strip },
    { of: 'gate', strip },
    { of: 'dynamics', strip },
    { of: 'post', strip },
  ];
}

/** Words of the two blobs that hold 16-bit values: the spectrum and the reductions. */
export const spectrumBands = 100;
export const reductionPoints: readonly MeterPoint[] = [
  ...gains('gate', 'channel', 32),
  ...gains('dynamics', 'channel', 32),
  ...mixDynamics,
];
const automixGains = 8;

/** How many int parameters a blob takes before its time factor. */
export function meterParameters(id: string): number {
  return id === '/meters/5' ? 2 : id === '/meters/6' ? 1 : 0;
}

/** Float words of a blob in order; `undefined` for ids that hold other words or do not exist. */
export function meterLayout(id: string, first = 0, second = 0): readonly MeterPoint[] | undefined {
  if (id === '/meters/5') return bankLayout(first, second);
  if (id === '/meters/6') return stripLayout(first);
  return fixedById.get(id);
}

/** A blob of float words. */
export function encodeFloatMeters(points: readonly MeterPoint[], levelOf: (point: MeterPoint) => number): Uint8Array {
  const blob = new Uint8Array(4 + 4 * points.length);
  const view = new DataView(blob.buffer);
  view.setInt32(0, points.length, true);
  for (let i = 0; i < points.length; i++) view.setFloat32(4 + 4 * i, levelOf(points[i] as MeterPoint), true);
  return blob;
}

const toInt16 = (value: number) => Math.max(-32768, Math.min(32767, Math.round(value)));

/** `/meters/15`: 100 levels in dB × 256, −128 dB to 0. */
export function encodeSpectrum(levelDbOf: (band: number) => number): Uint8Array {
  const blob = new Uint8Array(4 + 2 * spectrumBands);
  const view = new DataView(blob.buffer);
  view.setInt32(0, spectrumBands / 2, true);
  for (let band = 0; band < spectrumBands; band++) {
    const levelDb = Math.max(-128, Math.min(0, levelDbOf(band)));
    view.setInt16(4 + 2 * band, toInt16(levelDb * 256), true);
  }
  return blob;
}

/** Middle frequency of a spectrum band 0…99: ten to the octave below and above 10 kHz. */
export function spectrumFreqHz(band: number): number {
  return 10000 * 2 ** ((band - 90) / 10);
}

/** `/meters/16`: 88 gains × 32767, then the gains of eight automix channels as log2 × 256. */
export function encodeReductions(gainOf: (point: MeterPoint) => number): Uint8Array {
  const count = reductionPoints.length + automixGains;
  const blob = new Uint8Array(4 + 2 * count);
  const view = new DataView(blob.buffer);
  view.setInt32(0, count / 2, true);
  for (let i = 0; i < reductionPoints.length; i++) {
    view.setInt16(4 + 2 * i, toInt16(gainOf(reductionPoints[i] as MeterPoint) * 32767), true);
  }
  // Automix is not simulated: its gains stay at unity, log2(1) = 0.
  return blob;
}

/** Where the words of the blobs of a mixer view go among the profile's meters. */
const mixerMeters = {
  '/meters/1': { words: 96, taken: 32, first: 0 },
  '/meters/2': { words: 49, taken: 25, first: 48 },
  '/meters/13': { words: 48, taken: 48, first: 0 },
} as const;
export type MixerMeterId = keyof typeof mixerMeters;

/** How many meters the profiles of this family have. */
export const mixerMeterCount = 73;

/**
 * Puts the levels of a blob into meter bytes in the profile's order: channels, aux inputs, effect returns, busses, matrices, main
 * left, right and mono. @returns false, with nothing written, if the blob is not what this id carries.
 */
export function mergeMixerMeters(id: MixerMeterId, blob: Uint8Array, into: Uint8Array): boolean {
  const { words, taken, first } = mixerMeters[id];
  if (blob.length !== 4 + 4 * words || into.length < first + taken) return false;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  if (view.getInt32(0, true) !== words) return false;
  for (let i = 0; i < taken; i++) into[first + i] = meterByteOfDb(dbOfGain(view.getFloat32(4 + 4 * i, true)));
  return true;
}
