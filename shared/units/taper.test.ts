import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dbAtPosition, maxDbOf, positionOfDb, type Taper } from './taper.ts';

/** A usual console fader: four straight pieces above −90 dB. */
const taper: Taper = {
  breakpoints: [
    [0, -90],
    [0.0625, -60],
    [0.25, -30],
    [0.5, -10],
    [1, 10],
  ],
};

test('positions and levels of a usual fader', () => {
  const pairs = [
    [1 / 1023, -89.53],
    [10 / 1023, -85.31],
    [0.0625, -60],
    [0.06875, -59],
    [0.25, -30],
    [0.26875, -28.5],
    [0.5, -10],
    [0.54375, -8.25],
    [0.625, -5],
    [0.75, 0],
    [0.80625, 2.25],
    [1, 10],
  ] as const;
  const twoDecimals = (value: number) => Math.round(value * 100) / 100;
  expect(pairs.map(([position]) => twoDecimals(dbAtPosition(taper, position)))).toEqual(pairs.map(([, db]) => db));
  // −89.53 and −85.31 are rounded, so their positions are near.
  for (const [position, db] of pairs) expect(positionOfDb(taper, db)).toBeCloseTo(position, 4);
});

describe('the ends', () => {
  test('the stop is off, and so is everything at or below the lowest level', () => {
    expect(dbAtPosition(taper, 0)).toBe(-Infinity);
    expect(dbAtPosition(taper, -0.5)).toBe(-Infinity);
    expect(dbAtPosition(taper, Number.NaN)).toBe(-Infinity);
    expect(positionOfDb(taper, -Infinity)).toBe(0);
    expect(positionOfDb(taper, -90)).toBe(0);
    expect(positionOfDb(taper, -1000)).toBe(0);
    expect(positionOfDb(taper, Number.NaN)).toBe(0);
  });

  test('beyond the top is the top', () => {
    expect(dbAtPosition(taper, 1.5)).toBe(10);
    expect(positionOfDb(taper, 12)).toBe(1);
    expect(positionOfDb(taper, Infinity)).toBe(1);
    expect(maxDbOf(taper)).toBe(10);
  });
});

test('position → level → position is the same, and both ways rise', () => {
  const position = fc.double({ min: 1e-6, max: 1, noNaN: true });
  fc.assert(
    fc.property(position, position, (a, b) => {
      expect(positionOfDb(taper, dbAtPosition(taper, a))).toBeCloseTo(a, 9);
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(dbAtPosition(taper, low)).toBeLessThanOrEqual(dbAtPosition(taper, high));
      expect(dbAtPosition(taper, high)).toBeLessThanOrEqual(10);
      expect(dbAtPosition(taper, low)).toBeGreaterThan(-90);
    }),
  );
});
