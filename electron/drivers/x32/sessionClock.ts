import type { Clock } from '../../../shared/base/clock.ts';
import { type Disposable, disposable } from '../../../shared/base/disposable.ts';

/**
 * The clock of one session: everything that waits ends with it, and nothing can be asked for afterwards, so that a session which is
 * ended from within one of its own calls leaves no timer behind.
 */
export class SessionClock implements Clock, Disposable {
  readonly #clock: Clock;
  readonly #timers = new Set<Disposable>();
  readonly #due = new Set<string>();
  #isOver = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  after(delayMs: number, action: () => void): Disposable {
    if (this.#isOver) return disposable(() => undefined);
    const timer = this.#clock.after(delayMs, () => {
      this.#timers.delete(timer);
      action();
    });
    this.#timers.add(timer);
    return disposable(() => {
      this.#timers.delete(timer);
      timer.dispose();
    });
  }

  endOfTurn(action: () => void): void {
    this.#clock.endOfTurn(() => {
      if (!this.#isOver) action();
    });
  }

  /** As {@link after}, but what is due already is not asked for twice, however often there is a reason for it. */
  onceAfter(delayMs: number, what: string, action: () => void): void {
    if (this.#due.has(what)) return;
    this.#due.add(what);
    this.after(delayMs, () => {
      this.#due.delete(what);
      action();
    });
  }

  dispose(): void {
    this.#isOver = true;
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
  }
}
