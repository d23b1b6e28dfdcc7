import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats, type Unit } from './format.ts';

/** Each unit's whole range with the coarsest step of its print. */
const ranges: Readonly<Record<Unit, { min: number; max: number; precision: (value: number) => number }>> = {
  dB: { min: -144, max: 60, precision: () => 0.1 },
  Hz: { min: 0, max: 24_000, precision: (value) => (value < 999.95 ? 0.1 : 10) },
  ms: { min: 0, max: 4000, precision: () => 0.01 },
  '%': { min: -100, max: 100, precision: () => 1 },
  pan: { min: -1, max: 1, precision: () => 0.01 },
  '': { min: -1000, max: 1000, precision: () => 0.01 },
};

test.each(Object.keys(ranges) as Unit[])('what is printed in "%s" is read back to the printed precision', (unit) => {
  const { min, max, precision } = ranges[unit];
  const { print, parse } = formats[unit];
  fc.assert(
    fc.property(fc.double({ min, max, noNaN: true }), (value) => {
      const text = print(value);
      const read = parse(text);
      if (read === undefined) throw new Error(`"${text}" cannot be read`);
      expect(Math.abs(read - value)).toBeLessThanOrEqual(precision(value) / 2 + 1e-9);
      expect(print(read)).toBe(text);
      expect(text).not.toMatch(/-|NaN|undefined/);
    }),
  );
});

test.each(Object.keys(ranges) as Unit[])('anything typed in "%s" is read as a number or not at all', (unit) => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = formats[unit].parse(text);
      return read === undefined || !Number.isNaN(read);
    }),
  );
  expect(['', ' ', '-', 'abc', '1e3', '0x10', '1.2.3', 'NaN', '+∞', '1 2'].map(formats[unit].parse)).toEqual(
    new Array(10).fill(undefined),
  );
});

/** What a unit reads each text as. */
const reads = (unit: Unit, texts: Readonly<Record<string, number | undefined>>) =>
  expect(Object.fromEntries(Object.keys(texts).map((text) => [text, formats[unit].parse(text)]))).toEqual(texts);

describe('dB', () => {
  test('off has many spellings', () => {
    expect(formats.dB.print(-Infinity)).toBe('−∞');
    const off = ['-inf', '−∞', '-∞', '–∞', '-oo', 'off', 'OFF', ' -Infinity ', '-INF dB', '- inf', '−∞ dB'];
    expect(off.filter((text) => formats.dB.parse(text) !== -Infinity)).toEqual([]);
    expect(['∞', 'inf', '+inf', 'offf', '-of', '-'].filter((text) => formats.dB.parse(text) !== undefined)).toEqual([]);
  });

  test('numbers with any minus sign, decimal comma and unit', () => {
    reads('dB', { '-6': -6, '−6': -6, '–6.5': -6.5, '-6,5': -6.5, '+3': 3, '0': 0, ' 3 dB ': 3, '3DB': 3, '.5': 0.5 });
  });

  test('prints one decimal, a true minus sign and no minus zero', () => {
    expect([-6, 0, -0, -0.04, 3.25, 10, -85.31].map(formats.dB.print)).toEqual([
      '−6.0',
      '0.0',
      '0.0',
      '0.0',
      '3.3',
      '10.0',
      '−85.3',
    ]);
  });
});

describe('Hz', () => {
  test('Hz and kHz', () => {
    reads('Hz', { '440': 440, '440 Hz': 440, '2.5k': 2500, '2,5k': 2500, '2.5 kHz': 2500, '.5K': 500, '12k': 12_000 });
    reads('Hz', { '-5': undefined, k: undefined, '2.5kk': undefined, '1.000,5': undefined });
  });

  test('prints Hz below 1 kHz and kHz from there', () => {
    expect([20, 124.66, 999.94, 999.96, 1000, 20_000].map(formats.Hz.print)).toEqual([
      '20.0',
      '124.7',
      '999.9',
      '1.00 k',
      '1.00 k',
      '20.00 k',
    ]);
  });
});

describe('pan', () => {
  test('sides, centre and signed numbers', () => {
    reads('pan', {
      L30: -0.3,
      'r 5': 0.05,
      R100: 1,
      c: 0,
      C: 0,
      '0': 0,
      '-30': -0.3,
      '−30': -0.3,
      '+100': 1,
      '50%': 0.5,
    });
    reads('pan', {
      L101: undefined,
      '101': undefined,
      'L-3': undefined,
      L: undefined,
      X30: undefined,
      L1000: undefined,
    });
  });

  test('prints whole percents', () => {
    expect([-1, -0.3, -0.004, 0, 0.004, 0.02, 1].map(formats.pan.print)).toEqual([
      'L100',
      'L30',
      'C',
      'C',
      'C',
      'R2',
      'R100',
    ]);
  });
});

test('the others take their own word', () => {
  reads('ms', { '12.5': 12.5, '12,5 ms': 12.5, '0.3MS': 0.3, '3 s': undefined });
  reads('%', { '50': 50, '50 %': 50, '50%%': undefined });
  reads('', { '2.5': 2.5, '−1': -1, '2.5x': undefined });
});
