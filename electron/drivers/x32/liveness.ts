import type { Clock } from '../../../shared/base/clock.ts';

/** Shown as stale after this long … */
export const staleAfterMs = 1600;
/** … and as lost within 3 s of the last answer, with what it takes to notice. */
export const lostAfterMs = 2700;
/** After this long without an answer nothing is sent until the desk has said again who it is. */
const doubtAfterMs = 1000;
/** When this process itself stood still for so long, the silence was ours; longer than the second it was asleep. */
const stallMs = { least: 300, most: 5000 };

/**
 * Whether the desk is there and is the same. Only answers count: what the desk tells or meters by itself goes on for seconds when
 * nothing of ours arrives any more.
 */
export class Liveness {
  readonly #clock: Clock;
  #answeredMs = -Infinity;
  #checkedMs: number;
  #isDoubted = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#checkedMs = clock.nowMs();
  }

  /** Looks at the clock; to be called often. */
  check(): void {
    const nowMs = this.#clock.nowMs();
    const gapMs = nowMs - this.#checkedMs;
    this.#checkedMs = nowMs;
    if (gapMs > stallMs.least && gapMs < stallMs.most) this.#answeredMs = Math.min(nowMs, this.#answeredMs + gapMs);
    this.#isDoubted ||= this.silentMs > doubtAfterMs;
  }

  /** An answer came. */
  answered(): void {
    this.#answeredMs = this.#clock.nowMs();
  }

  /** The desk has said who it is, and it is the one we know. @returns whether it was in doubt. */
  proven(): boolean {
    const wasInDoubt = this.#isDoubted;
    this.#answeredMs = this.#clock.nowMs();
    this.#isDoubted = false;
    return wasInDoubt;
  }

  get silentMs(): number {
    return this.#clock.nowMs() - this.#answeredMs;
  }

  /** Whether it has been silent, and has not said since who it is. */
  get isInDoubt(): boolean {
    return this.#isDoubted;
  }
}
