import { expect, test } from 'vitest';
import { seededRandom } from './random.ts';
import { RoundTrip } from './roundTrip.ts';

const limits = { firstMs: 200, leastMs: 10, mostMs: 400 };

test('waits the first time as it was told to, then as long as answers take', () => {
  const trip = new RoundTrip();
  expect(trip.patienceMs(limits)).toBe(200);
  for (let count = 0; count < 50; count++) trip.add(20);
  expect(trip.patienceMs(limits)).toBeCloseTo(20, 1);
});

test('waits longer than nearly every answer takes where they are uneven', () => {
  const trip = new RoundTrip();
  const random = seededRandom(5);
  let late = 0;
  for (let count = 0; count < 2000; count++) {
    const ms = 5 + random() * 100;
    if (count > 20 && ms > trip.patienceMs(limits)) late++;
    trip.add(ms);
  }
  expect(late).toBeLessThan(20);
});

test('keeps within its limits', () => {
  const quick = new RoundTrip();
  const slow = new RoundTrip();
  for (let count = 0; count < 20; count++) {
    quick.add(0.1);
    slow.add(3000);
  }
  expect(quick.patienceMs(limits)).toBe(10);
  expect(slow.patienceMs(limits)).toBe(400);
});
