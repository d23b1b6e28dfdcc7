import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dbOfMeterByte, meterByteOfDb } from './meterScale.ts';

test('the ends and full scale', () => {
  expect([0, 1, 216, 255].map(dbOfMeterByte)).toEqual([-Infinity, -107.5, 0, 19.5]);
  expect([-Infinity, -200, -108, -107.9, -107.5, 0, 19.5, 30, Infinity].map(meterByteOfDb)).toEqual([
    0, 0, 0, 0, 1, 216, 255, 255, 255,
  ]);
  expect(meterByteOfDb(Number.NaN)).toBe(0);
});

test('every byte comes back', () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  expect(bytes.map((byte) => meterByteOfDb(dbOfMeterByte(byte)))).toEqual(bytes);
});

test('a level is off by a quarter of a dB at most', () => {
  fc.assert(
    fc.property(fc.double({ min: -107.7, max: 19.7, noNaN: true }), (levelDb) => {
      expect(Math.abs(dbOfMeterByte(meterByteOfDb(levelDb)) - levelDb)).toBeLessThanOrEqual(0.25);
    }),
  );
});
