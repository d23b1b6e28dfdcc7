import { expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { SessionClock } from './sessionClock.ts';

test('leaves nothing behind, even if it is ended from within a timer that renews itself', () => {
  const virtual = new VirtualClock();
  const clock = new SessionClock(virtual);
  let beats = 0;
  const beat = () => {
    if (++beats === 3) clock.dispose();
    clock.after(10, beat);
    clock.endOfTurn(() => beats++);
  };
  beat();
  virtual.advance(1000);
  expect(beats).toBe(3);
  expect(virtual.isIdle).toBe(true);
});

test('asks once for what is due already', () => {
  const virtual = new VirtualClock();
  const clock = new SessionClock(virtual);
  let count = 0;
  for (let reason = 0; reason < 100; reason++) clock.onceAfter(50, 'reread', () => count++);
  virtual.advance(60);
  clock.onceAfter(50, 'reread', () => count++);
  virtual.advance(60);
  expect(count).toBe(2);
});

test('a timer that was taken back does not come', () => {
  const virtual = new VirtualClock();
  const clock = new SessionClock(virtual);
  clock.after(10, () => expect.unreachable('taken back')).dispose();
  virtual.advance(100);
  expect(virtual.isIdle).toBe(true);
});
