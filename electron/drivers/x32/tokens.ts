import { type PaletteColor, paletteColors, type TapPoint } from '../../../shared/desk/profile.ts';

/** The desk's own words for choices, each list in the order of its ints, with what they mean where that needs saying. */

export const colorWords = [
  'OFF',
  'RD',
  'GN',
  'YE',
  'BL',
  'MG',
  'CY',
  'WH',
  'OFFi',
  'RDi',
  'GNi',
  'YEi',
  'BLi',
  'MGi',
  'CYi',
  'WHi',
];
export const colorOptions: readonly PaletteColor[] = [
  ...paletteColors,
  ...paletteColors.map((color): PaletteColor => `${color}Inverted`),
];

export const tapWords = ['IN/LC', '<-EQ', 'EQ->', 'PRE', 'POST', 'GRP'];
export const tapOptions: readonly TapPoint[] = ['input', 'preEq', 'postEq', 'preFader', 'postFader', 'subgroup'];

export const outputTapWords = ['IN/LC', 'IN/LC+M', '<-EQ', '<-EQ+M', 'EQ->', 'EQ->+M', 'PRE', 'PRE+M', 'POST'];
export const outputTapOptions = [
  'input',
  'input with mute',
  'preEq',
  'preEq with mute',
  'postEq',
  'postEq with mute',
  'preFader',
  'preFader with mute',
  'postFader',
];

export const prePostWords = ['PRE', 'POST'];
export const prePostOptions = ['pre', 'post'];

export const slopeWords = ['12', '18', '24'];
export const gateModeWords = ['EXP2', 'EXP3', 'EXP4', 'GATE', 'DUCK'];
export const gateModeOptions = ['expander 2:1', 'expander 3:1', 'expander 4:1', 'gate', 'ducker'];
export const keyFilterWords = ['LC6', 'LC12', 'HC6', 'HC12', '1.0', '2.0', '3.0', '5.0', '10.0'];
export const keyFilterOptions = [
  'low cut 6',
  'low cut 12',
  'high cut 6',
  'high cut 12',
  'band 1.0',
  'band 2.0',
  'band 3.0',
  'band 5.0',
  'band 10.0',
];
export const dynamicsModeWords = ['COMP', 'EXP'];
export const dynamicsModeOptions = ['compressor', 'expander'];
export const detectorWords = ['PEAK', 'RMS'];
export const detectorOptions = ['peak', 'rms'];
export const envelopeWords = ['LIN', 'LOG'];
export const envelopeOptions = ['linear', 'logarithmic'];
export const ratioWords = ['1.1', '1.3', '1.5', '2.0', '2.5', '3.0', '4.0', '5.0', '7.0', '10', '20', '100'];

const slots = Array.from({ length: 8 }, (_, slot) => slot + 1);
export const insertWords = [
  'OFF',
  ...slots.flatMap((slot) => [`FX${slot}L`, `FX${slot}R`]),
  ...slots.slice(0, 6).map((aux) => `AUX${aux}`),
];
export const insertOptions = [
  'none',
  ...slots.flatMap((slot) => [`effect ${slot} left`, `effect ${slot} right`]),
  ...slots.slice(0, 6).map((aux) => `aux ${aux}`),
];

export const eqTypeWords = ['LCut', 'LShv', 'PEQ', 'VEQ', 'HShv', 'HCut'];
export const eqTypeOptions = ['low cut', 'low shelf', 'parametric', 'vintage', 'high shelf', 'high cut'];
/** Matrices and mains have crossover slopes as well; they occupy bands 1 and 2 or 5 and 6. */
export const mainEqTypeWords = [...eqTypeWords, 'BU6', 'BU12', 'BS12', 'LR12', 'BU18', 'BU24', 'BS24', 'LR24'];
export const mainEqTypeOptions = [
  ...eqTypeOptions,
  'Butterworth 6',
  'Butterworth 12',
  'Bessel 12',
  'Linkwitz-Riley 12',
  'Butterworth 18',
  'Butterworth 24',
  'Bessel 24',
  'Linkwitz-Riley 24',
];

export const automixWords = ['OFF', 'X', 'Y'];
export const automixOptions = ['off', 'X', 'Y'];
export const monoModeWords = ['LR+M', 'LCR'];
export const soloSourceWords = ['OFF', 'LR', 'LR+C', 'LRPFL', 'LRAFL', 'AUX56', 'AUX78'];
export const pflWords = ['PFL', 'AFL'];
export const talkSourceWords = ['INT', 'EXT'];
export const talkSourceOptions = ['internal', 'external'];
export const oscillatorSelectWords = ['F1', 'F2'];
export const oscillatorTypeWords = ['SINE', 'PINK', 'WHITE'];
export const oscillatorTypeOptions = ['sine', 'pink noise', 'white noise'];
export const routingSwitchWords = ['REC', 'PLAY'];
export const routingSwitchOptions = ['record', 'playback'];
export const speakerGroupWords = ['OFF', 'A', 'B'];
export const speakerWords = ['none', 'iQ8', 'iQ10', 'iQ12', 'iQ15', 'iQ15B', 'iQ18B'];
export const speakerEqWords = ['Linear', 'Live', 'Speech', 'Playback', 'User'];
export const aesWords = ['AESA', 'AESB'];

const busses = Array.from({ length: 16 }, (_, bus) => bus + 1);
export const effectSourceWords = ['INS', ...busses.map((bus) => `MIX${bus}`), 'M/C'];
export const effectSourceOptions = ['insert', ...busses.map((bus) => `bus/${bus}`), 'main/mono'];

/** Effects of slots 1 to 4, which have sends and returns. */
export const effectWords = [
  ...[
    'HALL',
    'AMBI',
    'RPLT',
    'ROOM',
    'CHAM',
    'PLAT',
    'VREV',
    'VRM',
    'GATE',
    'RVRS',
    'DLY',
    '3TAP',
    '4TAP',
    'CRS',
    'FLNG',
  ],
  ...[
    'PHAS',
    'DIMC',
    'FILT',
    'ROTA',
    'PAN',
    'SUB',
    'D/RV',
    'CR/R',
    'FL/R',
    'D/CR',
    'D/FL',
    'MODD',
    'GEQ2',
    'GEQ',
    'TEQ2',
  ],
  ...['TEQ', 'DES2', 'DES', 'P1A', 'P1A2', 'PQ5', 'PQ5S', 'WAVD', 'LIM', 'CMB', 'CMB2', 'FAC', 'FAC1M', 'FAC2', 'LEC'],
  ...[
    'LEC2',
    'ULC',
    'ULC2',
    'ENH2',
    'ENH',
    'EXC2',
    'EXC',
    'IMG',
    'EDI',
    'SON',
    'AMP2',
    'AMP',
    'DRV2',
    'DRV',
    'PIT2',
    'PIT',
  ],
];
/** Effects of slots 5 to 8, which are inserts only. */
export const insertEffectWords = [
  ...['GEQ2', 'GEQ', 'TEQ2', 'TEQ', 'DES2', 'DES', 'P1A', 'P1A2', 'PQ5', 'PQ5S', 'WAVD', 'LIM', 'FAC', 'FAC1M', 'FAC2'],
  ...['LEC', 'LEC2', 'ULC', 'ULC2', 'ENH2', 'ENH', 'EXC2', 'EXC', 'IMG', 'EDI', 'SON', 'AMP2', 'AMP', 'DRV2', 'DRV'],
  ...['PHAS', 'FILT', 'PAN', 'SUB'],
];
