/** A client may say so many messages within any second. A hand that drags ten faders says sixty. */
export const messagesPerSecond = 200;

/** Watches how fast one client speaks. */
export class ClientPace {
  /** When the last messages came, as a ring. */
  readonly #cameMs = new Float64Array(messagesPerSecond).fill(-Infinity);
  #next = 0;

  /** Counts a message. @returns whether it may still be taken */
  take(nowMs: number): boolean {
    const oldestMs = this.#cameMs[this.#next] ?? -Infinity;
    if (nowMs - oldestMs < 1000) return false;
    this.#cameMs[this.#next] = nowMs;
    this.#next = (this.#next + 1) % messagesPerSecond;
    return true;
  }
}
