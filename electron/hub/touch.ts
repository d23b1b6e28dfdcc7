import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { ParamId } from '../../shared/desk/schema.ts';

/** A hand that has let go still has the control for others until so long after its last move: hands that fight take turns. */
const afterMoveMs = 500;

interface Hold<Holder> {
  readonly holder: Holder;
  /** Whether the hand is still on it. */
  isDown: boolean;
  /** Monotonic; −∞ for a hand that has not moved it. */
  lastMoveMs: number;
}

export interface TouchOptions {
  readonly clock: Clock;
  /** Controls have become free by the passing of time. */
  ended(): void;
}

/**
 * Which peer has a hand on which control. The first hand holds it; nobody else moves it until 500 ms after that hand's last move,
 * or until it has let go of what it did not move. For everything but other people, it is free as soon as the hand is gone.
 */
export class TouchRegistry<Holder extends { readonly name: string }> {
  readonly #options: TouchOptions;
  readonly #holds = new Map<ParamId, Hold<Holder>>();
  #timer: Disposable | undefined;

  constructor(options: TouchOptions) {
    this.#options = options;
  }

  /** @returns the controls that the holder really has now; those of others are left out. */
  grab(holder: Holder, ids: readonly ParamId[]): ParamId[] {
    return ids.filter((id) => {
      const current = this.#holds.get(id);
      if (!current) this.#holds.set(id, { holder, isDown: true, lastMoveMs: -Infinity });
      else if (current.holder !== holder) return false;
      else current.isDown = true;
      return true;
    });
  }

  /** The holder moves these; what it does not hold is none of ours. */
  moved(holder: Holder, ids: Iterable<ParamId>): void {
    if (this.#holds.size === 0) return;
    const nowMs = this.#options.clock.nowMs();
    for (const id of ids) {
      const hold = this.#holds.get(id);
      if (hold?.holder === holder) hold.lastMoveMs = nowMs;
    }
  }

  /** The hand is gone from these. @returns the controls on which it was */
  release(holder: Holder, ids: readonly ParamId[]): ParamId[] {
    const nowMs = this.#options.clock.nowMs();
    const lifted = ids.filter((id) => {
      const hold = this.#holds.get(id);
      if (hold?.holder !== holder || !hold.isDown) return false;
      hold.isDown = false;
      if (endOf(hold) <= nowMs) this.#holds.delete(id);
      return true;
    });
    this.#wait();
    return lifted;
  }

  /** Frees everything that a holder has, for everybody and at once. @returns the controls that are free now */
  releaseAll(holder: Holder): ParamId[] {
    return this.#drop((_id, hold) => hold.holder === holder);
  }

  /** Frees controls whoever holds them. @returns those that were held */
  releaseWhere(isMeant: (id: ParamId) => boolean): ParamId[] {
    return this.#drop((id) => isMeant(id));
  }

  #drop(isMeant: (id: ParamId, hold: Hold<Holder>) => boolean): ParamId[] {
    const dropped: ParamId[] = [];
    for (const [id, hold] of this.#holds) if (isMeant(id, hold)) dropped.push(id);
    for (const id of dropped) this.#holds.delete(id);
    return dropped;
  }

  /** Whether this holder has a hand on anything. */
  isHolding(holder: Holder): boolean {
    for (const hold of this.#holds.values()) if (hold.holder === holder && hold.isDown) return true;
    return false;
  }

  clear(): void {
    this.#holds.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  /** Whether a hand is on it now. */
  isHeld(id: ParamId): boolean {
    return this.#holds.get(id)?.isDown ?? false;
  }

  /** Whether somebody else has a hand on it, or had just now. */
  isHeldByOther(id: ParamId, who: Holder): boolean {
    const hold = this.#holds.get(id);
    return hold !== undefined && hold.holder !== who;
  }

  /** Everything that others hold, as one of them is told it. */
  seenBy(who: Holder): { id: ParamId; by: string }[] {
    const seen: { id: ParamId; by: string }[] = [];
    for (const [id, { holder }] of this.#holds) if (holder !== who) seen.push({ id, by: holder.name });
    return seen;
  }

  /** Waits for the end of the first hold whose hand is gone. */
  #wait(): void {
    let nextMs = Infinity;
    for (const hold of this.#holds.values()) if (!hold.isDown) nextMs = Math.min(nextMs, endOf(hold));
    this.#timer?.dispose();
    this.#timer = undefined;
    if (nextMs === Infinity) return;
    const { clock } = this.#options;
    this.#timer = clock.after(nextMs - clock.nowMs(), () => {
      this.#timer = undefined;
      const nowMs = clock.nowMs();
      const ended = this.#drop((_id, hold) => !hold.isDown && endOf(hold) <= nowMs);
      this.#wait();
      if (ended.length > 0) this.#options.ended();
    });
  }
}

function endOf({ lastMoveMs }: Hold<unknown>): number {
  return lastMoveMs + afterMoveMs;
}
