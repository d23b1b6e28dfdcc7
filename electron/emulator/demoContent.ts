import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { PaletteColor, TapPoint } from '../../shared/desk/profile.ts';

/** What stands on the demo desk. Names are invented; levels are those of a small band in a middling hall. */

const off = -Infinity;

export interface InputStrip {
  readonly name: string;
  readonly color: PaletteColor;
  readonly icon?: number;
  readonly fader: number;
  readonly pan?: number;
  readonly gainDb?: number;
  readonly phantom?: true;
  readonly muted?: true;
  readonly toMain?: false;
  readonly dca?: number;
  readonly muteGroup?: number;
  /** Level to the mono main, which drives the subwoofers. */
  readonly subs?: number;
  /** Levels by bus number. */
  readonly sends?: Readonly<Record<number, number>>;
  readonly subgroups?: readonly number[];
  readonly gateDb?: number;
  readonly compressorDb?: number;
  readonly lowCutHz?: number;
  /** Gains of the equalizer's bands. */
  readonly eq?: readonly number[];
}

export interface MixBus {
  readonly name: string;
  readonly color: PaletteColor;
  /** Neighbouring busses share it. */
  readonly tap: TapPoint;
  readonly fader?: number;
  readonly toMain?: true;
  readonly crushed?: true;
  readonly stereo?: true;
  readonly dca?: number;
}

export interface EffectSend {
  readonly type: string;
  readonly source: string;
}

/** 1–3 loudspeaker and booth cues, 4–6 in-ears, 7–8 drums and their crushed duplicate, 9–12 rooms, 13–16 recording and stream. */
export const busses: readonly MixBus[] = [
  { name: 'Booth', color: 'cyan', tap: 'preFader' },
  { name: 'Wedge Vox', color: 'green', tap: 'preFader', fader: -2 },
  { name: 'Wedge Gtr', color: 'green', tap: 'preFader', fader: -3 },
  { name: 'IEM Drums', color: 'green', tap: 'preFader' },
  { name: 'IEM Keys', color: 'green', tap: 'preFader' },
  { name: 'IEM Tove', color: 'green', tap: 'preFader' },
  { name: 'Drums', color: 'red', tap: 'postFader', fader: -1, toMain: true, dca: 1 },
  { name: 'Drum crush', color: 'redInverted', tap: 'postFader', fader: -7, toMain: true, crushed: true, dca: 1 },
  { name: 'Drum room', color: 'blue', tap: 'postFader' },
  { name: 'Small room', color: 'blue', tap: 'postFader' },
  { name: 'Hall', color: 'blue', tap: 'postFader' },
  { name: 'Vox plate', color: 'magenta', tap: 'postFader' },
  { name: 'Record L', color: 'yellow', tap: 'preFader', stereo: true },
  { name: 'Record R', color: 'yellow', tap: 'preFader', stereo: true },
  { name: 'Stream L', color: 'yellowInverted', tap: 'postFader', fader: -1.5, stereo: true },
  { name: 'Stream R', color: 'yellowInverted', tap: 'postFader', fader: -1.5, stereo: true },
];

const record = { 13: -6, 14: -6 };
const stream = { 15: -3, 16: -3 };
const both = { ...record, ...stream };

const drum = { color: 'red', subgroups: [7, 8], toMain: false, dca: 1 } as const;
const voice = { color: 'yellow', dca: 3, muteGroup: 1, lowCutHz: 120 } as const;

export const channels: readonly InputStrip[] = [
  {
    ...drum,
    name: 'Kick',
    icon: 3,
    fader: -4.2,
    gainDb: 35,
    gateDb: -38,
    subs: -3,
    eq: [3, -4.5, 0, 2],
    sends: { ...both, 4: -8, 5: -20, 9: -19 },
  },
  {
    ...drum,
    name: 'Snare',
    icon: 5,
    fader: -6.5,
    pan: 0.06,
    gainDb: 34,
    gateDb: -40,
    eq: [0, 2.5, -2, 1.5],
    sends: { ...both, 1: -22, 4: -12, 9: -6 },
  },
  { ...drum, name: 'Hat', icon: 9, fader: -14, pan: 0.36, gainDb: 31, phantom: true, sends: { ...both, 4: -16 } },
  {
    ...drum,
    name: 'Toms',
    icon: 7,
    fader: -9.8,
    pan: -0.2,
    gainDb: 35,
    gateDb: -36,
    sends: { ...both, 4: -10, 9: -9 },
  },
  {
    ...drum,
    name: 'OH L',
    icon: 11,
    fader: -8,
    pan: -0.8,
    gainDb: 32,
    phantom: true,
    sends: { ...both, 4: -18, 9: -13 },
  },
  {
    ...drum,
    name: 'OH R',
    icon: 11,
    fader: -8,
    pan: 0.8,
    gainDb: 32,
    phantom: true,
    sends: { ...both, 4: -18, 9: -13 },
  },
  {
    name: 'Bass DI',
    color: 'blue',
    icon: 18,
    fader: -5,
    gainDb: 33,
    dca: 2,
    subs: -6,
    compressorDb: -20,
    sends: { ...both, 1: -8, 2: -18, 3: -14, 4: -6, 5: -12, 6: -16 },
  },
  {
    name: 'Gtr Ada',
    color: 'green',
    icon: 20,
    fader: -11.2,
    pan: -0.44,
    gainDb: 31,
    dca: 2,
    sends: { ...both, 1: -12, 2: -16, 3: -6, 4: -18, 5: -16, 10: -10 },
  },
  {
    name: 'Gtr Jori',
    color: 'green',
    icon: 20,
    fader: -12.6,
    pan: 0.44,
    gainDb: 31,
    dca: 2,
    sends: { ...both, 3: -9, 5: -18, 6: -20, 10: -9, 11: -18 },
  },
  {
    name: 'Keys L',
    color: 'magenta',
    icon: 27,
    fader: -10,
    pan: -0.7,
    gainDb: 29,
    dca: 2,
    sends: { ...both, 1: -17.5, 2: -19, 4: -16, 5: -5, 6: -12, 10: -11 },
  },
  {
    name: 'Keys R',
    color: 'magenta',
    icon: 27,
    fader: -10,
    pan: 0.7,
    gainDb: 29,
    dca: 2,
    sends: { ...both, 5: -5, 6: -12, 10: -11 },
  },
  {
    ...voice,
    name: 'Tove',
    icon: 41,
    fader: 1.5,
    gainDb: 37,
    compressorDb: -22,
    eq: [-3, -1.5, 1, 2.5],
    sends: { ...both, 1: -6, 2: -4, 3: -12, 4: -14, 5: -9, 6: 0, 11: -8, 12: -9 },
  },
  {
    ...voice,
    name: 'Bram',
    icon: 42,
    fader: -1.2,
    pan: -0.24,
    gainDb: 36,
    compressorDb: -24,
    sends: { ...both, 1: -16, 2: -8, 6: -11, 11: -10, 12: -12 },
  },
  {
    ...voice,
    name: 'Choir',
    color: 'cyan',
    icon: 43,
    fader: -7.4,
    gainDb: 39,
    phantom: true,
    sends: { ...both, 2: -16, 5: -19, 6: -21, 11: -4 },
  },
  {
    name: 'Click',
    color: 'white',
    icon: 68,
    fader: off,
    gainDb: 29,
    toMain: false,
    sends: { 1: -16, 4: -4, 5: -10, 6: -14 },
  },
  {
    name: 'Talk desk',
    color: 'white',
    icon: 46,
    fader: -6,
    gainDb: 35,
    toMain: false,
    muted: true,
    sends: { 1: -14, 2: -14, 3: -14, 4: -8, 5: -8, 6: -8 },
  },
  {
    name: 'Laptop L',
    color: 'white',
    icon: 62,
    fader: -9,
    pan: -1,
    gainDb: 27,
    dca: 4,
    sends: { ...both, 2: -18, 5: -15 },
  },
  {
    name: 'Laptop R',
    color: 'white',
    icon: 62,
    fader: -9,
    pan: 1,
    gainDb: 27,
    dca: 4,
    sends: { ...both, 2: -18, 5: -15 },
  },
  {
    name: 'Acoustic',
    color: 'green',
    icon: 22,
    fader: -8.6,
    pan: 0.16,
    gainDb: 32,
    dca: 2,
    lowCutHz: 90,
    sends: { ...both, 3: -10, 6: -9, 10: -8, 11: -15 },
  },
  {
    ...voice,
    name: 'BV Nele',
    icon: 42,
    fader: -3.4,
    pan: 0.3,
    gainDb: 36,
    compressorDb: -24,
    sends: { ...both, 2: -12, 12: -11 },
  },
  { ...voice, name: 'BV Oskar', icon: 42, fader: -4.6, pan: 0.5, gainDb: 36, sends: { ...both, 2: -12, 12: -11 } },
  {
    name: 'Audience L',
    color: 'cyanInverted',
    icon: 49,
    fader: off,
    pan: -1,
    gainDb: 37,
    phantom: true,
    toMain: false,
    sends: { ...both, 4: -20, 5: -20, 6: -18 },
  },
  {
    name: 'Audience R',
    color: 'cyanInverted',
    icon: 49,
    fader: off,
    pan: 1,
    gainDb: 37,
    phantom: true,
    toMain: false,
    sends: { ...both, 4: -20, 5: -20, 6: -18 },
  },
];

const room = { color: 'blue', icon: 61, dca: 5, muteGroup: 2 } as const;
export const returns: readonly InputStrip[] = [
  { ...room, name: 'Drum rm L', fader: -3.5, pan: -1, sends: stream },
  { ...room, name: 'Drum rm R', fader: -3.5, pan: 1, sends: stream },
  { ...room, name: 'Small L', fader: -5, pan: -1, sends: stream },
  { ...room, name: 'Small R', fader: -5, pan: 1, sends: stream },
  { ...room, name: 'Hall L', fader: -4, pan: -1, sends: { ...stream, 6: -16 } },
  { ...room, name: 'Hall R', fader: -4, pan: 1, sends: { ...stream, 6: -16 } },
  { ...room, name: 'Plate L', color: 'magenta', fader: -3, pan: -1, sends: { ...stream, 6: -12 } },
  { ...room, name: 'Plate R', color: 'magenta', fader: -3, pan: 1, sends: { ...stream, 6: -12 } },
];

export const effects: readonly EffectSend[] = [
  { type: 'AMBI', source: 'bus/9' },
  { type: 'ROOM', source: 'bus/10' },
  { type: 'HALL', source: 'bus/11' },
  { type: 'PLAT', source: 'bus/12' },
];

export const dcas: readonly { readonly name: string; readonly color: PaletteColor }[] = [
  { name: 'Drums', color: 'red' },
  { name: 'Band', color: 'green' },
  { name: 'Vocals', color: 'yellow' },
  { name: 'Playback', color: 'white' },
  { name: 'Rooms', color: 'blue' },
];

export const matrices: readonly { readonly name: string; readonly fromMain: number }[] = [
  { name: 'Front fill', fromMain: -6 },
  { name: 'Balcony', fromMain: -3 },
  { name: 'Lobby', fromMain: -12 },
  { name: 'Hearing loop', fromMain: -5 },
];

/** Single parameters: mains, links, outputs. An output's source is said in the words of its labels. */
export const fixtures: readonly (readonly [Address, ParamValue])[] = [
  ['main/stereo/name', 'Main'],
  ['main/stereo/fader', -2],
  ['auxIn/7/name', 'Interval L'],
  ['auxIn/7/color', 'whiteInverted'],
  ['auxIn/7/pan', -1],
  ['auxIn/8/name', 'Interval R'],
  ['auxIn/8/color', 'whiteInverted'],
  ['auxIn/8/pan', 1],
  ['main/mono/name', 'Subs'],
  ['main/mono/fader', -4],
  ['link/bus/13', 1],
  ['link/bus/15', 1],
  ['bus/13/pan', -1],
  ['bus/14/pan', 1],
  ['bus/15/pan', -1],
  ['bus/16/pan', 1],
  ...[1, 2, 3, 4, 5, 6].map((n): readonly [Address, ParamValue] => [`output/main/${n}/source`, `Bus ${n}`]),
  ...[1, 2, 3, 4].map((n): readonly [Address, ParamValue] => [`output/main/${n + 6}/source`, `Matrix ${n}`]),
  ['output/main/13/source', 'Bus 15'],
  ['output/main/14/source', 'Bus 16'],
  ['output/main/11/source', 'Mono'],
  ['output/main/15/source', 'Main L'],
  ['output/main/16/source', 'Main R'],
  ['output/recorder/1/source', 'Bus 13'],
  ['output/recorder/2/source', 'Bus 14'],
];
