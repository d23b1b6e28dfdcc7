import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeskState } from '../../../shared/desk/deskState.ts';
import { stepCount, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import {
  fixed0,
  fixed1,
  fixed1Wide,
  frequencyText,
  holdText,
  integerText,
  levelText,
  lowCutText,
  qText,
  releaseText,
  signed0,
  signed1,
  signed1Wide,
  signed2,
  splitLine,
  type TextFormat,
  threeDigitText,
} from './nodeText.ts';
import { parseNode, parseToken, printNode, printParam, wireMapOf } from './paramMap.ts';
import { profileFor } from './profile.ts';
import type { WireNode } from './wireMap.ts';

type Examples = readonly (readonly [value: number, text: string])[];

/** The examples of the protocol text, section "value text formats", with the values that it gives for them. */
const examples: Readonly<Record<string, readonly [TextFormat, Examples]>> = {
  level: [
    levelText,
    [
      [-Infinity, '  -oo'],
      [0, '  0.0'],
      [-0.01, '  0.0'],
      [-4.8, ' -4.8'],
      [10, '+10.0'],
      [-10.7, '-10.7'],
      [2.25, ' +2.3'],
    ],
  ],
  pan: [
    signed0,
    [
      [0, '+0'],
      [-0, '+0'],
      [-100, '-100'],
      [10, '+10'],
    ],
  ],
  'trim and head amp gain': [
    signed1,
    [
      [0, '+0.0'],
      [22.5, '+22.5'],
      [8.75, '+8.8'],
      [-12, '-12.0'],
    ],
  ],
  'EQ gain': [
    signed2,
    [
      [4.75, '+4.75'],
      [0, '+0.00'],
      [-3.5, '-3.50'],
      [13.75, '+13.7'],
    ],
  ],
  'thresholds and ranges': [
    fixed1,
    [
      [-52.5, '-52.5'],
      [60, '60.0'],
    ],
  ],
  'knee, attack, mix, dim': [
    fixed0,
    [
      [1, '1'],
      [10, '10'],
      [100, '100'],
      [-20, '-20'],
    ],
  ],
  'make-up gain': [
    threeDigitText,
    [
      [0, '0.00'],
      [8, '8.00'],
      [14.5, '14.5'],
    ],
  ],
  hold: [
    holdText,
    [
      [0.02, '0.02'],
      [7.1, '7.10'],
      [20, '20.0'],
      [100.2, ' 100'],
      [502.4, ' 502'],
    ],
  ],
  release: [
    releaseText,
    [
      [9, '  9'],
      [35, ' 35'],
      [151.2, ' 151'],
      [1123, '1123'],
    ],
  ],
  'low cut': [
    lowCutText,
    [
      [20, ' 20'],
      [79, ' 79'],
      [144, '144'],
    ],
  ],
  frequency: [
    frequencyText,
    [
      [990.9, '990.9'],
      [1977, '1k97'],
      [4529, '4k52'],
      [9037, '9k03'],
      [20000, '20k00'],
      [1000, '1k00'],
      [999.97, '1k00'],
      [20, '20.0'],
    ],
  ],
  q: [
    qText,
    [
      [1.96, '2.0'],
      [10, ' 10'],
      [0.3, '0.3'],
    ],
  ],
  'delay time': [
    fixed1Wide,
    [
      [0.3, '  0.3'],
      [12, ' 12.0'],
      [500, '500.0'],
    ],
  ],
  'automix weight': [
    signed1Wide,
    [
      [0, ' +0.0'],
      [-12, '-12.0'],
    ],
  ],
  int: [
    integerText,
    [
      [33, '33'],
      [-1, '-1'],
    ],
  ],
};

test.each(Object.entries(examples))('%s is printed as a desk prints it', (_, [format, pairs]) => {
  expect(pairs.map(([value]) => format.print(value))).toEqual(pairs.map(([, text]) => text));
  expect(pairs.map(([, text]) => format.parse(text.trim())).every((value) => value !== undefined)).toBe(true);
});

test('what is no number is not read as one', () => {
  const odd = ['', '-', '+', '.', '1e3', '0x10', 'NaN', 'Infinity', '-Infinity', '1,5', '1.2.3', '--1', '5dB', 'oo'];
  const formats = Object.values(examples).map(([format]) => format);
  expect(odd.filter((token) => formats.some((format) => format.parse(token) !== undefined))).toEqual([]);
  expect(['1k', 'k52', '1k5', '1k234', '-1k00'].filter((token) => frequencyText.parse(token) !== undefined)).toEqual(
    [],
  );
  expect(levelText.parse('-oo')).toBe(-Infinity);
  expect(fixed1.parse('-oo')).toBeUndefined();
  expect(fixed1.parse('-.5')).toBe(-0.5);
});

describe('lines', () => {
  test('are split at runs of blanks, but not inside quotes', () => {
    expect(splitLine('ON  -4.8 ON +0 OFF   -oo\n')).toEqual(['ON', '-4.8', 'ON', '+0', 'OFF', '-oo']);
    expect(splitLine('"Vox Lead" 41 CYi 7')).toEqual(['Vox Lead', '41', 'CYi', '7']);
    expect(splitLine('""  "  two  blanks " x')).toEqual(['', '  two  blanks ', 'x']);
    expect(splitLine('\t "unended 1')).toEqual(['unended 1']);
    expect(splitLine('  \r\n')).toEqual([]);
  });

  test('of any tokens come back, and anything at all ends', () => {
    const word = fc.stringMatching(/^[!#-~]+$/);
    const quoted = fc.stringMatching(/^[ !#-~]*$/);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            word.map((text) => ({ text, written: text })),
            quoted.map((text) => ({ text, written: `"${text}"` })),
          ),
        ),
        (parts) => {
          expect(splitLine(parts.map(({ written }) => written).join('  '))).toEqual(parts.map(({ text }) => text));
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (line) => splitLine(line).join('').length <= line.length));
  });
});

const schema = buildSchema(profileFor('X32', '4.06'));
const map = wireMapOf(schema);

describe('every parameter', () => {
  test('prints a text that is read as a value with the same text, at every step', () => {
    const seen = new Set<unknown>();
    const wrong: string[] = [];
    for (const param of map.paramOf.values()) {
      const { codec } = param;
      if (param.isBitmap || codec.spec.kind === 'text' || seen.has(codec)) continue;
      seen.add(codec);
      const count = stepCount(codec.spec);
      for (let step = 0; step < count; step++) {
        const value = valueAtStep(codec.spec, step);
        const text = codec.print(value);
        const read = codec.parse(text.trim());
        const sameStep = read === value || (codec.isAmbiguous(value) && read !== undefined);
        if (!sameStep || codec.print(read) !== text) wrong.push(`${param.path} step ${step}: "${text}" is ${read}`);
      }
    }
    expect(seen.size).toBeGreaterThan(100);
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test('uses the words and marks of the protocol text', () => {
    const words: readonly (readonly [path: string, text: string])[] = [
      ['/ch/01/dyn/ratio', '3.0'],
      ['/ch/01/gate/filter/type', 'LC12'],
      ['/ch/01/preamp/hpslope', '24'],
      ['/ch/01/mix/01/type', 'EQ->'],
      ['/ch/01/config/color', 'YEi'],
      ['/ch/01/grp/dca', '%00000001'],
      ['/ch/01/grp/mute', '%000001'],
      ['/config/talk/A/destmap', '%000000000000001111'],
      ['/ch/01/config/name', '"Kick"'],
      ['/ch/01/config/name', '""'],
      ['/ch/01/config/source', '33'],
      ['/ch/01/mix/01/panFollow', '1'],
      ['/ch/01/mix/01/panFollow', '0'],
      ['/ch/01/mix/on', 'OFF'],
    ];
    const printed = words.map(([path, text]) => {
      const param = map.paramOf.get(path);
      if (!param) throw new Error(`no ${path}`);
      const values = new Map((parseToken(param, splitLine(text)[0] ?? '') ?? []).map(({ id, value }) => [id, value]));
      return [path, printParam(param, (id) => values.get(id))];
    });
    expect(printed).toEqual(words);
  });

  test('refuses a bitmap that is none', () => {
    const param = map.paramOf.get('/ch/01/grp/dca');
    if (!param) throw new Error('no bitmap');
    expect(['5', '%', '%2', '00000101', '%1 '].map((token) => parseToken(param, token))).toEqual(
      new Array(5).fill(undefined),
    );
  });
});

describe('a scene file as the protocol text shows it', () => {
  const lines = [
    '/config/chlink OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF ON',
    '/config/mute OFF OFF OFF OFF OFF OFF',
    '/config/solo   0.0 LR 0.0 PFL PFL PFL OFF OFF OFF -20 OFF OFF OFF   0.3 OFF OFF OFF',
    '/config/talk/A -12.0 OFF OFF %000000000000001111',
    '/config/routing REC',
    '/config/routing/IN AN1-8 AN9-16 A1-8 UIN25-32 AUX1-4',
    '/ch/07/config "Vox Lead" 41 CYi 7',
    '/ch/07/delay OFF   0.3',
    '/ch/07/preamp +0.0 OFF ON 24 104',
    '/ch/07/gate OFF GATE -50.0 30.0 2  100  151 0',
    '/ch/07/gate/filter OFF 3.0 990.9',
    '/ch/07/dyn ON COMP PEAK LOG -18.5 3.0 2 4.00 12 10.0  151 POST 0 100 OFF',
    '/ch/07/dyn/filter OFF 3.0 990.9',
    '/ch/07/insert OFF POST OFF',
    '/ch/07/eq ON',
    '/ch/07/eq/1 LCut 124.7 +0.00 2.0',
    '/ch/07/eq/2 PEQ 496.6 -3.50 1.4',
    '/ch/07/eq/3 PEQ 3k94 +2.00 2.0',
    '/ch/07/eq/4 HShv 10k02 +1.75 2.0',
    '/ch/07/mix ON  -4.0 ON +10 OFF   -oo',
    '/ch/07/mix/01 ON -12.5 +0 PRE 0',
    '/ch/07/mix/02 ON   -oo',
    '/ch/07/mix/13 ON  -9.0 +0 POST 0',
    '/ch/07/grp %00001000 %000010',
    '/ch/07/automix OFF  +0.0',
    '/bus/13/mix ON   0.0 OFF +0 OFF   -oo',
    '/main/st/mix ON  -2.0 +0',
    '/dca/4 ON   0.0',
    '/dca/4/config "Vocals" 41 CY',
    '/fx/1 PLAT',
    '/fx/1/source MIX13 MIX13',
    '/outputs/main/01 1 POST OFF',
    '/outputs/main/01/delay OFF   0.3',
    '/headamp/006 +31.5 ON',
  ];

  function nodeOf(line: string): WireNode {
    const node = map.nodeOf.get(line.slice(1, line.indexOf(' ')));
    if (!node) throw new Error(`no node for ${line}`);
    return node;
  }

  test('is read and printed again letter by letter', () => {
    const state = new DeskState(schema);
    const printed = lines.map((line) => {
      const node = nodeOf(line);
      const { changes, unreadable } = parseNode(node, line.slice(line.indexOf(' ')));
      if (unreadable !== undefined) return `${line}: cannot read ${unreadable}`;
      state.merge(changes);
      // Fields that the example leaves out at the end stay unknown; the rest is printed.
      return `/${node.path} ${printNode(node, (id) => state.get(id))}`;
    });
    expect(printed).toEqual(lines);
    expect(state.at('channel/7/name')).toBe('Vox Lead');
    expect(state.at('channel/7/mute')).toBe(0);
    expect(state.at('channel/7/assign/dca/4')).toBe(1);
    expect(state.at('channel/7/assign/dca/5')).toBe(0);
    expect(state.at('channel/7/send/bus/2/level')).toBe(-Infinity);
    expect(state.at('headamp/local/7/phantom')).toBe(1);
  });
});
