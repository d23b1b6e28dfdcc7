import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { PartTest } from './patterns.ts';

/** Addresses by their parts: whatever begins otherwise than a pattern is passed by as one. */
interface Branch {
  id: ParamId | undefined;
  readonly further: Map<string, Branch>;
}

const trees = new WeakMap<Schema, Branch>();
const branch = (): Branch => ({ id: undefined, further: new Map() });

function treeOf(schema: Schema): Branch {
  const known = trees.get(schema);
  if (known) return known;
  const root = branch();
  for (const [id, address] of schema.addresses.entries()) {
    let at = root;
    for (const part of address.split('/')) {
      const next = at.further.get(part) ?? branch();
      at.further.set(part, next);
      at = next;
    }
    at.id = id;
  }
  trees.set(schema, root);
  return root;
}

/** Parameters whose address fits a pattern, in the order of the desk's table. */
export function idsLike(schema: Schema, tests: readonly PartTest[]): readonly ParamId[] {
  let reached: readonly Branch[] = [treeOf(schema)];
  for (const test of tests) {
    const next: Branch[] = [];
    for (const { further } of reached) for (const [part, each] of further) if (test(part)) next.push(each);
    reached = next;
  }
  return reached.flatMap(({ id }) => (id === undefined ? [] : [id])).toSorted((a, b) => a - b);
}
