import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dbOfGain, gainOfDb } from './decibel.ts';

test('known levels', () => {
  expect(gainOfDb(0)).toBe(1);
  expect(gainOfDb(20)).toBe(10);
  expect(gainOfDb(-6)).toBeCloseTo(0.501, 3);
  expect(dbOfGain(8)).toBeCloseTo(18.06, 2);
  expect(dbOfGain(1)).toBe(0);
});

test('silence is −∞ both ways and never NaN', () => {
  expect(gainOfDb(-Infinity)).toBe(0);
  expect(dbOfGain(0)).toBe(-Infinity);
  expect(dbOfGain(-1)).toBe(-Infinity);
});

test('one is the opposite of the other', () => {
  fc.assert(
    fc.property(fc.double({ min: -200, max: 40, noNaN: true }), (db) => {
      expect(dbOfGain(gainOfDb(db))).toBeCloseTo(db, 9);
    }),
  );
});
