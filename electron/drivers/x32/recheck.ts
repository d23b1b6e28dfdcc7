import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** How long a value must have been quiet before it is asked for once more. */
const quietMs = 250;

/**
 * Values that the desk pushed, to be asked for once they have come to rest: datagrams may overtake each other, and an older
 * push that came last would otherwise stay. Costs one request for each value that moved, however often it did.
 */
export class Recheck implements Disposable {
  readonly #clock: Clock;
  readonly #ask: (keys: readonly string[]) => void;
  /** By the time they are due, the earliest first. */
  readonly #dueMs = new Map<string, number>();
  #timer: Disposable | undefined;

  constructor(clock: Clock, ask: (keys: readonly string[]) => void) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** The value of this key has just been pushed. */
  moved(key: string): void {
    this.#dueMs.delete(key);
    this.#dueMs.set(key, this.#clock.nowMs() + quietMs);
    this.#timer ??= this.#clock.after(quietMs, () => this.#look());
  }

  #look(): void {
    this.#timer = undefined;
    const nowMs = this.#clock.nowMs();
    const keys: string[] = [];
    for (const [key, dueMs] of this.#dueMs) {
      if (dueMs > nowMs) {
        this.#timer = this.#clock.after(dueMs - nowMs, () => this.#look());
        break;
      }
      this.#dueMs.delete(key);
      keys.push(key);
    }
    if (keys.length > 0) this.#ask(keys);
  }

  clear(): void {
    this.#dueMs.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  dispose(): void {
    this.clear();
  }
}
