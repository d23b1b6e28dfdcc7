import type { Disposable } from './disposable.ts';

/** Monotonic time and timers, passed in so that tests can turn the clock themselves. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  nowMs(): number;
  /** Calls `action` once after `delayMs`, unless disposed before. */
  after(delayMs: number, action: () => void): Disposable;
  /** Calls `action` after the current turn's input has been handled (the end of the event-loop turn). */
  endOfTurn(action: () => void): void;
}
