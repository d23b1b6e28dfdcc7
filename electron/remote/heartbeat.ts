/** How often the server looks whether a client is there; it is asked to answer each time. */
export const heartbeatMs = 500;
/** After this long without a word what a client holds is freed; it is seen within two seconds, with one look more. */
const silentAfterMs = 1400;
/** After this long its connection is ended. */
const goneAfterMs = 10_000;

/**
 * Whether a client is there. A closed connection is noticed by itself; one whose network is gone is not, and must not hold a fader.
 */
export class Heartbeat {
  #heardMs: number;
  #checkedMs: number;
  #wasSilent = false;

  constructor(nowMs: number) {
    this.#heardMs = nowMs;
    this.#checkedMs = nowMs;
  }

  /** Anything came from the client, were it only the answer to a ping. */
  heard(nowMs: number): void {
    this.#heardMs = nowMs;
    this.#wasSilent = false;
  }

  /**
   * To be called every {@link heartbeatMs}.
   * @returns `silent` once when nothing has come for a moment, `gone` when nothing will come any more
   */
  check(nowMs: number): 'there' | 'silent' | 'gone' {
    const gapMs = nowMs - this.#checkedMs;
    this.#checkedMs = nowMs;
    // When this process itself stood still, the silence was its own.
    if (gapMs > 2 * heartbeatMs) this.#heardMs = Math.min(nowMs, this.#heardMs + gapMs);
    const silentMs = nowMs - this.#heardMs;
    if (silentMs > goneAfterMs) return 'gone';
    if (silentMs <= silentAfterMs || this.#wasSilent) return 'there';
    this.#wasSilent = true;
    return 'silent';
  }
}
