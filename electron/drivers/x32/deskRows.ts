import { fixed0, fixed1, frequencyText, signed1 } from './nodeText.ts';
import {
  auxBlockWords,
  blockTitle,
  evenHalfBlockWords,
  inputBlockWords,
  oddHalfBlockWords,
  oscillatorDestinationLabels,
  outputBlockWords,
  outputSourceLabels,
  userInLabels,
  userOutLabels,
} from './routingTokens.ts';
import { delayTime } from './stripRows.ts';
import * as tokens from './tokens.ts';
import { bit, choice, effectWord, integer, level, linear, logarithmic, text, toggle } from './wireCodec.ts';
import { leaf, type NodeRow, node, type Section } from './wireRow.ts';

/** Rows of everything that is not a strip: links, monitor, talkback, routing, effects, outputs, head amps, status. */

/** A line of pair links: `1-2`, `3-4` …, kept under the first of each pair. */
const links = (wire: string, model: string, count: number, initial: 0 | 1): NodeRow =>
  node(wire, `link/${model}`, [leaf('{p}-{p+1}', `{p:1..${count - 1}:2}`, toggle('links', initial))]);

const block = (words: readonly string[], initial?: string) => choice('routing', words, words.map(blockTitle), initial);
/** Blocks of eight, kept under the first socket of each: 1, 9, 17 … */
const blocksOfEight = (last: number, words: readonly string[]) =>
  leaf('{p}-{p+7}', `{p:1..${last - 7}:8}`, block(words));

const inputRouting = (wire: string, model: string): NodeRow =>
  node(`routing/${wire}`, `routing/${model}`, [
    blocksOfEight(32, inputBlockWords),
    leaf('AUX', 'aux', block(auxBlockWords, 'AUX1-4')),
  ]);
const outputRouting = (wire: string, model: string, last: number): NodeRow =>
  node(`routing/${wire}`, `routing/${model}`, [blocksOfEight(last, outputBlockWords)]);

const talkTargets = [...Array.from({ length: 16 }, (_, bus) => `bus/${bus + 1}`), 'main/stereo', 'main/mono'];
const talkDestinations = (key: string): NodeRow =>
  node(`talk/${key}`, `talkback/${key.toLowerCase()}`, [
    leaf('level', 'level', level('talkback', 161, -12)),
    leaf('dim', 'dim', toggle('talkback', 0)),
    leaf('latch', 'latch', toggle('talkback', 0)),
    // Bits 16 and 17 are presumed to be the mains (uncertain; see README).
    leaf('destmap', `to/{d:${talkTargets.join('|')}}`, toggle('talkback'), { bits: talkTargets.length }),
  ]);

const userControl = (set: string): readonly NodeRow[] => {
  const model = `userControl/${set.toLowerCase()}`;
  return [
    node(`userctrl/${set}`, model, [leaf('color', 'color', choice('setup', tokens.colorWords, tokens.colorOptions))]),
    node(`userctrl/${set}/enc`, model, [leaf('{e}', 'encoder/{e:1..4}', text('setup', 7))]),
    node(`userctrl/${set}/btn`, model, [leaf('{e}', 'button/{e:5..12}', text('setup', 7))]),
  ];
};

const pfl = choice('monitor', tokens.pflWords, tokens.pflWords, 'PFL');
const monitor = node('solo', 'monitor', [
  leaf('level', 'level', level('monitor', 161, 0)),
  leaf('source', 'source', choice('monitor', tokens.soloSourceWords, tokens.soloSourceWords, 'LR')),
  leaf(
    'sourcetrim',
    'sourceTrim',
    linear({ group: 'monitor', unit: 'dB', min: -18, max: 18, steps: 73, text: fixed1, initial: 0 }),
  ),
  leaf('chmode', 'channelMode', pfl),
  leaf('busmode', 'busMode', pfl),
  leaf('dcamode', 'dcaMode', pfl),
  leaf('exclusive', 'exclusive', toggle('monitor', 0)),
  leaf('followsel', 'followSelect', toggle('monitor', 0)),
  leaf('followsolo', 'followSolo', toggle('monitor', 0)),
  leaf(
    'dimatt',
    'dimLevel',
    linear({ group: 'monitor', unit: 'dB', min: -40, max: 0, steps: 41, text: fixed0, initial: -20 }),
  ),
  leaf('dim', 'dim', toggle('monitor', 0)),
  leaf('mono', 'mono', toggle('monitor', 0)),
  leaf('delay', 'delay/on', toggle('monitor', 0)),
  leaf('delaytime', 'delay/time', delayTime('monitor')),
  leaf('masterctrl', 'masterControl', toggle('monitor', 0)),
  leaf('mute', 'mute', toggle('monitor', 0)),
  leaf('dimpfl', 'dimPfl', toggle('monitor', 0)),
]);

const oscillatorFreq = (initial: number) =>
  logarithmic({ group: 'monitor', unit: 'Hz', min: 20, max: 20000, steps: 121, text: frequencyText, initial });
const oscillator = node('osc', 'oscillator', [
  leaf('level', 'level', level('monitor', 161, -40)),
  leaf('f1', 'freq1', oscillatorFreq(100.2)),
  leaf('f2', 'freq2', oscillatorFreq(1000)),
  leaf('fsel', 'select', choice('monitor', tokens.oscillatorSelectWords, tokens.oscillatorSelectWords, 'F1')),
  leaf('type', 'type', choice('monitor', tokens.oscillatorTypeWords, tokens.oscillatorTypeOptions, 'PINK')),
  leaf('dest', 'destination', integer('monitor', 0, 25, undefined, oscillatorDestinationLabels)),
]);

const tapeGain = linear({ group: 'setup', unit: 'dB', min: -6, max: 24, steps: 61, text: fixed1, initial: 0 });
const late = { sinceFirmware: 4 } as const;

/** The desk-wide lines, in the order of firmware 4 scene files; older files have the playback switch after PLAY. */
const config: Section = {
  wire: 'config',
  model: '',
  nodes: [
    links('chlink', 'channel', 32, 0),
    links('auxlink', 'auxIn', 8, 0),
    links('fxlink', 'fxReturn', 8, 1),
    links('buslink', 'bus', 16, 0),
    links('mtxlink', 'matrix', 6, 0),
    // 1 is engaged: the members are muted. The opposite sense of a strip's `mix/on`.
    node('mute', 'muteGroup', [leaf('{g}', '{g:1..6}/mute', toggle('mutes', 0))]),
    node('linkcfg', 'link/shares', [
      leaf('hadly', 'headampAndDelay', toggle('links', 1)),
      leaf('eq', 'eq', toggle('links', 1)),
      leaf('dyn', 'dynamics', toggle('links', 1)),
      leaf('fdrmute', 'faderAndMute', toggle('links', 1)),
    ]),
    node('mono', 'monoBus', [
      leaf('mode', 'mode', choice('setup', tokens.monoModeWords, tokens.monoModeWords, 'LR+M')),
      leaf('link', 'followsStereo', toggle('links', 0)),
    ]),
    monitor,
    node('talk', 'talkback', [
      leaf('enable', 'on', toggle('talkback', 1)),
      leaf('source', 'source', choice('talkback', tokens.talkSourceWords, tokens.talkSourceOptions, 'EXT')),
    ]),
    talkDestinations('A'),
    talkDestinations('B'),
    oscillator,
    node(
      'userrout/out',
      'userRouting/out',
      [leaf('{s:02}', '{s:1..48}', integer('routing', 0, 208, undefined, userOutLabels))],
      late,
    ),
    node(
      'userrout/in',
      'userRouting/in',
      [leaf('{s:02}', '{s:1..32}', integer('routing', 0, 168, undefined, userInLabels))],
      late,
    ),
    node('routing', 'routing', [
      leaf(
        'routswitch',
        'inputsFrom',
        choice('routing', tokens.routingSwitchWords, tokens.routingSwitchOptions, 'REC'),
      ),
    ]),
    inputRouting('IN', 'input'),
    outputRouting('AES50A', 'aes50a', 48),
    outputRouting('AES50B', 'aes50b', 48),
    outputRouting('CARD', 'card', 32),
    node('routing/OUT', 'routing/output', [
      leaf('1-4', '1', block(oddHalfBlockWords)),
      leaf('5-8', '5', block(evenHalfBlockWords)),
      leaf('9-12', '9', block(oddHalfBlockWords)),
      leaf('13-16', '13', block(evenHalfBlockWords)),
    ]),
    inputRouting('PLAY', 'playback'),
    ...['A', 'B', 'C'].flatMap(userControl),
    node('tape', 'tape', [
      leaf('gainL', 'gain/left', tapeGain),
      leaf('gainR', 'gain/right', tapeGain),
      leaf('autoplay', 'autoplay', toggle('setup', 1)),
    ]),
    node('amixenable', 'automix', [leaf('X', 'x/on', toggle('automix', 0)), leaf('Y', 'y/on', toggle('automix', 0))]),
    node(
      'dp48',
      'personalMonitor',
      [
        leaf('scope', 'scope/{g:1..4}', toggle('setup', 0), { bits: 4 }),
        leaf('broadcast', 'broadcast', bit('setup', 0)),
        leaf('aesAB', 'aes', choice('setup', tokens.aesWords, tokens.aesWords, 'AESA')),
      ],
      late,
    ),
    node('dp48/assign', 'personalMonitor/assign', [leaf('{s:02}', '{s:1..48}', integer('setup', 0, 12, 0))], late),
    node('dp48/link', 'personalMonitor/link', [leaf('{s:02}', '{s:1..24}', bit('setup', 0))], late),
    node('dp48/grpname', 'personalMonitor/groupName', [leaf('{s:02}', '{s:1..12}', text('setup', 8, ''))], late),
  ],
};

const effectParams = node('par', 'param', [leaf('{p:02}', '{p:1..64}', effectWord('fx'), { setByText: true })]);
/** Slots 1 to 4 are fed by busses 13 to 16 unless told otherwise. */
const effectSources = [13, 14, 15, 16];
const effectSource = choice('fx', tokens.effectSourceWords, tokens.effectSourceOptions);
const effects: readonly Section[] = [
  {
    wire: 'fx/{n}',
    model: 'fx/{n:1..4}',
    nodes: [
      node('', '', [leaf('type', 'type', choice('fx', tokens.effectWords))]),
      node('source', 'source', [
        leaf('l', 'left', effectSource, { defaults: effectSources }),
        leaf('r', 'right', effectSource, { defaults: effectSources }),
      ]),
      effectParams,
    ],
  },
  {
    wire: 'fx/{n}',
    model: 'fx/{n:5..8}',
    nodes: [node('', '', [leaf('type', 'type', choice('fx', tokens.insertEffectWords))]), effectParams],
  },
];

const outputLeaves = [
  leaf('src', 'source', integer('outputs', 0, 76, undefined, outputSourceLabels)),
  leaf('pos', 'tap', choice('outputs', tokens.outputTapWords, tokens.outputTapOptions, 'POST')),
];
const outputInvert = leaf('invert', 'invert', toggle('outputs', 0));
const output = (wire: string, model: string, nodes: readonly NodeRow[]): Section => ({
  wire: `outputs/${wire}`,
  model: `output/${model}`,
  nodes,
});
const outputs: readonly Section[] = [
  output('main/{n:02}', 'main/{n:1..16}', [
    node('', '', [...outputLeaves, outputInvert]),
    node('delay', 'delay', [leaf('on', 'on', toggle('outputs', 0)), leaf('time', 'time', delayTime('outputs'))]),
  ]),
  output('aux/{n:02}', 'aux/{n:1..6}', [node('', '', [...outputLeaves, outputInvert])]),
  output('p16/{n:02}', 'personal/{n:1..16}', [
    node('', '', [...outputLeaves, outputInvert]),
    node('iQ', 'speaker', [
      leaf('group', 'group', choice('outputs', tokens.speakerGroupWords, tokens.speakerGroupWords, 'OFF')),
      leaf('speaker', 'type', choice('outputs', tokens.speakerWords, tokens.speakerWords, 'none')),
      leaf('eq', 'eq', choice('outputs', tokens.speakerEqWords, tokens.speakerEqWords, 'Linear')),
      leaf('model', 'model', integer('outputs', 0, 7, 0)),
    ]),
  ]),
  output('aes/{n:02}', 'aes/{n:1..2}', [node('', '', [...outputLeaves, outputInvert])]),
  output('rec/{n:02}', 'recorder/{n:1..2}', [node('', '', outputLeaves)]),
];

const headampNodes = [
  node('', '', [
    leaf(
      'gain',
      'gain',
      linear({ group: 'preamps', unit: 'dB', min: -12, max: 60, steps: 145, text: signed1, initial: 0 }),
    ),
    leaf('phantom', 'phantom', toggle('preamps', 0)),
  ]),
];
/** 000–031 local, 032–079 AES50 A, 080–127 AES50 B. */
const headamps: readonly Section[] = [
  { wire: 'headamp/{n-1:03}', model: 'headamp/local/{n:1..32}', nodes: headampNodes },
  { wire: 'headamp/{n+31:03}', model: 'headamp/aes50a/{n:1..48}', nodes: headampNodes },
  { wire: 'headamp/{n+79:03}', model: 'headamp/aes50b/{n:1..48}', nodes: headampNodes },
];

const solo = toggle('solo', 0);
/** Values outside scenes: solo switches, talk keys, which head amp feeds what, the current scene. Asked for one by one. */
const status: Section = {
  wire: '',
  model: '',
  nodes: [
    node(
      '-stat/solosw',
      '',
      [
        leaf('{n:02}', 'channel/{n:1..32}/solo', solo),
        leaf('{n+32:02}', 'auxIn/{n:1..8}/solo', solo),
        leaf('{n+40:02}', 'fxReturn/{n:1..8}/solo', solo),
        leaf('{n+48:02}', 'bus/{n:1..16}/solo', solo),
        leaf('{n+64:02}', 'matrix/{n:1..6}/solo', solo),
        leaf('71', 'main/stereo/solo', solo),
        leaf('72', 'main/mono/solo', solo),
        leaf('{n+72:02}', 'dca/{n:1..8}/solo', solo),
      ],
      { single: true },
    ),
    node('-stat', '', [leaf('solo', 'monitor/soloActive', readOnly(toggle('solo', 0)))], { single: true }),
    node(
      '-stat/talk',
      'talkback',
      [leaf('A', 'a/key', toggle('talkback', 0)), leaf('B', 'b/key', toggle('talkback', 0))],
      { single: true },
    ),
    node('-stat/osc', 'oscillator', [leaf('on', 'on', toggle('monitor', 0))], { single: true }),
    node(
      '-ha',
      '',
      [
        leaf('{n-1:02}/index', 'channel/{n:1..32}/headamp', readOnly(integer('preamps', -1, 127))),
        leaf('{n+31:02}/index', 'auxIn/{n:1..8}/headamp', readOnly(integer('preamps', -1, 127))),
      ],
      { single: true },
    ),
    node('-show/prepos', 'deskScene', [leaf('current', 'current', integer('setup', -1, 99, -1))], { single: true }),
  ],
};

function readOnly<T extends { readonly spec: object }>(codec: T): T {
  return { ...codec, spec: { ...codec.spec, readOnly: true } };
}

export const configSections: readonly Section[] = [config];
export const patchSections: readonly Section[] = [...effects, ...outputs, ...headamps];
export const statusSections: readonly Section[] = [status];
