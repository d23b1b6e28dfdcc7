import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LevelSpec } from '../../shared/desk/paramSpec.ts';
import { positionOfDb } from '../../shared/units/taper.ts';
import { followLead, moveAlong, stepTravel } from './levelOffsets.ts';

const spec: LevelSpec = {
  kind: 'level',
  unit: 'dB',
  group: 'sends',
  steps: 161,
  taper: {
    breakpoints: [
      [0, -90],
      [0.0625, -60],
      [0.25, -30],
      [0.5, -10],
      [1, 10],
    ],
  },
};
const start = (levelDb: number) => ({ spec, levelDb });

test('no travel leaves a level exactly where it was, also between the steps', () => {
  expect(moveAlong(start(-8.13), 0)).toBe(-8.13);
});

test('a step key is 1 dB in the upper half and more below', () => {
  expect(moveAlong(start(-8), stepTravel)).toBe(-7);
  expect(moveAlong(start(-8), -stepTravel)).toBe(-9);
  expect(moveAlong(start(-20), stepTravel)).toBe(-18);
});

test('travel ends at the ends', () => {
  expect(moveAlong(start(9), 1)).toBe(10);
  expect(moveAlong(start(-8), -1)).toBe(-Infinity);
});

test('the others keep their distance to the lead', () => {
  const lead = start(-10);
  expect(followLead([lead, start(-16), start(-4)], lead, -7)).toEqual([-7, -13, -1]);
});

test('one that is off stays off', () => {
  const lead = start(-10);
  expect(followLead([start(-Infinity), lead], lead, 0)).toEqual([-Infinity, 0]);
});

test('nobody leaps when a lead rises from the bottom', () => {
  const lead = start(-Infinity);
  const [raised = 0, other = 0] = followLead([lead, start(-10)], lead, -60);
  expect(raised).toBe(-60);
  expect(positionOfDb(spec.taper, other) - positionOfDb(spec.taper, -10)).toBeCloseTo(0.0625, 2);
});

test('no follower goes further up than the lead, or over the top', () => {
  const level = fc.oneof(
    fc.constant(-Infinity),
    fc.integer({ min: -160, max: 20 }).map((half) => half / 2),
  );
  fc.assert(
    fc.property(level, level, level, (from, to, otherDb) => {
      const lead = start(from);
      const other = followLead([lead, start(otherDb)], lead, to)[1] ?? Number.NaN;
      expect(other).toBeLessThanOrEqual(10);
      // Below −60 dB this desk's steps are 3 dB apart: a level between two may come to rest half a step higher.
      if (to <= from) expect(other).toBeLessThanOrEqual(Math.max(otherDb, -90) + 1.5);
      if (Number.isFinite(from) && to > from && otherDb === -Infinity) expect(other).toBe(-Infinity);
    }),
  );
});
