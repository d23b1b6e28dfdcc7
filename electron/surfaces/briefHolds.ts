import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { HandPeer } from '../hub/peer.ts';

/** A hand counts as gone this long after the last move of a control that cannot feel it, in ms. */
export const handGoneMs = 500;

/** Holds controls for as long as they move: for knobs and faders that cannot tell whether a hand is on them. */
export class BriefHolds implements Disposable {
  readonly #peer: HandPeer;
  readonly #clock: Clock;
  readonly #gone: (id: ParamId) => void;
  readonly #timers = new Map<ParamId, Disposable>();

  /** @param gone is told each control that was let go */
  constructor(peer: HandPeer, clock: Clock, gone: (id: ParamId) => void = () => undefined) {
    this.#peer = peer;
    this.#clock = clock;
    this.#gone = gone;
  }

  /** Controls move. */
  moved(...ids: readonly ParamId[]): void {
    const fresh = ids.filter((id) => !this.#timers.has(id));
    if (fresh.length > 0) this.#peer.touch(fresh);
    for (const id of ids) {
      this.#timers.get(id)?.dispose();
      this.#timers.set(
        id,
        this.#clock.after(handGoneMs, () => this.#release(id)),
      );
    }
  }

  isHeld(id: ParamId): boolean {
    return this.#timers.has(id);
  }

  #release(id: ParamId): void {
    this.#timers.get(id)?.dispose();
    this.#timers.delete(id);
    this.#peer.release([id]);
    this.#gone(id);
  }

  /** Lets everything go. */
  dispose(): void {
    for (const id of [...this.#timers.keys()]) this.#release(id);
  }

  /** There is no such console any more: its controls are let go without a word. */
  forget(): void {
    for (const timer of this.#timers.values()) timer.dispose();
    this.#timers.clear();
  }
}
