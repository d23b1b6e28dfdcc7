import type { Address } from '../desk/address.ts';
import type { SceneValue } from './sceneValue.ts';

export type ValueTable = ReadonlyMap<Address, SceneValue>;

const nothing: ValueTable = new Map();
const noAddresses: ReadonlySet<Address> = new Set();

/**
 * The values of a scene by address. What many scenes have in common lies in a table that they share (`base`); a scene adds what
 * it has differently (`own`) and names what it does not have (`absent`). Nobody who reads values needs to know.
 */
export class SceneValues implements Iterable<readonly [Address, SceneValue]> {
  readonly base: ValueTable;
  readonly absent: ReadonlySet<Address>;
  #own: ValueTable | (() => ValueTable);

  /** @param own may come when it is first asked for: most scenes of a large show are never looked into */
  constructor(
    own: ValueTable | (() => ValueTable),
    base: ValueTable = nothing,
    absent: ReadonlySet<Address> = noAddresses,
  ) {
    this.#own = own;
    this.base = base;
    this.absent = absent;
  }

  get own(): ValueTable {
    if (typeof this.#own === 'function') this.#own = this.#own();
    return this.#own;
  }

  get(address: Address): SceneValue | undefined {
    const value = this.own.get(address);
    if (value !== undefined) return value;
    return this.absent.has(address) ? undefined : this.base.get(address);
  }

  *[Symbol.iterator](): Generator<readonly [Address, SceneValue]> {
    const { own } = this;
    for (const [address, value] of this.base) {
      if (own.has(address) || this.absent.has(address)) continue;
      yield [address, value];
    }
    yield* own;
  }

  /** The same as iterating, several times faster. */
  forEach(action: (value: SceneValue, address: Address) => void): void {
    const { own } = this;
    this.base.forEach((value, address) => {
      if (!own.has(address) && !this.absent.has(address)) action(value, address);
    });
    own.forEach((value, address) => {
      action(value, address);
    });
  }

  /** How many values there are. */
  get size(): number {
    if (this.base.size === 0) return this.own.size;
    let count = 0;
    for (const _ of this) count++;
    return count;
  }

  /** The same values over another shared table. */
  over(base: ValueTable): SceneValues {
    if (base === this.base) return this;
    const own = new Map<Address, SceneValue>();
    for (const [address, value] of this) if (base.get(address) !== value) own.set(address, value);
    const absent = new Set<Address>();
    for (const address of base.keys()) if (this.get(address) === undefined) absent.add(address);
    return new SceneValues(own, base, absent);
  }
}
