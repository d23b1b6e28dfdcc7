import { expect, test } from 'vitest';
import { VirtualClock } from './virtualClock.ts';

test('timers run when they are due, in the order of their time, then of asking', () => {
  const clock = new VirtualClock(1000);
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name} ${clock.nowMs()}`);
  clock.after(20, note('later'));
  clock.after(10, note('first'));
  clock.after(10, note('second'));
  clock.after(-5, note('at once'));
  clock.advance(9);
  expect(ran).toEqual(['at once 1000']);
  clock.advance(1);
  expect(ran).toEqual(['at once 1000', 'first 1010', 'second 1010']);
  clock.advance(100);
  expect(ran.at(-1)).toBe('later 1020');
  expect(clock.nowMs()).toBe(1110);
  expect(clock.isIdle).toBe(true);
});

test('a disposed timer does not run, even when another of the same moment disposes it', () => {
  const clock = new VirtualClock();
  const ran: string[] = [];
  const gone = clock.after(5, () => ran.push('gone'));
  clock.after(10, () => alsoGone.dispose());
  const alsoGone = clock.after(10, () => ran.push('also gone'));
  clock.after(10, () => ran.push('kept'));
  gone.dispose();
  clock.advance(10);
  expect(ran).toEqual(['kept']);
});

test('the end of the turn comes after all that is due at the same moment, and before what that asked for', () => {
  const clock = new VirtualClock();
  const ran: string[] = [];
  clock.after(1, () => {
    ran.push('one');
    clock.endOfTurn(() => {
      ran.push('end');
      clock.endOfTurn(() => ran.push('next end'));
    });
    clock.after(0, () => ran.push('asked in the turn'));
  });
  clock.after(1, () => ran.push('two'));
  clock.advance(1);
  expect(ran).toEqual(['one', 'two', 'end', 'next end', 'asked in the turn']);
});

test('what waits for the end of the turn is run without any time passing', () => {
  const clock = new VirtualClock();
  let ran = 0;
  clock.endOfTurn(() => {
    ran += 1;
  });
  expect(clock.isIdle).toBe(false);
  clock.advance(0);
  expect(ran).toBe(1);
});

test('running until idle stops where the last timer was due', () => {
  const clock = new VirtualClock();
  let left = 5;
  const again = () => {
    left -= 1;
    if (left > 0) clock.after(100, again);
  };
  clock.after(100, again);
  clock.runUntilIdle();
  expect(clock.nowMs()).toBe(500);
});

test('running until idle gives up on what renews itself', () => {
  const clock = new VirtualClock();
  const renew = () => void clock.after(1000, renew);
  renew();
  expect(() => clock.runUntilIdle(10_000)).toThrow('still wait');
});

test('promises go on between turns when asked to', async () => {
  const clock = new VirtualClock();
  const ran: number[] = [];
  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  const work = async () => {
    for (let step = 0; step < 3; step++) {
      await wait(10);
      ran.push(clock.nowMs());
    }
  };
  const done = work();
  await clock.advanceAsync(20);
  expect(ran).toEqual([10, 20]);
  await clock.runUntilIdleAsync();
  await done;
  expect(ran).toEqual([10, 20, 30]);
});

test('thousands of timers run in order', () => {
  const clock = new VirtualClock();
  const ran: number[] = [];
  for (let index = 0; index < 20_000; index++) {
    const dueMs = (index * 7919) % 20_011;
    clock.after(dueMs, () => ran.push(dueMs));
  }
  clock.runUntilIdle();
  expect(ran).toEqual([...ran].sort((a, b) => a - b));
  expect(ran.length).toBe(20_000);
});
