import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combinations, expand, substitute } from './pattern.ts';

describe('a pattern', () => {
  test('without variables is itself', () => {
    expect(expand('main/stereo/fader')).toEqual(['main/stereo/fader']);
    expect(expand('')).toEqual(['']);
    expect(substitute('main', { n: 1 })).toBe('main');
  });

  test('has ranges, steps and words, the last changing fastest', () => {
    expect(expand('channel/{n:1..2}/send/bus/{b:1..5:2}/tap')).toEqual([
      'channel/1/send/bus/1/tap',
      'channel/1/send/bus/3/tap',
      'channel/1/send/bus/5/tap',
      'channel/2/send/bus/1/tap',
      'channel/2/send/bus/3/tap',
      'channel/2/send/bus/5/tap',
    ]);
    expect(expand('to/{d:bus/1|main/stereo}')).toEqual(['to/bus/1', 'to/main/stereo']);
    expect(expand('{b:2..6:2}{s:L|R}')).toEqual(['2L', '2R', '4L', '4R', '6L', '6R']);
  });

  test('stops a stepped range before its end if it does not fit', () => {
    expect(expand('{n:1..6:2}')).toEqual(['1', '3', '5']);
    expect(expand('{n:3..2}')).toEqual([]);
  });
});

describe('a reference', () => {
  test('prints its variable with offset and width', () => {
    const bindings = { n: 7, p: 9 };
    expect(substitute('ch/{n:02}/mix', bindings)).toBe('ch/07/mix');
    expect(substitute('{n}/{n+31}/{n-1}', bindings)).toBe('7/38/6');
    expect(substitute('headamp/{n+31:03}', bindings)).toBe('headamp/038');
    expect(substitute('{p}-{p+7}', bindings)).toBe('9-16');
    expect(substitute('{n-1:02}', { n: 200 })).toBe('199');
  });

  test('to a word prints what its own pattern calls it', () => {
    const [, second] = combinations('talkback/{t:a|b}/level');
    expect(second).toEqual({ t: 1 });
    expect(substitute('talk/{t:A|B}/level', second ?? {})).toBe('talk/B/level');
  });

  test('to nothing says which variable is missing', () => {
    expect(() => substitute('ch/{n:02}/{x}', { n: 1 })).toThrow('"ch/{n:02}/{x}" uses {x}');
  });
});

test('bound variables do not range again', () => {
  expect(combinations('channel/{n:1..32}/{p:1..2}', { n: 5 })).toEqual([
    { n: 5, p: 1 },
    { n: 5, p: 2 },
  ]);
  expect(combinations('channel/{n}', { n: 5 })).toEqual([{ n: 5 }]);
});

test('stands for as many different addresses as its ranges give', () => {
  const range = fc.tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1, max: 4 }),
  );
  fc.assert(
    fc.property(fc.array(range, { maxLength: 3 }), (ranges) => {
      const pattern = ranges
        .map(([first, span, step], at) => `v${at}/{v${at}:${first}..${first + span}:${step}}`)
        .join('/');
      const addresses = expand(pattern);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(addresses).toHaveLength(
        ranges.reduce((count, [, span, step]) => count * (Math.floor(span / step) + 1), 1),
      );
      expect(combinations(pattern).map((bindings) => substitute(pattern, bindings))).toEqual(addresses);
    }),
  );
});
