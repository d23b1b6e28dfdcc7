import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** Timers that all end with the session. */
export class SessionTimers implements Disposable {
  readonly #clock: Clock;
  readonly #timers = new Set<Disposable>();
  readonly #due = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(delayMs: number, action: () => void): void {
    const timer = this.#clock.after(delayMs, () => {
      this.#timers.delete(timer);
      action();
    });
    this.#timers.add(timer);
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
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
    this.#due.clear();
  }
}
