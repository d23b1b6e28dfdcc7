import type {
  DeskPatch,
  EffectWord,
  ExitBlock,
  LineBlock,
  OutputTap,
  PatchEnds,
  Reverb,
  SocketBank,
} from '../../../shared/desk/patch.ts';
import { expand } from '../../../shared/desk/pattern.ts';
import { effectWords } from './tokens.ts';

/** What the desk's routing choices stand for, in the order of their ints (facts, sections 9.1, 9.6 and 9.8 to 9.11). */

/** Input blocks of eight: local, AES50 A, AES50 B, card, user patch. */
const eights: PatchEnds = [
  'input/local/{n:1..32:8}',
  'input/aes50a/{n:1..48:8}',
  'input/aes50b/{n:1..48:8}',
  'input/card/{n:1..32:8}',
  'input/user/{n:1..32:8}',
];

/** The aux inputs: their own six sockets, or the first two, four or six of a bank. Lines behind these are taken to go on in the bank (uncertain). */
const auxStarts: PatchEnds = [
  'input/aux/1',
  ...['local', 'aes50a', 'aes50b', 'card', 'user'].flatMap((bank) => [2, 4, 6].map(() => `input/${bank}/1`)),
];

const lines: readonly LineBlock[] = [
  ...[1, 9, 17, 25].map((first) => ({
    first,
    count: 8,
    params: [`routing/input/${first}`, `routing/playback/${first}`],
    starts: eights,
  })),
  { first: 33, count: 6, params: ['routing/input/aux', 'routing/playback/aux'], starts: auxStarts },
];

const inputs: readonly SocketBank[] = [
  { bank: 'input/local', count: 32, title: 'Local', headamps: 'headamp/local' },
  { bank: 'input/aes50a', count: 48, title: 'AES50 A', headamps: 'headamp/aes50a' },
  { bank: 'input/aes50b', count: 48, title: 'AES50 B', headamps: 'headamp/aes50b' },
  { bank: 'input/card', count: 32, title: 'Card' },
  { bank: 'input/aux', count: 6, title: 'Aux' },
  { bank: 'input/usb', count: 2, title: 'USB' },
  { bank: 'input/user', count: 32, title: 'User in' },
  { bank: 'input/talkback', count: 2, title: 'Talkback' },
];

const outputs: readonly SocketBank[] = [
  { bank: 'output/main', count: 16, title: 'Output' },
  { bank: 'output/aux', count: 6, title: 'Aux out' },
  { bank: 'output/personal', count: 16, title: 'Personal' },
  { bank: 'output/aes', count: 2, title: 'AES' },
  { bank: 'output/recorder', count: 2, title: 'Recorder' },
];

/** Sockets that can carry any output; those of aux outputs, AES and personal monitors are their own and have no choice. */
const exits: readonly SocketBank[] = [
  { bank: 'exit/local', count: 16, title: 'XLR out' },
  { bank: 'exit/aes50a', count: 48, title: 'AES50 A out' },
  { bank: 'exit/aes50b', count: 48, title: 'AES50 B out' },
  { bank: 'exit/card', count: 32, title: 'Card out' },
];

const eightsOf = (bank: string, count: number): PatchEnds[] =>
  Array.from({ length: count / 8 }, (_, block) => [`${bank}/{n:${8 * block + 1}..${8 * block + 8}}`]);
/** What eight sockets can take, in the order of the ints (facts, section 9.9). */
const exitEights: readonly PatchEnds[] = [
  ...eightsOf('input/local', 32),
  ...eightsOf('input/aes50a', 48),
  ...eightsOf('input/aes50b', 48),
  ...eightsOf('input/card', 32),
  ...eightsOf('output/main', 16),
  ...eightsOf('output/personal', 16),
  ['output/aux/{n:1..6}', 'monitor/left', 'monitor/right'],
  ['input/aux/{n:1..6}', 'input/talkback/{n:1..2}'],
  ...eightsOf('output/user', 48),
  ...eightsOf('input/user', 32),
];
/** Four sockets take the first or the last four of the same eights; that the aux blocks are halved alike is uncertain. */
const halves = (from: number) => exitEights.map((ends) => ends.flatMap(expand).slice(from, from + 4));
const [oddHalves, evenHalves] = [halves(0), halves(4)];

const exitEightsOf = (bank: string, count: number): ExitBlock[] =>
  Array.from({ length: count / 8 }, (_, block) => {
    const first = 8 * block + 1;
    return { bank: `exit/${bank}`, first, count: 8, param: `routing/${bank}/${first}`, options: exitEights };
  });
const exitBlocks: readonly ExitBlock[] = [
  ...[1, 5, 9, 13].map((first) => ({
    bank: 'exit/local',
    first,
    count: 4,
    param: `routing/output/${first}`,
    options: first % 8 === 1 ? oddHalves : evenHalves,
  })),
  ...exitEightsOf('aes50a', 48),
  ...exitEightsOf('aes50b', 48),
  ...exitEightsOf('card', 32),
];

/** What a place of the user's own patch can take, for inputs and, with more behind it, for outputs. */
const userEnds: PatchEnds = [
  '',
  'input/local/{n:1..32}',
  'input/aes50a/{n:1..48}',
  'input/aes50b/{n:1..48}',
  'input/card/{n:1..32}',
  'input/aux/{n:1..6}',
  'input/talkback/{n:1..2}',
];

/** `+M` is taken as "with mute" (facts, section 9.10). */
const outputTaps: readonly OutputTap[] = [
  ...(['input', 'preEq', 'postEq', 'preFader'] as const).flatMap((tap) => [
    { tap, obeysMute: false },
    { tap, obeysMute: true },
  ]),
  { tap: 'postFader', obeysMute: true },
];

/** What the effects of slots 1 to 4 do, by the desk's own words. */
const effectsByKind = {
  reverb: ['HALL', 'AMBI', 'RPLT', 'ROOM', 'CHAM', 'PLAT', 'VREV', 'VRM', 'GATE', 'RVRS'],
  delay: ['DLY', '3TAP', '4TAP'],
  modulation: ['CRS', 'FLNG', 'PHAS', 'DIMC', 'FILT', 'ROTA', 'PAN'],
  'delay+reverb': ['D/RV'],
  'modulation+reverb': ['CR/R', 'FL/R'],
  'delay+modulation': ['D/CR', 'D/FL', 'MODD'],
  pitch: ['SUB', 'PIT2', 'PIT'],
  eq: ['GEQ2', 'GEQ', 'TEQ2', 'TEQ', 'P1A', 'P1A2', 'PQ5', 'PQ5S'],
  dynamics: ['DES2', 'DES', 'WAVD', 'LIM', 'CMB', 'CMB2', 'FAC', 'FAC1M', 'FAC2', 'LEC', 'LEC2', 'ULC', 'ULC2'],
  enhancer: ['ENH2', 'ENH', 'EXC2', 'EXC', 'IMG', 'EDI', 'SON'],
  drive: ['AMP2', 'AMP', 'DRV2', 'DRV'],
} as const;
const effectKinds = effectWords.map(
  (word) => Object.entries(effectsByKind).find(([, words]) => (words as readonly string[]).includes(word))?.[0] ?? '',
);

/**
 * Every reverb has its pre-delay in ms first and its decay in seconds second. Of the vintage reverb a console's own file says so
 * ("40 2.4 …"), of the others the public protocol text; their words follow the same pattern (uncertain for all but the vintage one).
 */
const reverb = (type: string, title: string, fits: Reverb['fits'], shortest: number, longest: number): Reverb => {
  const word = (leaf: string, min: number, max: number, decimals: number): EffectWord => ({ leaf, min, max, decimals });
  return {
    type,
    title,
    fits,
    preDelayMs: word('param/1', 0, type === 'VREV' ? 120 : 200, 0),
    decaySeconds: word('param/2', shortest, longest, 1),
  };
};
const reverbs: readonly Reverb[] = [
  reverb('AMBI', 'Ambience', ['drum', 'small'], 0.2, 7.3),
  reverb('ROOM', 'Room', ['small', 'medium', 'drum'], 0.3, 29),
  reverb('CHAM', 'Chamber', ['medium', 'small'], 0.3, 29),
  reverb('HALL', 'Hall', ['hall', 'medium'], 0.2, 5),
  reverb('VREV', 'Vintage reverb', ['hall', 'medium'], 0.3, 4.5),
  reverb('PLAT', 'Plate', ['medium', 'hall'], 0.5, 10),
];

const effects = [1, 2, 3, 4].map((slot) => ({
  slot: `fx/${slot}`,
  ways: [
    { source: `fx/${slot}/source/left`, returnStrip: `fxReturn/${2 * slot - 1}` },
    { source: `fx/${slot}/source/right`, returnStrip: `fxReturn/${2 * slot}` },
  ],
}));

/** The patch of all models and firmwares; older ones lack the parameters of user routing. */
export const patch: DeskPatch = {
  inputs,
  lineSwitch: 'routing/inputsFrom',
  lines,
  redirects: [
    { bank: 'input/user', params: 'userRouting/in/{n:1..32}', ends: userEnds },
    {
      bank: 'output/user',
      params: 'userRouting/out/{n:1..48}',
      ends: [
        ...userEnds,
        'output/main/{n:1..16}',
        'output/personal/{n:1..16}',
        'output/aux/{n:1..6}',
        'monitor/left',
        'monitor/right',
      ],
    },
  ],
  stripSources: ['', 'line/{n:1..38}', 'input/usb/{n:1..2}', 'fxReturn/{n:1..8}', 'bus/{n:1..16}'],
  outputs,
  outputSources: [
    '',
    'main/stereo/left',
    'main/stereo/right',
    'main/mono',
    'bus/{n:1..16}',
    'matrix/{n:1..6}',
    'channel/{n:1..32}',
    'auxIn/{n:1..8}',
    'fxReturn/{n:1..8}',
    'monitor/left',
    'monitor/right',
    'talkback',
  ],
  outputTaps,
  exits,
  exitBlocks,
  effects,
  effectSources: ['', 'bus/{n:1..16}', 'main/mono'],
  effectKinds,
  reverbs,
  inserts: ['', 'fx/{n:1..8}/{side:left|right}', 'output/aux/{n:1..6}'],
};
