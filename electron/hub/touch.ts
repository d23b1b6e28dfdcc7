import type { ParamId } from '../../shared/desk/schema.ts';

/** Which peer has a hand on which control. The first hand holds it; nobody else moves it until it is released. */
export class TouchRegistry<Holder extends { readonly name: string }> {
  readonly #holders = new Map<ParamId, Holder>();

  /** @returns the controls that the holder really has now; those of others are left out. */
  grab(holder: Holder, ids: readonly ParamId[]): ParamId[] {
    return ids.filter((id) => {
      const current = this.#holders.get(id);
      if (current && current !== holder) return false;
      this.#holders.set(id, holder);
      return true;
    });
  }

  /** @returns the controls that were held by this holder and are free now. */
  release(holder: Holder, ids: readonly ParamId[]): ParamId[] {
    return ids.filter((id) => this.#holders.get(id) === holder && this.#holders.delete(id));
  }

  /** Frees everything that a holder has. */
  releaseAll(holder: Holder): ParamId[] {
    return this.release(holder, [...this.#holders.keys()]);
  }

  /** Frees controls whoever holds them. @returns those that were held */
  releaseWhere(isMeant: (id: ParamId) => boolean): ParamId[] {
    return [...this.#holders.keys()].filter((id) => isMeant(id) && this.#holders.delete(id));
  }

  /** Whether this holder has a hand on anything. */
  isHolding(holder: Holder): boolean {
    for (const each of this.#holders.values()) if (each === holder) return true;
    return false;
  }

  clear(): void {
    this.#holders.clear();
  }

  isHeld(id: ParamId): boolean {
    return this.#holders.has(id);
  }

  isHeldByOther(id: ParamId, who: Holder): boolean {
    const holder = this.#holders.get(id);
    return holder !== undefined && holder !== who;
  }

  /** Everything that others hold, as one of them is told it. */
  seenBy(who: Holder): { id: ParamId; by: string }[] {
    const holds: { id: ParamId; by: string }[] = [];
    for (const [id, holder] of this.#holders) if (holder !== who) holds.push({ id, by: holder.name });
    return holds;
  }
}
