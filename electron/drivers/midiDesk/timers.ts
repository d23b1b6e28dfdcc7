import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** Timers by name: asking for one again puts it off, and all end together. */
export class Timers<Name extends string> implements Disposable {
  readonly #clock: Clock;
  readonly #timers = new Map<Name, Disposable>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  later(name: Name, delayMs: number, action: () => void): void {
    this.#timers.get(name)?.dispose();
    const timer = this.#clock.after(delayMs, () => {
      this.#timers.delete(name);
      action();
    });
    this.#timers.set(name, timer);
  }

  isWaiting(name: Name): boolean {
    return this.#timers.has(name);
  }

  cancel(...names: readonly Name[]): void {
    for (const name of names) {
      this.#timers.get(name)?.dispose();
      this.#timers.delete(name);
    }
  }

  dispose(): void {
    this.cancel(...this.#timers.keys());
  }
}
