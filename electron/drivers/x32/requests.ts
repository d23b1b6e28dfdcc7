import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** Requests under way at once: bursts of 512 and more lose half of their replies, windows up to 256 lost none. */
const windowWidth = 64;
const firstTimeoutMs = 200;
const lastTimeoutMs = 1000;
/** Some addresses of a family do not exist on every desk: silence after this many tries means that. */
const maxTries = 10;
/** Round trips and fates that the diagnostics look back on. */
const memory = 64;

interface Outstanding {
  sentMs: number;
  dueMs: number;
  tries: number;
}

export interface RequestOptions {
  readonly clock: Clock;
  /** Sends the request of a key. */
  send(key: string): void;
  /** A key was never answered. */
  gaveUp(key: string): void;
  /** Nothing is wanted or under way any more. */
  finished(): void;
}

/**
 * Requests with a limited number under way, each repeated until it is answered. A key is what is asked for; asking again for what is
 * still waiting or under way changes nothing.
 */
export class RequestWindow implements Disposable {
  readonly #options: RequestOptions;
  readonly #waiting = new Set<string>();
  readonly #outstanding = new Map<string, Outstanding>();
  readonly #roundTripsMs: number[] = [];
  readonly #fates: boolean[] = [];
  #timer: Disposable | undefined;
  #timerDueMs = Infinity;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  ask(keys: Iterable<string>): void {
    for (const key of keys) if (!this.#outstanding.has(key)) this.#waiting.add(key);
    this.#fill();
  }

  /** An answer came. @returns whether it was asked for. */
  answered(key: string): boolean {
    const outstanding = this.#outstanding.get(key);
    if (!outstanding) return this.#waiting.delete(key);
    this.#outstanding.delete(key);
    // After a repetition nobody knows which request was answered.
    if (outstanding.tries === 1) remember(this.#roundTripsMs, this.#options.clock.nowMs() - outstanding.sentMs);
    remember(this.#fates, true);
    this.#fill();
    if (this.isIdle) this.#options.finished();
    return true;
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0 && this.#outstanding.size === 0;
  }

  get pending(): number {
    return this.#waiting.size + this.#outstanding.size;
  }

  /** Median of the last round trips in ms, −1 before the first. */
  get roundTripMs(): number {
    const sorted = this.#roundTripsMs.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? -1;
  }

  /** Share of the last requests that had to be repeated, in percent. */
  get lossPercent(): number {
    if (this.#fates.length === 0) return 0;
    return (this.#fates.filter((wasAnswered) => !wasAnswered).length / this.#fates.length) * 100;
  }

  clear(): void {
    this.#waiting.clear();
    this.#outstanding.clear();
    this.#timer?.dispose();
    this.#timerDueMs = Infinity;
  }

  dispose(): void {
    this.clear();
  }

  #fill(): void {
    if (this.#waiting.size === 0) return;
    const sentMs = this.#options.clock.nowMs();
    for (const key of this.#waiting) {
      if (this.#outstanding.size >= windowWidth) break;
      this.#waiting.delete(key);
      this.#outstanding.set(key, { sentMs, dueMs: sentMs + firstTimeoutMs, tries: 1 });
      this.#options.send(key);
    }
    this.#wakeAt(sentMs + firstTimeoutMs);
  }

  #wakeAt(dueMs: number): void {
    if (dueMs >= this.#timerDueMs) return;
    this.#timer?.dispose();
    this.#timerDueMs = dueMs;
    this.#timer = this.#options.clock.after(Math.max(1, dueMs - this.#options.clock.nowMs()), () => this.#repeat());
  }

  #repeat(): void {
    this.#timerDueMs = Infinity;
    const nowMs = this.#options.clock.nowMs();
    let nextMs = Infinity;
    for (const [key, request] of this.#outstanding) {
      if (request.dueMs <= nowMs) {
        remember(this.#fates, false);
        if (request.tries >= maxTries) {
          this.#outstanding.delete(key);
          this.#options.gaveUp(key);
          continue;
        }
        request.tries++;
        request.dueMs = nowMs + Math.min(lastTimeoutMs, firstTimeoutMs * 1.5 ** (request.tries - 1));
        this.#options.send(key);
      }
      nextMs = Math.min(nextMs, request.dueMs);
    }
    if (nextMs < Infinity) this.#wakeAt(nextMs);
    this.#fill();
    if (this.isIdle) this.#options.finished();
  }
}

function remember<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > memory) list.shift();
}
