/**
 * How long an answer takes on a link, learned from those that came: the mean and its spread, as RFC 6298 keeps them, so that
 * patience is short where answers are quick and long where they are slow or uneven.
 */
export class RoundTrip {
  #meanMs = -1;
  #spreadMs = 0;

  /** An answer took this long. Leave out those of which nobody knows which question they answer. */
  add(ms: number): void {
    if (this.#meanMs < 0) {
      this.#meanMs = ms;
      this.#spreadMs = ms / 2;
      return;
    }
    this.#spreadMs += (Math.abs(ms - this.#meanMs) - this.#spreadMs) / 4;
    this.#meanMs += (ms - this.#meanMs) / 8;
  }

  /** How long to wait for an answer before it counts as lost, in ms; `firstMs` while nothing is known. */
  patienceMs({ firstMs, leastMs, mostMs }: Patience): number {
    if (this.#meanMs < 0) return firstMs;
    return Math.min(mostMs, Math.max(leastMs, this.#meanMs + 4 * this.#spreadMs));
  }
}

/** Limits of patience, in ms. */
export interface Patience {
  readonly firstMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}
