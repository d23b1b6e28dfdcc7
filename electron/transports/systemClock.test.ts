import { expect, test } from 'vitest';
import { systemClock } from './systemClock.ts';

test('time goes on while a timer waits', async () => {
  const startMs = systemClock.nowMs();
  await new Promise<void>((resolve) => systemClock.after(20, resolve));
  // A timer may fire up to a millisecond early: it counts in whole ones.
  expect(systemClock.nowMs() - startMs).toBeGreaterThanOrEqual(19);
});

test('a disposed timer does not run', async () => {
  let ran = 0;
  const timer = systemClock.after(1, () => {
    ran += 1;
  });
  timer.dispose();
  timer.dispose();
  await new Promise<void>((resolve) => systemClock.after(20, resolve));
  expect(ran).toBe(0);
});

test('a delay too long for Node is not run at once', async () => {
  let ran = 0;
  const timer = systemClock.after(Number.POSITIVE_INFINITY, () => {
    ran += 1;
  });
  await new Promise<void>((resolve) => systemClock.after(20, resolve));
  timer.dispose();
  expect(ran).toBe(0);
});

test('the end of the turn comes after promises, in the order asked for', async () => {
  const order: string[] = [];
  systemClock.endOfTurn(() => order.push('first'));
  systemClock.endOfTurn(() => order.push('second'));
  await Promise.resolve().then(() => order.push('promise'));
  await new Promise<void>((resolve) => systemClock.endOfTurn(resolve));
  expect(order).toEqual(['promise', 'first', 'second']);
});
