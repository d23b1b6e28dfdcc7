import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';

/** So many messages leave in a turn; more at once overflow the buffers of small devices. */
const turnMessages = 20;
const turnMs = 10;

/** What is on its way to one OSC app: the newest of each address, in the order of the first, paced. */
export class OscFeed implements Disposable {
  readonly #clock: Clock;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #waiting = new Map<string, () => Uint8Array | undefined>();
  #timer: Disposable | undefined;

  constructor(clock: Clock, send: (bytes: Uint8Array) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** @param bytes is called when the message leaves, so that it says what is true then */
  put(address: string, bytes: () => Uint8Array | undefined): void {
    this.#waiting.set(address, bytes);
    this.#timer ??= this.#clock.after(0, () => this.#turn());
  }

  dispose(): void {
    this.#waiting.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  #turn(): void {
    this.#timer = undefined;
    let left = turnMessages;
    for (const [address, bytesOf] of this.#waiting) {
      if (left-- === 0) break;
      this.#waiting.delete(address);
      const bytes = bytesOf();
      if (bytes) this.#send(bytes);
    }
    if (this.#waiting.size > 0) this.#timer = this.#clock.after(turnMs, () => this.#turn());
  }
}
