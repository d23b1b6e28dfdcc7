import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';

export interface PacerOptions<Key, Item> {
  readonly clock: Clock;
  /** Least time between two sends of one continuous key, in ms. */
  readonly keyGapMs: number;
  /** Sends per second of all keys together, over time. */
  readonly totalPerSecond: number;
  /** Sends that may leave at once after a pause. */
  readonly burst: number;
  send(items: readonly { readonly key: Key; readonly item: Item }[]): void;
  /** Whether anything may leave now; what may not waits for the next {@link Pacer.flush} after that. Always, if not given. */
  mayLeave?(): boolean;
}

/** How a send may be treated. */
export interface Pace {
  /** Only the newest item of a key matters; older ones that wait are replaced. Discrete items are never merged away. */
  readonly isContinuous: boolean;
  /** A hand is on it: it leaves before the rest. */
  readonly isTouched: boolean;
  /** It was offered because an earlier one has arrived: the receiver sets the pace, and it counts for no limit in time. */
  readonly isClocked?: boolean;
}

interface Waiting<Key, Item> {
  readonly key: Key;
  item: Item;
  readonly isContinuous: boolean;
  readonly isClocked: boolean;
  offeredMs: number;
}

/**
 * Keeps what is sent to a console within what it takes. What may leave leaves at once; what may not waits in order, and
 * of a continuous key only the newest waits.
 */
export class Pacer<Key, Item> implements Disposable {
  readonly #options: PacerOptions<Key, Item>;
  /** What waits: that with a hand on it, and the rest. */
  readonly #lanes: readonly [touched: Waiting<Key, Item>[], rest: Waiting<Key, Item>[]] = [[], []];
  /** The last that waits of each key. */
  readonly #lastWaiting = new Map<Key, { readonly entry: Waiting<Key, Item>; readonly lane: 0 | 1 }>();
  readonly #lastSentMs = new Map<Key, number>();
  #tokens: number;
  #refilledMs: number;
  #timer: Disposable | undefined;

  constructor(options: PacerOptions<Key, Item>) {
    this.#options = options;
    this.#tokens = options.burst;
    this.#refilledMs = options.clock.nowMs();
  }

  offer(key: Key, item: Item, { isContinuous, isTouched, isClocked = false }: Pace): void {
    const offeredMs = this.#options.clock.nowMs();
    const last = this.#lastWaiting.get(key);
    if (last && isContinuous) {
      last.entry.item = item;
      last.entry.offeredMs = offeredMs;
      return;
    }
    const entry: Waiting<Key, Item> = { key, item, isContinuous, isClocked, offeredMs };
    // Behind an older one of its key it stays in that one's lane: the newest has to leave last.
    const lane = last?.lane ?? (isTouched ? 0 : 1);
    this.#lanes[lane].push(entry);
    this.#lastWaiting.set(key, { entry, lane });
  }

  /** Sends what may leave now and sees to the rest; called after one or more offers. */
  flush(): void {
    const { clock, burst, totalPerSecond, keyGapMs } = this.#options;
    const nowMs = clock.nowMs();
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#refilledMs) * totalPerSecond) / 1000);
    this.#refilledMs = nowMs;
    this.#timer?.dispose();
    if (this.#options.mayLeave?.() === false) return;
    const leaving: { key: Key; item: Item }[] = [];
    let waitMs = Infinity;
    for (const lane of this.#lanes) {
      let kept = 0;
      for (const entry of lane) {
        const gapMs = entry.isContinuous ? (this.#lastSentMs.get(entry.key) ?? -Infinity) + keyGapMs - nowMs : 0;
        if (gapMs <= 0 && (this.#tokens >= 1 || entry.isClocked)) {
          if (!entry.isClocked) this.#tokens--;
          leaving.push({ key: entry.key, item: entry.item });
          this.#forget(entry);
          if (entry.isContinuous) this.#lastSentMs.set(entry.key, nowMs);
          continue;
        }
        waitMs = Math.min(
          waitMs,
          Math.max(gapMs, this.#tokens >= 1 ? 0 : ((1 - this.#tokens) * 1000) / totalPerSecond),
        );
        lane[kept++] = entry;
      }
      lane.length = kept;
    }
    if (this.#lastSentMs.size > 4096) this.#lastSentMs.clear();
    if (leaving.length > 0) this.#options.send(leaving);
    this.#timer = waitMs < Infinity ? clock.after(Math.max(1, waitMs), () => this.flush()) : undefined;
  }

  #forget(entry: Waiting<Key, Item>): void {
    if (this.#lastWaiting.get(entry.key)?.entry === entry) this.#lastWaiting.delete(entry.key);
  }

  /** Drops what was offered before a moment and still waits. @returns it, so that nothing is lost unseen. */
  dropOlderThan(timeMs: number): readonly Item[] {
    const dropped: Item[] = [];
    for (const lane of this.#lanes) {
      let kept = 0;
      for (const entry of lane) {
        if (entry.offeredMs >= timeMs) {
          lane[kept++] = entry;
          continue;
        }
        dropped.push(entry.item);
        this.#forget(entry);
      }
      lane.length = kept;
    }
    return dropped;
  }

  /** How many sends wait. */
  get waiting(): number {
    return this.#lanes[0].length + this.#lanes[1].length;
  }

  /** Drops what waits. @returns it, so that nothing is lost unseen. */
  clear(): readonly Key[] {
    const dropped = this.#lanes.flatMap((lane) => lane.splice(0).map(({ key }) => key));
    this.#lastWaiting.clear();
    this.#timer?.dispose();
    return dropped;
  }

  dispose(): void {
    this.clear();
  }
}
