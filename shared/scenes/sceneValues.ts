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
  readonly own: ValueTable;
  readonly absent: ReadonlySet<Address>;

  constructor(own: ValueTable, base: ValueTable = nothing, absent: ReadonlySet<Address> = noAddresses) {
    this.own = own;
    this.base = base;
    this.absent = absent;
  }

  get(address: Address): SceneValue | undefined {
    const own = this.own.get(address);
    if (own !== undefined) return own;
    return this.absent.has(address) ? undefined : this.base.get(address);
  }

  *[Symbol.iterator](): Generator<readonly [Address, SceneValue]> {
    for (const [address, value] of this.base) {
      if (this.own.has(address) || this.absent.has(address)) continue;
      yield [address, value];
    }
    yield* this.own;
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
