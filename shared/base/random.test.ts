import { expect, test } from 'vitest';
import { seededRandom } from './random.ts';

const take = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

test('the same seed gives the same numbers, another seed others', () => {
  expect(take(7, 100)).toEqual(take(7, 100));
  expect(take(7, 3)).not.toEqual(take(8, 3));
  expect(take(0, 3)).not.toEqual(take(1, 3));
});

test('the numbers do not change from version to version: recorded seeds would lose their meaning', () => {
  expect(take(1, 3)).toMatchInlineSnapshot(`
    [
      0.3678755429573357,
      0.08161311969161034,
      0.8205357783008367,
    ]
  `);
});

test('the numbers lie evenly between 0 and 1', () => {
  const numbers = take(42, 100_000);
  const tenths = new Array<number>(10).fill(0);
  for (const number of numbers) {
    expect(number >= 0 && number < 1).toBe(true);
    const tenth = Math.floor(number * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('a number says nothing of the next', () => {
  const numbers = take(3, 100_000);
  const both = numbers.filter((number, index) => number < 0.1 && (numbers[index + 1] ?? 1) < 0.1).length;
  expect(Math.abs(both - 1000)).toBeLessThan(150);
});

test('neighbouring seeds do not begin alike', () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => seededRandom(seed)());
  expect(firsts.filter((number) => number < 0.5).length).toBeGreaterThan(430);
  expect(firsts.filter((number) => number < 0.5).length).toBeLessThan(570);
});
