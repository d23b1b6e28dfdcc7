import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetTogether, planMoreMe, stepBelow, underCeiling } from './cueMix.ts';
import { type LevelSpec, stepCount, valueAtStep } from './paramSpec.ts';

const spec: LevelSpec = {
  kind: 'level',
  unit: 'dB',
  group: 'sends',
  taper: {
    breakpoints: [
      [0, -90],
      [0.5, -10],
      [1, 10],
    ],
  },
  steps: 161,
};
const band = [
  { strip: 'channel/1', levelDb: -6 },
  { strip: 'channel/2', levelDb: -10 },
  { strip: 'channel/3', levelDb: -Infinity },
];
const me = new Set(['channel/1']);

describe('a ceiling', () => {
  const levels = fc.oneof(fc.double({ min: -90, max: 10, noNaN: true }), fc.constant(-Infinity));
  test('is never gone above, wherever it lies between the desk’s steps', () => {
    fc.assert(
      fc.property(
        levels,
        fc.nat(stepCount(spec) - 1),
        fc.double({ min: -60, max: 10, noNaN: true }),
        (wanted, at, ceiling) => {
          const current = valueAtStep(spec, at);
          const got = underCeiling(spec, wanted, current, ceiling);
          expect(got).toBeLessThanOrEqual(Math.max(ceiling, current));
          expect(got).toBeLessThanOrEqual(wanted);
        },
      ),
    );
  });
  test('does not pull down what the engineer put above it', () => {
    expect(underCeiling(spec, 5, 4, 0)).toBe(4);
    expect(underCeiling(spec, 3, 4, 0)).toBe(3);
    expect(underCeiling(spec, 5, -10, 0)).toBe(0);
  });
  test('between two steps is the lower one', () => {
    expect(stepBelow(spec, 0.2)).toBe(0);
    expect(stepBelow(spec, -0.1)).toBeLessThan(-0.1);
  });
});

describe('more me', () => {
  test('raises me while there is room', () => {
    expect([...planMoreMe(band, me, 1.5, 0)]).toEqual([['channel/1', -4.5]]);
  });
  test('lowers all others at the ceiling, and splits where the ceiling is near', () => {
    expect([...planMoreMe([{ strip: 'channel/1', levelDb: 0 }, ...band.slice(1)], me, 1.5, 0)]).toEqual([
      ['channel/2', -11.5],
    ]);
    expect([...planMoreMe([{ strip: 'channel/1', levelDb: -1 }, ...band.slice(1)], me, 1.5, 0)]).toEqual([
      ['channel/1', 0],
      ['channel/2', -10.5],
    ]);
  });
  test('lowers the others where the engineer has put me above the ceiling, and never raises', () => {
    expect([...planMoreMe([{ strip: 'channel/1', levelDb: 3 }, ...band.slice(1)], me, 1.5, 0)]).toEqual([
      ['channel/2', -11.5],
    ]);
  });
  test('brings me out of silence softly; less of nothing is nothing', () => {
    expect([...planMoreMe([{ strip: 'channel/1', levelDb: -Infinity }], me, 1.5, 0)]).toEqual([['channel/1', -30]]);
    expect([...planMoreMe([{ strip: 'channel/1', levelDb: -Infinity }], me, -1.5, 0)]).toEqual([]);
    expect([...planMoreMe(band, me, -1.5, 0)]).toEqual([['channel/1', -7.5]]);
    expect([...planMoreMe(band, new Set(), 1.5, 0)]).toEqual([]);
  });
});

test('a whole mix moves with its balance and stops together at the ceiling', () => {
  expect([...offsetTogether(band, 10, 0)]).toEqual([
    ['channel/1', 0],
    ['channel/2', -4],
  ]);
  expect([...offsetTogether(band, -3, 0)]).toEqual([
    ['channel/1', -9],
    ['channel/2', -13],
  ]);
  expect([...offsetTogether([{ strip: 'channel/1', levelDb: 5 }], 3, 0)]).toEqual([]);
});
