import type { Clock } from '../../../shared/base/clock.ts';

/** Counts what the diagnostics of a link show. */
export class LinkFigures {
  malformed = 0;
  readonly #clock: Clock;
  readonly #totals: () => { readonly sent: number; readonly received: number };
  #unknownMessages = 0;
  #lastUnknown = '';
  #countedAtMs = 0;
  #counted = { sent: 0, received: 0 };

  constructor(clock: Clock, totals: () => { readonly sent: number; readonly received: number }) {
    this.#clock = clock;
    this.#totals = totals;
  }

  unknown(what: string): void {
    this.#unknownMessages++;
    this.#lastUnknown = what.slice(0, 120);
  }

  /** The figures now; rates are since the last time that they were taken. */
  take() {
    const nowMs = this.#clock.nowMs();
    const { sent, received } = this.#totals();
    const seconds = Math.max(0.001, (nowMs - this.#countedAtMs) / 1000);
    const rates = {
      sentPerSecond: Math.max(0, (sent - this.#counted.sent) / seconds),
      receivedPerSecond: Math.max(0, (received - this.#counted.received) / seconds),
    };
    this.#countedAtMs = nowMs;
    this.#counted = { sent, received };
    return {
      ...rates,
      unknownMessages: this.#unknownMessages,
      lastUnknown: this.#lastUnknown,
      malformed: this.malformed,
    };
  }
}
