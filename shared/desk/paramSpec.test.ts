import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Taper } from '../units/taper.ts';
import {
  accept,
  canonical,
  cutText,
  type LevelSpec,
  type NumberSpec,
  type NumericSpec,
  type ParamSpec,
  parseValue,
  positionIn,
  printValue,
  stepCount,
  stepOf,
  type TextSpec,
  valueAtStep,
} from './paramSpec.ts';

const taper: Taper = {
  breakpoints: [
    [0, -90],
    [0.0625, -60],
    [0.25, -30],
    [0.5, -10],
    [1, 10],
  ],
};
const fader: LevelSpec = { kind: 'level', unit: 'dB', group: 'faders', taper, steps: 1024 };
const grid = (law: 'linear' | 'logarithmic', min: number, max: number, steps: number): NumberSpec => ({
  kind: 'number',
  unit: '',
  group: 'eq',
  law,
  min,
  max,
  steps,
});
const tap = { kind: 'choice', unit: '', group: 'taps', options: ['pre', 'post', 'subgroup'] } as const;
const source = {
  kind: 'integer',
  unit: '',
  group: 'routing',
  min: -1,
  max: 2,
  labels: ['none', 'off', 'In 1', 'In 2'],
};
const specs: Readonly<Record<string, NumericSpec>> = {
  fader,
  'send level': { ...fader, steps: 161 },
  'EQ gain': grid('linear', -15, 15, 121),
  delay: grid('linear', 0.3, 500, 4998),
  frequency: grid('logarithmic', 20, 20000, 201),
  'falling Q': grid('logarithmic', 10, 0.3, 72),
  'falling line': grid('linear', 0, -40, 41),
  pan: { ...grid('linear', -1, 1, 101), unit: 'pan' },
  switch: { kind: 'switch', unit: '', group: 'mutes' },
  tap,
  'only choice': { ...tap, options: ['one'] },
  source: source as NumericSpec,
  'only integer': { kind: 'integer', unit: '', group: 'setup', min: 4, max: 4 },
};
const each = Object.entries(specs);

const lowest = (spec: NumericSpec) => Math.min(valueAtStep(spec, 0), valueAtStep(spec, stepCount(spec) - 1));
const highest = (spec: NumericSpec) => Math.max(valueAtStep(spec, 0), valueAtStep(spec, stepCount(spec) - 1));

describe.each(each)('%s', (_, spec) => {
  const value = fc.oneof(
    fc.double({ min: -200, max: 200, noNaN: true }),
    fc.double({ min: lowest(spec) === -Infinity ? -90 : lowest(spec), max: highest(spec), noNaN: true }),
    fc.double({ noNaN: true }),
    fc.constantFrom(-Infinity, Infinity, 0, -0),
  );

  test('has every step apart, as a float32, and finds it again', () => {
    const values = Array.from({ length: stepCount(spec) }, (_unused, step) => valueAtStep(spec, step));
    expect(new Set(values).size).toBe(values.length);
    expect(values.filter((each) => Math.fround(each) !== each)).toEqual([]);
    expect(values.map((each) => stepOf(spec, each))).toEqual(values.map((_unused, step) => step));
    expect(values.map((each) => canonical(spec, each))).toEqual(values);
  });

  test('keeps canonical values, in their range', () => {
    fc.assert(
      fc.property(value, (told) => {
        const kept = canonical(spec, told);
        expect(canonical(spec, kept)).toBe(kept);
        expect(kept >= lowest(spec) && kept <= highest(spec)).toBe(true);
        expect(kept).toBe(Math.fround(kept));
      }),
    );
  });

  test('never keeps less when told more', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(canonical(spec, Math.min(a, b))).toBeLessThanOrEqual(canonical(spec, Math.max(a, b)));
      }),
    );
  });

  test('keeps the nearest of its steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const last = stepCount(spec) - 1;
        const told = valueAtStep(spec, Math.floor(share * last));
        expect(Math.abs(positionIn(spec, canonical(spec, told)) - positionIn(spec, told))).toBeLessThan(1e-5);
      }),
    );
  });

  test('takes the first step for NaN', () => {
    expect(stepOf(spec, Number.NaN)).toBe(0);
  });
});

test('a value between two steps goes to the nearer', () => {
  const gain = grid('linear', -15, 15, 121);
  expect([1.1, 1.12, 1.13, 1.2, -1.12, -1.13].map((value) => canonical(gain, value))).toEqual([
    1, 1, 1.25, 1.25, -1, -1.25,
  ]);
  expect([0.4, 0.6, 1.4, -7, 9].map((value) => canonical(tap, value))).toEqual([0, 1, 1, 0, 2]);
  expect(canonical(fader, -85.4)).toBeCloseTo(-85.31, 2);
  expect(canonical(fader, -89.9)).toBe(-Infinity);
});

describe('values from outside', () => {
  test('that are no numbers are refused with a sentence', () => {
    const refused = [Number.NaN, '5', undefined, null, true, {}, [1], 5n, Symbol('x')];
    for (const spec of [fader, ...Object.values(specs)]) {
      for (const value of refused) {
        const result = accept(spec, value);
        expect(result.ok ? result.value : result.error).toMatch(/^a number expected, got ./);
      }
    }
  });

  test('that are infinite are refused, but off is off', () => {
    expect(accept(fader, -Infinity)).toEqual({ ok: true, value: -Infinity });
    expect(accept(fader, Infinity)).toEqual({ ok: false, error: 'a finite number expected' });
    const others = Object.values(specs).filter((spec) => spec.kind !== 'level');
    const results = others.flatMap((spec) => [accept(spec, -Infinity), accept(spec, Infinity)]);
    expect(results.filter((result) => result.ok)).toEqual([]);
  });

  test('out of range are clamped to it', () => {
    expect(accept(fader, 99)).toEqual({ ok: true, value: 10 });
    expect(accept(grid('logarithmic', 20, 20000, 201), 0)).toEqual({ ok: true, value: 20 });
    expect(accept(grid('logarithmic', 10, 0.3, 72), -1)).toEqual({ ok: true, value: Math.fround(0.3) });
    expect(accept(tap, -1)).toEqual({ ok: true, value: 0 });
  });
});

describe('texts from outside', () => {
  const name: TextSpec = { kind: 'text', unit: '', group: 'names', maxLength: 12 };
  const accepted = (text: unknown) => {
    const result = accept(name, text);
    return result.ok ? result.value : result.error;
  };

  test('lose control characters, quotes and halves of characters, and are cut', () => {
    expect(accepted('Lead "Vox"\n')).toBe('Lead Vox');
    expect(accepted('a\u0000b\u001bc\u007fd\u0085e\tf')).toBe('abcdef');
    expect(accepted('x\ud83dy\ude00z')).toBe('xyz');
    expect(accepted('a very long name')).toBe('a very long ');
    expect(accepted('"""""""""""""Kick')).toBe('Kick');
    expect(accepted('Gitarre – Böhm')).toBe('Gitarre – Bö');
    expect(accepted('elevenchars😀')).toBe('elevenchars');
    expect(accepted('ten chars.😀')).toBe('ten chars.😀');
    expect(accepted('')).toBe('');
  });

  test('that are none are refused with a sentence', () => {
    expect([5, undefined, null, ['Kick'], { toString: () => 'Kick' }].map(accepted)).toEqual([
      'text expected, got number',
      'text expected, got undefined',
      'text expected, got object',
      'text expected, got object',
      'text expected, got object',
    ]);
  });

  test('are clean and short whatever they were, and stay as they are then', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const kept = String(accepted(text));
        expect(kept.length).toBeLessThanOrEqual(12);
        expect(kept).not.toMatch(/[\p{Cc}\p{Cs}"]/u);
        expect(accepted(kept)).toBe(kept);
      }),
    );
  });

  test('are never cut through a character', () => {
    expect(['😀😀', '😀', 'a😀', '', 'abc'].map((text) => cutText(text, 2))).toEqual(['😀', '😀', 'a', '', 'ab']);
  });
});

describe('values in words', () => {
  test('are read back as the same value', () => {
    const exact: Readonly<Record<string, ParamSpec>> = {
      switch: specs.switch as ParamSpec,
      tap,
      source: source as ParamSpec,
      pan: specs.pan as ParamSpec,
      'EQ gain': grid('linear', -15, 15, 121),
      level: { ...fader, steps: 161 },
    };
    for (const spec of Object.values(exact)) {
      if (spec.kind === 'text') continue;
      const values = Array.from({ length: stepCount(spec) }, (_, step) => valueAtStep(spec, step));
      const read = values.map((value) => parseValue(spec, printValue(spec, value)));
      expect(read).toEqual(values.map((value) => ({ ok: true, value })));
    }
  });

  test('look like this', () => {
    const printed = [
      printValue(fader, -Infinity),
      printValue(fader, -4.25),
      printValue(specs.switch as ParamSpec, 1),
      printValue(tap, 2),
      printValue(tap, 7),
      printValue(source as ParamSpec, -1),
      printValue({ kind: 'text', unit: '', group: 'names', maxLength: 12 }, 'Kick'),
      printValue({ ...grid('logarithmic', 20, 20000, 201), unit: 'Hz' }, 2500),
    ];
    expect(printed).toEqual(['−∞', '−4.3', 'on', 'subgroup', '7', 'none', 'Kick', '2.50 k']);
  });

  test('that cannot be read say what to type', () => {
    expect(parseValue(fader, 'loud')).toEqual({
      ok: false,
      error: '"loud" cannot be read: type a number of dB such as -6, or -inf for off',
    });
    expect(parseValue(tap, 'side')).toEqual({ ok: false, error: '"side" is not one of pre, post, subgroup' });
    expect(parseValue(source as ParamSpec, '1.5')).toEqual({ ok: false, error: '"1.5" is not a whole number' });
    expect(parseValue(specs.switch as ParamSpec, 'maybe')).toEqual({
      ok: false,
      error: '"maybe" is not one of off, on',
    });
  });

  test('are read in any case, clamped and on a step', () => {
    expect(parseValue(tap, ' POST ')).toEqual({ ok: true, value: 1 });
    expect(parseValue(source as ParamSpec, 'in 2')).toEqual({ ok: true, value: 2 });
    expect(parseValue(source as ParamSpec, '99')).toEqual({ ok: true, value: 2 });
    expect(parseValue(fader, '+40 dB')).toEqual({ ok: true, value: 10 });
    expect(parseValue(fader, 'off')).toEqual({ ok: true, value: -Infinity });
  });
});
