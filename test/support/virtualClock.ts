import type { Clock } from '../../shared/base/clock.ts';
import { type Disposable, disposable } from '../../shared/base/disposable.ts';

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
  isWaiting: boolean;
}

/**
 * A clock that a test turns itself. Time stands still while actions run and jumps from one timer to the next.
 *
 * As on the real clock, what is due at the same moment is one turn: the timers run in the order in which they were asked
 * for, then the turn's end. A timer asked for during a turn, even one without delay, belongs to a later turn.
 */
export class VirtualClock implements Clock {
  #nowMs: number;
  /** By the time they are due; of two due at the same time, the earlier asked for comes first. */
  readonly #timers: Timer[] = [];
  #atEndOfTurn: (() => void)[] = [];

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): Disposable {
    const timer: Timer = { dueMs: this.#nowMs + Math.max(0, delayMs), action, isWaiting: true };
    this.#timers.splice(this.#countDueBy(timer.dueMs), 0, timer);
    return disposable(() => {
      timer.isWaiting = false;
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    });
  }

  endOfTurn(action: () => void): void {
    this.#atEndOfTurn.push(action);
  }

  /** Whether nothing waits, neither a timer nor the end of the turn. */
  get isIdle(): boolean {
    return this.#timers.length === 0 && this.#atEndOfTurn.length === 0;
  }

  /** Runs everything that is due within the next `ms`, turn by turn, and leaves the clock there. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    while (this.#turn(untilMs));
    this.#nowMs = untilMs;
  }

  /** Like {@link advance}, and lets promises go on after every turn: for code that awaits what a timer resolves. */
  async advanceAsync(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await promisesToSettle();
    while (this.#turn(untilMs)) await promisesToSettle();
    this.#nowMs = untilMs;
  }

  /**
   * Runs until nothing waits.
   * @param withinMs how far the clock may go; without a limit a timer that renews itself would never end.
   * @throws Error when something still waits then.
   */
  runUntilIdle(withinMs = 60_000): void {
    const untilMs = this.#nowMs + withinMs;
    while (this.#turn(untilMs));
    this.#expectIdle(withinMs);
  }

  /** Like {@link runUntilIdle}, and lets promises go on after every turn. */
  async runUntilIdleAsync(withinMs = 60_000): Promise<void> {
    const untilMs = this.#nowMs + withinMs;
    await promisesToSettle();
    while (this.#turn(untilMs)) await promisesToSettle();
    this.#expectIdle(withinMs);
  }

  /** Runs the next turn that begins by `untilMs`. @returns whether there was one. */
  #turn(untilMs: number): boolean {
    if (this.#atEndOfTurn.length === 0) {
      const dueMs = this.#timers[0]?.dueMs ?? Number.POSITIVE_INFINITY;
      if (!(dueMs <= untilMs)) return false;
      this.#nowMs = dueMs;
      for (const timer of this.#timers.splice(0, this.#countDueBy(dueMs))) {
        // One that an earlier of the same turn has disposed does not run.
        if (timer.isWaiting) timer.action();
      }
    }
    const ending = this.#atEndOfTurn;
    this.#atEndOfTurn = [];
    for (const action of ending) action();
    return true;
  }

  /** How many timers are due by that time: where the next one due then belongs. */
  #countDueBy(dueMs: number): number {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timers[middle]?.dueMs ?? 0) <= dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #expectIdle(withinMs: number): void {
    if (this.isIdle) return;
    throw new Error(
      `After ${withinMs} ms of virtual time something still waits (${this.#timers.length} timers): dispose what renews itself, or advance by a stated time.`,
    );
  }
}

/** Waits until every promise that can go on has gone on, however long the chain. */
function promisesToSettle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
