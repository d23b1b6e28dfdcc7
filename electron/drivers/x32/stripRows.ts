import type { SceneGroup } from '../../../shared/desk/paramSpec.ts';
import {
  fixed0,
  fixed1,
  fixed1Wide,
  frequencyText,
  holdText,
  lowCutText,
  qText,
  releaseText,
  signed0,
  signed1,
  signed1Wide,
  signed2,
  threeDigitText,
} from './nodeText.ts';
import { sourceLabels } from './routingTokens.ts';
import * as tokens from './tokens.ts';
import { bit, choice, integer, level, linear, logarithmic, muteOfOn, text, toggle } from './wireCodec.ts';
import { leaf, type NodeRow, node, type Section } from './wireRow.ts';

/** Rows of everything that is a strip: channels, aux inputs, effect returns, busses, matrices, mains, DCAs. */

const off = -Infinity;

interface ConfigDefaults {
  readonly icon?: number;
  readonly color?: string;
}

const nameLeaves = ({ icon, color }: ConfigDefaults) => [
  leaf('name', 'name', text('names', 12, '')),
  leaf('icon', 'icon', integer('names', 1, 74, icon)),
  leaf('color', 'color', choice('names', tokens.colorWords, tokens.colorOptions, color)),
];

/** `sources`: defaults of what feeds each strip; none for strips that the desk feeds itself. */
function config(defaults: ConfigDefaults, sources?: readonly number[]): NodeRow {
  const source = leaf('source', 'source', integer('routing', 0, 64, undefined, sourceLabels), {
    defaults: sources ?? [],
  });
  return node('config', '', sources ? [...nameLeaves(defaults), source] : nameLeaves(defaults));
}

export const delayTime = (group: SceneGroup) =>
  linear({ group, unit: 'ms', min: 0.3, max: 500, steps: 4998, text: fixed1Wide, initial: 0.3 });

const trim = linear({ group: 'preamps', unit: 'dB', min: -18, max: 18, steps: 145, text: signed1, initial: 0 });
const invert = leaf('invert', 'invert', toggle('preamps', 0));

const keyFilter = (stage: 'gate' | 'dyn', model: string, group: SceneGroup): NodeRow =>
  node(`${stage}/filter`, `${model}/filter`, [
    leaf('on', 'on', toggle(group, 0)),
    leaf('type', 'type', choice(group, tokens.keyFilterWords, tokens.keyFilterOptions, '3.0')),
    leaf(
      'f',
      'freq',
      logarithmic({ group, unit: 'Hz', min: 20, max: 20000, steps: 201, text: frequencyText, initial: 990.9 }),
    ),
  ]);

const attack = (group: SceneGroup, initial: number) =>
  linear({ group, unit: 'ms', min: 0, max: 120, steps: 121, text: fixed0, initial });
const hold = (group: SceneGroup, initial: number) =>
  logarithmic({ group, unit: 'ms', min: 0.02, max: 2000, steps: 101, text: holdText, initial });
const release = (group: SceneGroup, initial: number) =>
  logarithmic({ group, unit: 'ms', min: 5, max: 4000, steps: 101, text: releaseText, initial });
const keySource = (group: SceneGroup) => integer(group, 0, 64, 0, sourceLabels);

const gate: readonly NodeRow[] = [
  node('gate', 'gate', [
    leaf('on', 'on', toggle('gates', 0)),
    leaf('mode', 'mode', choice('gates', tokens.gateModeWords, tokens.gateModeOptions, 'GATE')),
    leaf(
      'thr',
      'threshold',
      linear({ group: 'gates', unit: 'dB', min: -80, max: 0, steps: 161, text: fixed1, initial: -80 }),
    ),
    leaf(
      'range',
      'range',
      linear({ group: 'gates', unit: 'dB', min: 3, max: 60, steps: 58, text: fixed1, initial: 60 }),
    ),
    leaf('attack', 'attack', attack('gates', 1)),
    leaf('hold', 'hold', hold('gates', 502)),
    leaf('release', 'release', release('gates', 983)),
    leaf('keysrc', 'keySource', keySource('gates')),
  ]),
  keyFilter('gate', 'gate', 'gates'),
];

/** Matrices and mains have no key source: their line is one value shorter. */
function dynamics(detector: 'PEAK' | 'RMS', hasKeySource: boolean): readonly NodeRow[] {
  const grid = (min: number, max: number, steps: number, initial: number, unit: 'dB' | '%' | '', format = fixed0) =>
    linear({ group: 'dynamics', unit, min, max, steps, text: format, initial });
  return [
    node('dyn', 'dynamics', [
      leaf('on', 'on', toggle('dynamics', 0)),
      leaf('mode', 'mode', choice('dynamics', tokens.dynamicsModeWords, tokens.dynamicsModeOptions, 'COMP')),
      leaf('det', 'detector', choice('dynamics', tokens.detectorWords, tokens.detectorOptions, detector)),
      leaf('env', 'envelope', choice('dynamics', tokens.envelopeWords, tokens.envelopeOptions, 'LOG')),
      leaf('thr', 'threshold', grid(-60, 0, 121, 0, 'dB', fixed1)),
      leaf('ratio', 'ratio', choice('dynamics', tokens.ratioWords, tokens.ratioWords, '3.0')),
      leaf('knee', 'knee', grid(0, 5, 6, 1, '')),
      leaf('mgain', 'makeupGain', grid(0, 24, 49, 0, 'dB', threeDigitText)),
      leaf('attack', 'attack', attack('dynamics', 10)),
      leaf('hold', 'hold', hold('dynamics', 10)),
      leaf('release', 'release', release('dynamics', 151)),
      leaf('pos', 'position', choice('dynamics', tokens.prePostWords, tokens.prePostOptions, 'POST')),
      ...(hasKeySource ? [leaf('keysrc', 'keySource', keySource('dynamics'))] : []),
      leaf('mix', 'mix', grid(0, 100, 21, 100, '%')),
      leaf('auto', 'auto', toggle('dynamics', 0)),
    ]),
    keyFilter('dyn', 'dynamics', 'dynamics'),
  ];
}

const insert = (position: 'PRE' | 'POST'): NodeRow =>
  node('insert', 'insert', [
    leaf('on', 'on', toggle('inserts', 0)),
    leaf('pos', 'position', choice('inserts', tokens.prePostWords, tokens.prePostOptions, position)),
    leaf('sel', 'slot', choice('inserts', tokens.insertWords, tokens.insertOptions, 'OFF')),
  ]);

type BandDefaults = readonly (readonly [type: string, freqHz: number])[];
const fourBands: BandDefaults = [
  ['PEQ', 124.7],
  ['PEQ', 496.6],
  ['PEQ', 1970],
  ['HShv', 10020],
];
const sixBands: BandDefaults = [
  ['LShv', 79.6],
  ['PEQ', 158.9],
  ['PEQ', 496.6],
  ['PEQ', 1970],
  ['PEQ', 5020],
  ['HShv', 10020],
];

function equalizer(bands: BandDefaults, words: readonly string[], options: readonly string[]): readonly NodeRow[] {
  const rows = bands.map(([type, freqHz], index) =>
    node(`eq/${index + 1}`, `eq/${index + 1}`, [
      leaf('type', 'type', choice('eq', words, options, type)),
      leaf(
        'f',
        'freq',
        logarithmic({ group: 'eq', unit: 'Hz', min: 20, max: 20000, steps: 201, text: frequencyText, initial: freqHz }),
      ),
      leaf('g', 'gain', linear({ group: 'eq', unit: 'dB', min: -15, max: 15, steps: 121, text: signed2, initial: 0 })),
      leaf('q', 'q', logarithmic({ group: 'eq', unit: '', min: 10, max: 0.3, steps: 72, text: qText, initial: 2 })),
    ]),
  );
  return [node('eq', 'eq', [leaf('on', 'on', toggle('eq', 0))]), ...rows];
}

const channelEq = equalizer(fourBands, tokens.eqTypeWords, tokens.eqTypeOptions);
const busEq = equalizer(sixBands, tokens.eqTypeWords, tokens.eqTypeOptions);
const mainEq = equalizer(sixBands, tokens.mainEqTypeWords, tokens.mainEqTypeOptions);

/** −1…+1 here, −100…+100 there. */
const pan = (group: SceneGroup, initial?: number) =>
  linear({
    group,
    unit: 'pan',
    min: -1,
    max: 1,
    steps: 101,
    text: signed0,
    scale: 100,
    ...(initial === undefined ? {} : { initial }),
  });

const fader = leaf('fader', 'fader', level('faders', 1024, off));
const faderWithoutDefault = leaf('fader', 'fader', level('faders', 1024));
const mute = leaf('on', 'mute', muteOfOn(true));

function mix(options: { fader: typeof fader; onMain: 0 | 1; pans?: readonly number[] }): NodeRow {
  const pans = options.pans ? { defaults: options.pans } : {};
  return node('mix', '', [
    mute,
    options.fader,
    leaf('st', 'assign/main', toggle('assigns', options.onMain)),
    leaf('pan', 'pan', pan('pans', options.pans ? undefined : 0), pans),
    leaf('mono', 'assign/mono', toggle('assigns', 0)),
    leaf('mlevel', 'monoLevel', level('faders', 161, off)),
  ]);
}

/** Tap and pan of a pair of destinations are kept by the odd one (protocol text, "sends"); even lines have two values. */
function sends(destination: 'bus' | 'matrix', count: 16 | 6, tap: string, pans?: readonly number[]): NodeRow {
  const taps = destination === 'bus' ? 6 : 5;
  return node('mix/{b:02}', `send/${destination}/{b:1..${count}}`, [
    leaf('on', 'on', toggle('sends', 1)),
    leaf('level', 'level', level('sends', 161, off)),
    leaf('pan', 'pan', pan('sends', pans ? undefined : 0), { oddOnly: true, ...(pans ? { defaults: pans } : {}) }),
    leaf('type', 'tap', choice('taps', tokens.tapWords.slice(0, taps), tokens.tapOptions.slice(0, taps), tap), {
      oddOnly: true,
    }),
    leaf('panFollow', 'panFollow', bit('sends', 0), { oddOnly: true, sinceFirmware: 4 }),
  ]);
}

const groups: NodeRow = node('grp', 'assign', [
  leaf('dca', 'dca/{g:1..8}', toggle('groups', 0), { bits: 8 }),
  leaf('mute', 'muteGroup/{g:1..6}', toggle('groups', 0), { bits: 6 }),
]);
const lateGroups: NodeRow = { ...groups, sinceFirmware: 4 };

const upTo = (count: number, offset = 0) => Array.from({ length: count }, (_, index) => index + 1 + offset);
/** Odd effect returns sit left, even ones right. */
const leftRight = [-1, 1];
const leftRightSends = leftRight.flatMap((side) => new Array<number>(8).fill(side));

const channel: Section = {
  wire: 'ch/{n:02}',
  model: 'channel/{n:1..32}',
  nodes: [
    config({ icon: 1, color: 'YE' }, upTo(32)),
    node('delay', 'delay', [leaf('on', 'on', toggle('delays', 0)), leaf('time', 'time', delayTime('delays'))]),
    node('preamp', 'preamp', [
      leaf('trim', 'trim', trim),
      invert,
      leaf('hpon', 'lowCut/on', toggle('preamps', 0)),
      leaf('hpslope', 'lowCut/slope', choice('preamps', tokens.slopeWords, tokens.slopeWords, '24')),
      leaf(
        'hpf',
        'lowCut/freq',
        logarithmic({ group: 'preamps', unit: 'Hz', min: 20, max: 400, steps: 101, text: lowCutText }),
      ),
    ]),
    ...gate,
    ...dynamics('PEAK', true),
    insert('POST'),
    ...channelEq,
    mix({ fader, onMain: 1 }),
    sends('bus', 16, 'EQ->'),
    groups,
    node('automix', 'automix', [
      leaf('group', 'group', choice('automix', tokens.automixWords, tokens.automixOptions, 'OFF')),
      leaf(
        'weight',
        'weight',
        linear({ group: 'automix', unit: 'dB', min: -12, max: 12, steps: 49, text: signed1Wide, initial: -12 }),
      ),
    ]),
  ],
};

const auxIn: Section = {
  wire: 'auxin/{n:02}',
  model: 'auxIn/{n:1..8}',
  nodes: [
    config({ icon: 55, color: 'GN' }, upTo(8, 32)),
    node('preamp', 'preamp', [leaf('trim', 'trim', trim), invert]),
    ...channelEq,
    mix({ fader, onMain: 1 }),
    sends('bus', 16, 'PRE'),
    groups,
  ],
};

const fxReturn: Section = {
  wire: 'fxrtn/{n:02}',
  model: 'fxReturn/{n:1..8}',
  nodes: [
    config({ icon: 61, color: 'MG' }),
    ...channelEq,
    mix({ fader: faderWithoutDefault, onMain: 1, pans: leftRight }),
    sends('bus', 16, 'POST', leftRightSends),
    groups,
  ],
};

const bus: Section = {
  wire: 'bus/{n:02}',
  model: 'bus/{n:1..16}',
  nodes: [
    config({}),
    ...dynamics('RMS', true),
    insert('POST'),
    ...busEq,
    mix({ fader: faderWithoutDefault, onMain: 0 }),
    sends('matrix', 6, 'POST'),
    groups,
  ],
};

const matrix: Section = {
  wire: 'mtx/{n:02}',
  model: 'matrix/{n:1..6}',
  nodes: [
    config({ icon: 72 }),
    node('preamp', 'preamp', [invert]),
    ...dynamics('RMS', false),
    insert('PRE'),
    ...mainEq,
    node('mix', '', [mute, fader]),
    lateGroups,
  ],
};

const mainNodes = (icon: number, mixNode: NodeRow): readonly NodeRow[] => [
  config({ icon, color: 'WH' }),
  ...dynamics('RMS', false),
  insert('PRE'),
  ...mainEq,
  mixNode,
  sends('matrix', 6, 'POST'),
  lateGroups,
];

const mainStereo: Section = {
  wire: 'main/st',
  model: 'main/stereo',
  nodes: mainNodes(66, node('mix', '', [mute, fader, leaf('pan', 'pan', pan('pans', 0))])),
};
const mainMono: Section = { wire: 'main/m', model: 'main/mono', nodes: mainNodes(67, node('mix', '', [mute, fader])) };

const dca: Section = {
  wire: 'dca/{n}',
  model: 'dca/{n:1..8}',
  nodes: [node('', '', [mute, faderWithoutDefault]), node('config', '', nameLeaves({}))],
};

export const stripSections: readonly Section[] = [channel, auxIn, fxReturn, bus, matrix, mainStereo, mainMono, dca];
