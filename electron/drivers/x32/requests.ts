import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import { RoundTrip } from '../../../shared/base/roundTrip.ts';

/**
 * How soon a request leaves. `now`: somebody waits for it. `bulk`: the reading of everything, which leaves room for the former.
 * `background`: a few beside all others.
 */
export type Urgency = 'now' | 'bulk' | 'background';
const urgencies: readonly Urgency[] = ['now', 'bulk', 'background'];
/** Requests under way at once: bursts of 512 and more lose half of their replies, windows up to 256 lost none. */
const widths: Readonly<Record<Urgency, number>> = { now: 80, bulk: 64, background: 8 };

/** When a request is repeated for the first time: as soon as an answer is later than answers are on this link. */
const patience = { firstMs: 200, leastMs: 20, mostMs: 400 };
/** Each further repetition waits longer by this factor, up to a limit; less so where somebody waits. */
const backOff: Readonly<Record<Urgency, { readonly factor: number; readonly mostMs: number }>> = {
  now: { factor: 1.25, mostMs: 250 },
  bulk: { factor: 1.5, mostMs: 500 },
  background: { factor: 1.5, mostMs: 500 },
};
/** Some addresses of a family do not exist on every desk: silence after this many tries means that. */
const maxTries = 14;
/** Round trips and fates that the diagnostics look back on. */
const memory = 64;

interface Outstanding {
  sentMs: number;
  dueMs: number;
  timeoutMs: number;
  tries: number;
  readonly urgency: Urgency;
}

export interface RequestOptions {
  readonly clock: Clock;
  /** Sends the request of a key. */
  send(key: string): void;
  /** A key was never answered. */
  gaveUp(key: string): void;
  /** Nothing is wanted or under way any more, but for the background. */
  finished(): void;
}

/**
 * Requests with a limited number under way, each repeated until it is answered. A key is what is asked for; asking again for what is
 * still waiting or under way changes nothing but its urgency.
 */
export class RequestWindow implements Disposable {
  readonly #options: RequestOptions;
  #isFinishing = false;
  readonly #waiting: Readonly<Record<Urgency, Set<string>>> = {
    now: new Set(),
    bulk: new Set(),
    background: new Set(),
  };
  readonly #outstanding = new Map<string, Outstanding>();
  readonly #underWay: Record<Urgency, number> = { now: 0, bulk: 0, background: 0 };
  readonly #roundTrip = new RoundTrip();
  readonly #roundTripsMs: number[] = [];
  readonly #fates: boolean[] = [];
  #repeats = 0;
  #lastRepeatMs = -Infinity;
  #timer: Disposable | undefined;
  #timerDueMs = Infinity;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  ask(keys: Iterable<string>, urgency: Urgency = 'now'): void {
    for (const key of keys) {
      const outstanding = this.#outstanding.get(key);
      if (!outstanding) this.#queue(key, urgency);
      else if (urgency === 'now') this.#hurry(key, outstanding);
    }
    this.#fill();
  }

  /** Somebody waits for what was under way already, perhaps for long: it is asked for again if its answer is late. */
  #hurry(key: string, outstanding: Outstanding): void {
    const nowMs = this.#options.clock.nowMs();
    const timeoutMs = this.patienceMs;
    if (outstanding.dueMs - nowMs <= timeoutMs) return;
    outstanding.timeoutMs = timeoutMs;
    outstanding.dueMs = nowMs + timeoutMs;
    outstanding.tries++;
    this.#options.send(key);
    this.#wakeAt(outstanding.dueMs);
  }

  #queue(key: string, urgency: Urgency): void {
    const rank = urgencies.indexOf(urgency);
    for (const [index, each] of urgencies.entries()) {
      if (index < rank && this.#waiting[each].has(key)) return;
      if (index > rank) this.#waiting[each].delete(key);
    }
    this.#waiting[urgency].add(key);
  }

  /** An answer came. @returns whether it was asked for. */
  answered(key: string): boolean {
    const outstanding = this.#outstanding.get(key);
    if (!outstanding) {
      // What has not even left is known without asking.
      for (const urgency of urgencies) if (this.#waiting[urgency].delete(key)) return false;
      return false;
    }
    this.#end(key, outstanding);
    // After a repetition nobody knows which request was answered.
    if (outstanding.tries === 1) {
      const tookMs = this.#options.clock.nowMs() - outstanding.sentMs;
      remember(this.#roundTripsMs, tookMs);
      this.#roundTrip.add(tookMs);
    }
    remember(this.#fates, true);
    this.#fill();
    this.#tellIfFinished(outstanding.urgency);
    return true;
  }

  /** Whether nothing is wanted or under way, but for the background. */
  get isIdle(): boolean {
    return this.pending === 0;
  }

  /** How many are wanted or under way, but for the background. */
  get pending(): number {
    return this.#waiting.now.size + this.#waiting.bulk.size + this.#underWay.now + this.#underWay.bulk;
  }

  /** How many of the background are wanted or under way. */
  get backlog(): number {
    return this.#waiting.background.size + this.#underWay.background;
  }

  /** Requests that had to be repeated since the beginning, and when the last one was. */
  get repeats(): { readonly count: number; readonly lastMs: number } {
    return { count: this.#repeats, lastMs: this.#lastRepeatMs };
  }

  /** Median of the last round trips in ms, −1 before the first. */
  get roundTripMs(): number {
    const sorted = this.#roundTripsMs.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? -1;
  }

  /** How long an answer may take on this link before it counts as lost, in ms. */
  get patienceMs(): number {
    return this.#roundTrip.patienceMs(patience);
  }

  /** Share of the last requests that had to be repeated, in percent. */
  get lossPercent(): number {
    if (this.#fates.length === 0) return 0;
    return (this.#fates.filter((wasAnswered) => !wasAnswered).length / this.#fates.length) * 100;
  }

  clear(): void {
    for (const urgency of urgencies) {
      this.#waiting[urgency].clear();
      this.#underWay[urgency] = 0;
    }
    this.#outstanding.clear();
    this.#timer?.dispose();
    this.#timerDueMs = Infinity;
  }

  dispose(): void {
    this.clear();
  }

  #end(key: string, { urgency }: Outstanding): void {
    this.#outstanding.delete(key);
    this.#underWay[urgency]--;
  }

  /** Told at the end of the turn: the answer that was the last one has been read by then. */
  #tellIfFinished(urgency: Urgency): void {
    if (urgency === 'background' || !this.isIdle || this.#isFinishing) return;
    this.#isFinishing = true;
    this.#options.clock.endOfTurn(() => {
      this.#isFinishing = false;
      if (this.isIdle) this.#options.finished();
    });
  }

  #fill(): void {
    const sentMs = this.#options.clock.nowMs();
    const timeoutMs = this.patienceMs;
    let hasSent = false;
    for (const urgency of urgencies) {
      const waiting = this.#waiting[urgency];
      for (const key of waiting) {
        const isFull = urgency === 'background' && this.#underWay.background >= widths.background;
        if (isFull || this.#outstanding.size >= widths[urgency === 'background' ? 'bulk' : urgency]) break;
        waiting.delete(key);
        this.#outstanding.set(key, { sentMs, dueMs: sentMs + timeoutMs, timeoutMs, tries: 1, urgency });
        this.#underWay[urgency]++;
        this.#options.send(key);
        hasSent = true;
      }
    }
    if (hasSent) this.#wakeAt(sentMs + timeoutMs);
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
    let hasGivenUp = false;
    for (const [key, request] of this.#outstanding) {
      if (request.dueMs <= nowMs) {
        remember(this.#fates, false);
        if (request.tries >= maxTries) {
          this.#end(key, request);
          this.#options.gaveUp(key);
          hasGivenUp ||= request.urgency !== 'background';
          continue;
        }
        this.#repeats++;
        this.#lastRepeatMs = nowMs;
        request.tries++;
        const { factor, mostMs } = backOff[request.urgency];
        request.timeoutMs = Math.max(request.timeoutMs, Math.min(mostMs, request.timeoutMs * factor));
        request.dueMs = nowMs + request.timeoutMs;
        this.#options.send(key);
      }
      nextMs = Math.min(nextMs, request.dueMs);
    }
    if (nextMs < Infinity) this.#wakeAt(nextMs);
    this.#fill();
    if (hasGivenUp) this.#tellIfFinished('now');
  }
}

function remember<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > memory) list.shift();
}
