import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** A change may be told this long after it was read: the desk tells many in slices. */
const graceMs = 250;
/** Answers come twice or late, and then look like something that the desk tells by itself: within so many times the patience. */
const lateAnswers = 3;
/** A value of ours may differ for so long. */
const ownMs = 2000;
/** Less loss than this is never assumed: one lost datagram must not be taken for silence. */
const leastLoss = 0.02;
/** Silence is declared when losing so many in a row is less likely than this. */
const believable = 1e-3;
/** Sets of ours that follow each other faster may be told as one. */
const occasionMs = 100;
/** So many of them are remembered: enough to be believed on the worst link that still works. */
const mostOccasions = 32;

/** What people are told. */
export const silentFeed = 'The console\u2019s feed is silent (perhaps its four places are taken); polling.';
/** The audit asks hundreds of times in this time: a link that lost none of it loses next to nothing. */
export const spotlessMs = 10_000;

/** Whether a change of this value is one that the desk always tells: faders and mutes. */
export function isAlwaysTold(path: string): boolean {
  return /\/(?:fader|on)$/.test(path);
}

export interface CanaryOptions {
  readonly clock: Clock;
  /** Share of requests that go without an answer, 0…1: how easily a single datagram is lost. */
  loss(): number;
  /** Whether nothing at all was lost for a while: then one change that is not told is enough. */
  isSpotless(): boolean;
  /** How long an answer may take, in ms. */
  patienceMs(): number;
  /** When the desk last answered, by the clock. */
  answeredMs(): number;
  /** Reads a value of which the feed should have told. */
  ask(path: string): void;
  /** The desk has stopped telling changes, or tells them again. */
  changed(isSilent: boolean): void;
}

/**
 * Notices when the desk stops telling changes: its feed has four places and says nothing when they are taken, or when ours has
 * expired. Every change that is read but was not told is a hint; one that is told ends the suspicion.
 */
export class FeedCanary implements Disposable {
  readonly #options: CanaryOptions;
  readonly #askedMs = new Map<string, number>();
  /** Sets of ours on the other socket: the feed has to tell them too. */
  readonly #expected = new Map<string, number>();
  readonly #sentMs = new Map<string, number>();
  readonly #suspects = new Map<string, Disposable>();
  /** When sets of ours left of which, or of anything, nothing has been told since. */
  readonly #occasions: number[] = [];
  #reading: Disposable | undefined;
  #misses = 0;
  #isSilent = false;

  constructor(options: CanaryOptions) {
    this.#options = options;
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** A value was asked for by its own address: what comes now may be the answer. */
  asked(path: string): void {
    if (this.#askedMs.size > 4096) this.#askedMs.clear();
    this.#askedMs.set(path, this.#options.clock.nowMs());
  }

  /** A new value has left for the desk. */
  sent(path: string): void {
    const nowMs = this.#options.clock.nowMs();
    if (this.#sentMs.size > 4096) this.#sentMs.clear();
    this.#sentMs.set(path, nowMs);
    if (!this.#expected.has(path)) this.#expected.set(path, nowMs);
    if (nowMs - (this.#occasions.at(-1) ?? -Infinity) >= occasionMs && this.#occasions.length < mostOccasions)
      this.#occasions.push(nowMs);
    this.#reading ??= this.#options.clock.after(graceMs, () => this.#read());
  }

  /** Whether a value of ours was on its way within the last moments, so that a difference says nothing. */
  isOurs(path: string): boolean {
    return this.#options.clock.nowMs() - (this.#sentMs.get(path) ?? -Infinity) < ownMs;
  }

  /** The desk told this change by itself. */
  told(path: string): void {
    this.#expected.delete(path);
    this.#occasions.length = 0;
    const { clock, patienceMs } = this.#options;
    if (clock.nowMs() - (this.#askedMs.get(path) ?? -Infinity) < lateAnswers * patienceMs()) return;
    this.#suspects.get(path)?.dispose();
    this.#suspects.delete(path);
    this.#misses = 0;
    this.#become(false);
  }

  /** An answer shows that the desk has what we sent. */
  confirmed(path: string): void {
    const sentMs = this.#expected.get(path);
    if (sentMs === undefined) return;
    this.#expected.delete(path);
    this.#suspect(path);
  }

  /** An answer shows a value that the desk has not told. */
  found(path: string): void {
    this.#suspect(path);
  }

  /** What is known of the past does not count any more: the link was broken, or much is changing at once. */
  excuse(): void {
    for (const suspect of this.#suspects.values()) suspect.dispose();
    this.#suspects.clear();
    this.#expected.clear();
    this.#occasions.length = 0;
    this.#reading?.dispose();
    this.#reading = undefined;
    this.#misses = 0;
  }

  reset(): void {
    this.excuse();
    this.#askedMs.clear();
    this.#isSilent = false;
  }

  dispose(): void {
    this.reset();
  }

  /** Asks for what was sent a while ago and not told: while a hand moves it, nobody else does. */
  #read(): void {
    this.#reading = undefined;
    if (this.#expected.size === 0) return;
    const { clock, ask } = this.#options;
    for (const [path, sentMs] of this.#expected) {
      const ageMs = clock.nowMs() - sentMs;
      if (ageMs > ownMs) this.#expected.delete(path);
      else if (ageMs >= graceMs) ask(path);
    }
    const heardMs = this.#options.answeredMs();
    // A set that is still being answered for says nothing yet; nor does one after which the link may have been broken.
    const untold = this.#occasions.filter((sentMs) => sentMs + graceMs <= heardMs).length;
    if (this.#isBelievable(untold)) this.#become(true);
    this.#reading = clock.after(graceMs, () => this.#read());
  }

  /** Misses it unless it is told within a moment. */
  #suspect(path: string): void {
    if (this.#suspects.has(path)) return;
    const timer = this.#options.clock.after(graceMs, () => {
      this.#suspects.delete(path);
      this.#misses++;
      const isEnough = isAlwaysTold(path) && this.#options.isSpotless();
      if (isEnough || this.#isBelievable(this.#misses)) this.#become(true);
      else this.#options.ask(path);
    });
    this.#suspects.set(path, timer);
  }

  /** Whether so many in a row are not lost by chance. */
  #isBelievable(untold: number): boolean {
    return Math.max(leastLoss, this.#options.loss()) ** untold < believable;
  }

  #become(isSilent: boolean): void {
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    this.#options.changed(isSilent);
  }
}
