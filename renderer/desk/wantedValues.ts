import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';

/** Calls `flush` once before the next picture; in a hidden page, which draws none, after a while. */
export type Schedule = (flush: () => void) => void;
export const oncePerFrame: Schedule = (flush) => {
  if (document.visibilityState === 'hidden') setTimeout(flush, 30);
  else requestAnimationFrame(flush);
};

interface Speculation {
  readonly value: ParamValue;
  /** The set frame that carries it; an ack of it or a later one makes the value the truth. */
  readonly sequence: number;
}

/** What the hands of this page want: sent once a frame, the newest value per parameter, and kept until the app acknowledges it. */
export class WantedValues {
  readonly #send: (frame: Uint8Array) => void;
  readonly #schedule: Schedule;
  readonly #speculation = new Map<ParamId, Speculation>();
  readonly #outbox = new Map<ParamId, ParamValue>();
  #isFlushScheduled = false;
  #sentSequence = 0;

  constructor(send: (frame: Uint8Array) => void, schedule: Schedule) {
    this.#send = send;
    this.#schedule = schedule;
  }

  /** @returns what is wanted and not acknowledged */
  of(id: ParamId): ParamValue | undefined {
    return this.#speculation.get(id)?.value;
  }

  want(id: ParamId, value: ParamValue): void {
    this.#speculation.set(id, { value, sequence: this.#sentSequence + 1 });
    this.#outbox.set(id, value);
    this.#scheduleFlush();
  }

  /** Wants no more what has not left yet. @returns whether there was such a value */
  takeBack(id: ParamId): boolean {
    return this.#outbox.delete(id) && this.#speculation.delete(id);
  }

  /** The app has taken a frame. @returns the values that it carried last, which are its own from here on */
  acknowledged(sequence: number): ReadonlyMap<ParamId, ParamValue> {
    const taken = new Map<ParamId, ParamValue>();
    for (const [id, speculation] of this.#speculation) {
      if (speculation.sequence > sequence) continue;
      taken.set(id, speculation.value);
      this.#speculation.delete(id);
    }
    return taken;
  }

  /** Nothing that was wanted before a break is sent after it. @returns whose values were wanted */
  forget(): readonly ParamId[] {
    const ids = [...this.#speculation.keys()];
    this.#speculation.clear();
    this.#outbox.clear();
    return ids;
  }

  /** Sends at once what waits for the next picture. */
  flush(): void {
    if (this.#outbox.size === 0) return;
    const entries: FrameEntry[] = [];
    for (const [id, value] of this.#outbox) entries.push({ id, value, landing: 'pending' });
    this.#outbox.clear();
    this.#sentSequence++;
    this.#send(encodeValues('set', this.#sentSequence, entries));
  }

  #scheduleFlush(): void {
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    this.#schedule(() => {
      this.#isFlushScheduled = false;
      this.flush();
    });
  }
}
