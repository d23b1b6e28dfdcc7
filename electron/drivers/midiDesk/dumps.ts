import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** Sets that follow each other are confirmed together: the question waits until they have been quiet for so long … */
const quietMs = 200;
/** … but no longer than this. */
const mostWaitMs = 1500;
/** Between the end of one answer and the next question. */
const restMs = 300;
/** An answer that has not ended by then has been lost. */
const answerWithinMs = 6000;
/** Everything is read again this often, so that changes that the console does not tell are found. */
const auditMs = 25_000;

export interface DumpsOptions {
  readonly clock: Clock;
  ask(): void;
  /** An answer did not end; it is asked for again. */
  failed(): void;
}

/** Questions for everything at once: one at a time, together for all who want one, never in a rush. */
export class Dumps implements Disposable {
  readonly #options: DumpsOptions;
  #askedMs: number | undefined;
  #endedMs = -Infinity;
  #wantedSinceMs: number | undefined;
  #wantedMs = 0;
  #timer: Disposable | undefined;
  #limit: Disposable | undefined;
  #audit: Disposable | undefined;
  /** From the question to the end of the answer, in ms; −1 before the first. */
  roundTripMs = -1;

  constructor(options: DumpsOptions) {
    this.#options = options;
  }

  /** The first question. @param isAsked whether it has been asked already. */
  begin(isAsked: boolean): void {
    if (isAsked) this.#begun();
    else this.#ask();
  }

  /** Somebody wants to know what the console has now. */
  want(): void {
    const nowMs = this.#options.clock.nowMs();
    this.#wantedMs = nowMs;
    this.#wantedSinceMs ??= nowMs;
    this.#plan();
  }

  /** The answer has ended. */
  ended(): void {
    if (this.#askedMs === undefined) return;
    const { clock } = this.#options;
    this.roundTripMs = clock.nowMs() - this.#askedMs;
    this.#askedMs = undefined;
    this.#endedMs = clock.nowMs();
    this.#limit?.dispose();
    this.#audit?.dispose();
    this.#audit = clock.after(auditMs, () => this.want());
    this.#plan();
  }

  clear(): void {
    for (const timer of [this.#timer, this.#limit, this.#audit]) timer?.dispose();
    this.#timer = undefined;
    this.#askedMs = undefined;
    this.#wantedSinceMs = undefined;
    this.#endedMs = -Infinity;
  }

  dispose(): void {
    this.clear();
  }

  #plan(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#wantedSinceMs === undefined || this.#askedMs !== undefined) return;
    const { clock } = this.#options;
    const dueMs = Math.max(
      this.#endedMs + restMs,
      Math.min(this.#wantedMs + quietMs, this.#wantedSinceMs + mostWaitMs),
    );
    this.#timer = clock.after(Math.max(0, dueMs - clock.nowMs()), () => this.#ask());
  }

  #ask(): void {
    this.#begun();
    this.#options.ask();
  }

  #begun(): void {
    const { clock } = this.#options;
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#wantedSinceMs = undefined;
    this.#askedMs = clock.nowMs();
    this.#limit?.dispose();
    this.#limit = clock.after(answerWithinMs, () => {
      this.#askedMs = undefined;
      this.#options.failed();
      this.#ask();
    });
  }
}
