import type { Disposable } from '../../../shared/base/disposable.ts';
import { seededRandom } from '../../../shared/base/random.ts';
import type { ServeOptions } from '../driver.ts';

/** One direction of a slow network: everything arrives, in order, later. */
export class DelayLine implements Disposable {
  readonly #options: Pick<ServeOptions, 'clock' | 'delayMs' | 'jitterMs' | 'seed'>;
  readonly #arrive: (bytes: Uint8Array) => void;
  readonly #random: () => number;
  readonly #timers = new Set<Disposable>();
  #lastMs = 0;

  constructor(
    options: Pick<ServeOptions, 'clock' | 'delayMs' | 'jitterMs' | 'seed'>,
    arrive: (bytes: Uint8Array) => void,
  ) {
    this.#options = options;
    this.#arrive = arrive;
    this.#random = seededRandom(options.seed ?? 1);
  }

  put(bytes: Uint8Array): void {
    const { clock, delayMs = 0, jitterMs = 0 } = this.#options;
    if (delayMs === 0 && jitterMs === 0) {
      this.#arrive(bytes);
      return;
    }
    const nowMs = clock.nowMs();
    // What was put in later never overtakes.
    this.#lastMs = Math.max(this.#lastMs, nowMs + delayMs + this.#random() * jitterMs);
    const timer = clock.after(this.#lastMs - nowMs, () => {
      this.#timers.delete(timer);
      this.#arrive(bytes);
    });
    this.#timers.add(timer);
  }

  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
  }
}
