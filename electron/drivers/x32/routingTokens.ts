/** The desk's words for blocks of sockets in its routing pages, and the same in words for people. */

/** Blocks of `size` sockets from each source: `AN1-8`, `AN9-16` …; `offset` and `stride` pick some of them. */
function blocks(prefix: string, count: number, size: number, offset = 0, stride = size): string[] {
  const words: string[] = [];
  for (let first = 1 + offset; first + size - 1 <= count; first += stride)
    words.push(`${prefix}${first}-${first + size - 1}`);
  return words;
}

/** Input blocks of eight. */
export const inputBlockWords = [
  ...blocks('AN', 32, 8),
  ...blocks('A', 48, 8),
  ...blocks('B', 48, 8),
  ...blocks('CARD', 32, 8),
  ...blocks('UIN', 32, 8),
];

const auxSizes = [2, 4, 6];
/** Sources of the aux inputs; the first stands for all six of the desk's own sockets whatever its name says. */
export const auxBlockWords = [
  'AUX1-4',
  ...['AN', 'A', 'B', 'CARD', 'UIN'].flatMap((prefix) => auxSizes.map((size) => `${prefix}1-${size}`)),
];

/** Blocks that an output of eight (`size` 8) or four sockets can take; outputs of four take the odd (`offset` 0) or even (4) halves. */
function outputBlocks(size: 8 | 4, offset: 0 | 4): string[] {
  const each = (prefix: string, count: number) => blocks(prefix, count, size, offset, 8);
  return [
    ...each('AN', 32),
    ...each('A', 48),
    ...each('B', 48),
    ...each('CARD', 32),
    ...each('OUT', 16),
    ...each('P16', 16),
    'AUX/CR',
    'AUX/TB',
    ...each('UOUT', 48),
    ...each('UIN', 32),
  ];
}

export const outputBlockWords = outputBlocks(8, 0);
export const oddHalfBlockWords = outputBlocks(4, 0);
export const evenHalfBlockWords = outputBlocks(4, 4);

const sources: readonly (readonly [prefix: string, title: string])[] = [
  ['AUX/CR', 'Aux outputs, monitor'],
  ['AUX/TB', 'Aux inputs, talkback'],
  ['AUX', 'Aux '],
  ['AN', 'Local '],
  ['CARD', 'Card '],
  ['UOUT', 'User out '],
  ['UIN', 'User in '],
  ['OUT', 'Output '],
  ['P16', 'Personal '],
  ['A', 'AES50 A '],
  ['B', 'AES50 B '],
];

/** "A9-16" in words: "AES50 A 9–16". */
export function blockTitle(word: string): string {
  const source = sources.find(([prefix]) => word.startsWith(prefix));
  return source ? source[1] + word.slice(source[0].length).replace('-', '\u2013') : word;
}

const numbered = (title: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${title}${i + 1}`);
const effectReturns = numbered('', 4).flatMap((slot) => [`FX ${slot} L`, `FX ${slot} R`]);

/** What feeds a channel or a key: 0 off, 1–32 inputs, 33–38 aux, 39–40 USB, 41–48 effects, 49–64 busses. */
export const sourceLabels = [
  'off',
  ...numbered('Input ', 32),
  ...numbered('Aux ', 6),
  'USB L',
  'USB R',
  ...effectReturns,
  ...numbered('Bus ', 16),
];

/** What feeds an output: 0 off, mains, busses, matrices, direct outs, monitor, talkback. */
export const outputSourceLabels = [
  'off',
  'Main L',
  'Main R',
  'Mono',
  ...numbered('Bus ', 16),
  ...numbered('Matrix ', 6),
  ...numbered('Direct ', 32),
  ...numbered('Direct aux ', 8),
  ...effectReturns.map((name) => `Direct ${name}`),
  'Monitor L',
  'Monitor R',
  'Talkback',
];

const userSources = [
  'off',
  ...numbered('Local ', 32),
  ...numbered('AES50 A ', 48),
  ...numbered('AES50 B ', 48),
  ...numbered('Card ', 32),
  ...numbered('Aux in ', 6),
  'Talkback internal',
  'Talkback external',
];
export const userInLabels = userSources;
export const userOutLabels = [
  ...userSources,
  ...numbered('Output ', 16),
  ...numbered('Personal ', 16),
  ...numbered('Aux out ', 6),
  'Monitor L',
  'Monitor R',
];

export const oscillatorDestinationLabels = [
  ...numbered('Bus ', 16),
  'Main L',
  'Main R',
  'Main L+R',
  'Mono',
  ...numbered('Matrix ', 6),
];
