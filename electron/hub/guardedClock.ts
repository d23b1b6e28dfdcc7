import type { Clock } from '../../shared/base/clock.ts';

/** A clock whose actions may fail: the failure is told, and what else is due still happens. */
export function guardedClock(clock: Clock, failed: (error: unknown) => void): Clock {
  const guarded = (action: () => void) => () => {
    try {
      action();
    } catch (error) {
      failed(error);
    }
  };
  return {
    nowMs: () => clock.nowMs(),
    after: (delayMs, action) => clock.after(delayMs, guarded(action)),
    endOfTurn: (action) => clock.endOfTurn(guarded(action)),
  };
}
