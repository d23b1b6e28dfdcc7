import { expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { Liveness } from './liveness.ts';

/** Looks at the clock every 100 ms, as the client does. */
function watched() {
  const clock = new VirtualClock(5000);
  const liveness = new Liveness(clock);
  liveness.proven();
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.advance(100);
      liveness.check();
    }
  };
  return { clock, liveness, pass };
}

test('a desk that answers is not in doubt', () => {
  const { liveness, pass } = watched();
  for (let count = 0; count < 20; count++) {
    pass(900);
    liveness.answered();
  }
  expect(liveness.isInDoubt).toBe(false);
});

test('after a second of silence it is in doubt, and any answer is not enough: it has to say who it is', () => {
  const { liveness, pass } = watched();
  pass(1100);
  expect(liveness.silentMs).toBe(1100);
  expect(liveness.isInDoubt).toBe(true);
  liveness.answered();
  pass(100);
  expect(liveness.isInDoubt).toBe(true);
  expect(liveness.proven()).toBe(true);
  expect(liveness.isInDoubt).toBe(false);
  expect(liveness.proven()).toBe(false);
});

test('when this process stood still for a moment, the silence was its own', () => {
  const { clock, liveness, pass } = watched();
  pass(500);
  clock.advance(3000);
  liveness.check();
  expect(liveness.silentMs).toBe(500);
  expect(liveness.isInDoubt).toBe(false);
});

test('when it stood still for long, it was asleep, and nothing is certain', () => {
  const { clock, liveness } = watched();
  clock.advance(60_000);
  liveness.check();
  expect(liveness.isInDoubt).toBe(true);
});
