import type { Clock } from '../../../shared/base/clock.ts';

/** How often {@link Silence.check} is to be called. */
export const checkEveryMs = 200;

/** How long the other side has said nothing, as far as this process was awake to hear it. */
export class Silence {
  readonly #clock: Clock;
  #heardMs: number;
  #checkedMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#heardMs = clock.nowMs();
    this.#checkedMs = this.#heardMs;
  }

  heard(): void {
    this.#heardMs = this.#clock.nowMs();
  }

  /** Looks at the clock. When this process itself stood still, the silence of that time was ours. */
  check(): void {
    const nowMs = this.#clock.nowMs();
    const gapMs = nowMs - this.#checkedMs;
    this.#checkedMs = nowMs;
    if (gapMs > 2 * checkEveryMs) this.#heardMs = Math.min(nowMs, this.#heardMs + gapMs - checkEveryMs);
  }

  get ms(): number {
    return this.#clock.nowMs() - this.#heardMs;
  }
}
