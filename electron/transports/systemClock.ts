import type { Clock } from '../../shared/base/clock.ts';
import { disposable } from '../../shared/base/disposable.ts';

// 24 days. Node would turn a longer delay, and an infinite one, into 1 ms.
const longestDelayMs = 2 ** 31 - 1;

/**
 * The process's own clock. Monotonic: it goes on evenly whatever is done to the time of day. Timers are exact to about
 * 1 ms, never early by more than that, and keep the process alive until they have run or are disposed.
 */
export const systemClock: Clock = {
  nowMs: () => performance.now(),

  after(delayMs, action) {
    const timer = setTimeout(action, Math.min(delayMs, longestDelayMs));
    return disposable(() => clearTimeout(timer));
  },

  // Node handles all input that is waiting before it runs immediates.
  endOfTurn(action) {
    setImmediate(action);
  },
};
