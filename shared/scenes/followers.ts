import { type Address, stripOf } from '../desk/address.ts';
import type { ParamId, Schema } from '../desk/schema.ts';

/** `link/channel/3`: the pair of channels 3 and 4. */
const linkPattern = /^link\/(channel|auxIn|fxReturn|bus|matrix)\/(\d+)$/;
const effectPattern = /^fx\/\d+(?=\/type$)/;

/** What lies under an address, by prefix; made once for a schema. */
const families = new WeakMap<Schema, ReadonlyMap<Address, readonly ParamId[]>>();

function familiesOf(schema: Schema): ReadonlyMap<Address, readonly ParamId[]> {
  const known = families.get(schema);
  if (known) return known;
  const found = new Map<Address, ParamId[]>();
  for (const [id, address] of schema.addresses.entries()) {
    const isPan = /\/pan$/.test(address);
    const head = isPan ? stripOf(address) : /^fx\/\d+(?=\/param\/)/.exec(address)?.[0];
    if (head === undefined) continue;
    const ids = found.get(head);
    if (ids) ids.push(id);
    else found.set(head, [id]);
  }
  families.set(schema, found);
  return found;
}

/**
 * What a desk moves by itself when a parameter changes: pans of a pair that is linked or divided, everything of an effect that is
 * exchanged for another.
 */
export function forcedBy(schema: Schema, id: ParamId): readonly ParamId[] {
  const address = schema.addressOf(id);
  const [, kind, number] = linkPattern.exec(address) ?? [];
  if (kind !== undefined) {
    const all = familiesOf(schema);
    return [`${kind}/${number}`, `${kind}/${Number(number) + 1}`].flatMap((strip) => all.get(strip) ?? []);
  }
  const effect = effectPattern.exec(address)?.[0];
  return effect === undefined ? [] : (familiesOf(schema).get(effect) ?? []);
}
