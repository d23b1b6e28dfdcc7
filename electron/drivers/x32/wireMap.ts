import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { type Bindings, combinations, substitute } from '../../../shared/desk/pattern.ts';
import type { ParamRow } from '../../../shared/desk/profile.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { WireCodec } from './wireCodec.ts';
import type { Leaf, NodeRow, Section } from './wireRow.ts';

/** One concrete wire address with the parameter behind it, or the parameters of its bits. */
export interface WireParam {
  /** Full OSC address: `/ch/01/mix/fader`. */
  readonly path: string;
  readonly codec: WireCodec;
  /** One id, or one for each bit from bit 0 on. */
  readonly ids: readonly ParamId[];
  readonly isBitmap: boolean;
  readonly node: WireNode;
  readonly setByText: boolean;
}

/** One concrete text node: `ch/01/mix` with its parameters in the order of the line. */
export interface WireNode {
  readonly path: string;
  readonly params: readonly WireParam[];
  /** Its values are asked for one by one. */
  readonly single: boolean;
}

/** The whole address set of one firmware generation, expanded. */
export interface WireMap {
  readonly schema: Schema;
  /** In the order of scene files; nodes of single values last. */
  readonly nodes: readonly WireNode[];
  readonly nodeOf: ReadonlyMap<string, WireNode>;
  readonly paramOf: ReadonlyMap<string, WireParam>;
  /** By parameter id. */
  readonly byId: readonly WireParam[];
}

const isIn = (row: { readonly sinceFirmware?: number }, firmware: number) => (row.sinceFirmware ?? 0) <= firmware;

/** Joins two parts of a path, either of which may be empty. Done for each of thousands of addresses, so without lists. */
const join = (head: string, tail: string) => (tail === '' ? head : head === '' ? tail : `${head}/${tail}`);

/** A leaf of an odd-only row has the ranges of its node with a step of 2. */
const modelPattern = (section: Section, row: NodeRow, leaf: Leaf) =>
  join(join(section.model, leaf.oddOnly ? row.model.replace(/(\.\.\d+)\}/, '$1:2}') : row.model), leaf.model);

/** The profile's rows of all sections: what the model has on this firmware, written down once in the wire rows. */
export function paramRows(sections: readonly Section[], firmware: number): readonly ParamRow[] {
  const rows: ParamRow[] = [];
  for (const section of sections) {
    for (const row of section.nodes.filter((each) => isIn(each, firmware))) {
      for (const leaf of row.leaves.filter((each) => isIn(each, firmware))) {
        const pattern = modelPattern(section, row, leaf);
        rows.push(
          leaf.defaults?.length
            ? { pattern, spec: leaf.codec.spec, defaults: leaf.defaults }
            : { pattern, spec: leaf.codec.spec },
        );
      }
    }
  }
  return rows;
}

/** A leaf while its node's repetitions are gone through. */
interface LeafCursor {
  readonly leaf: Leaf;
  /** The id of the next address of its pattern. */
  next: ParamId | undefined;
}

/**
 * Expands the sections against a schema that was built from their {@link paramRows}, in steps of a ms or so. A schema numbers the
 * addresses of one pattern one after the other, and both go through the ranges in the same order: only the first address of a leaf
 * is looked up. @throws if the schema lacks an address of the rows
 */
export function* wireMapSteps(
  sections: readonly Section[],
  schema: Schema,
  firmware: number,
): Generator<undefined, WireMap> {
  const nodes: WireNode[] = [];
  const byId = new Array<WireParam>(schema.size);
  const paramOf = new Map<string, WireParam>();

  const addParam = (node: WireNode, leaf: Leaf, wire: string, ids: readonly ParamId[]): WireParam => {
    const param: WireParam = {
      path: `/${join(node.path, wire)}`,
      codec: leaf.codec,
      ids,
      isBitmap: leaf.bits !== undefined,
      node,
      setByText: leaf.setByText ?? false,
    };
    paramOf.set(param.path, param);
    for (const id of ids) byId[id] = param;
    return param;
  };

  const addLeaf = (node: WireNode, target: WireParam[], cursor: LeafCursor, model: string, bindings: Bindings) => {
    const { leaf } = cursor;
    const each = leaf.model.includes('{') ? combinations(leaf.model, bindings) : [bindings];
    const first = each[0] as Bindings;
    const from = cursor.next ?? schema.need(substitute(join(model, leaf.model), first));
    cursor.next = from + each.length;
    if (leaf.bits) {
      const ids = each.map((_, bit) => from + bit);
      target.push(addParam(node, leaf, substitute(leaf.wire, first), ids));
    } else {
      for (const [index, own] of each.entries())
        target.push(addParam(node, leaf, substitute(leaf.wire, own), [from + index]));
    }
  };

  for (const section of sections) {
    const rows = section.nodes.filter((row) => isIn(row, firmware));
    const cursors = rows.map((row): readonly LeafCursor[] =>
      row.leaves.filter((leaf) => isIn(leaf, firmware)).map((leaf) => ({ leaf, next: undefined })),
    );
    for (const outer of combinations(section.model)) {
      const outerPath = substitute(section.wire, outer);
      for (const [index, row] of rows.entries()) {
        const model = join(section.model, row.model);
        for (const bindings of combinations(row.model, outer)) {
          const params: WireParam[] = [];
          const node = { path: join(outerPath, substitute(row.wire, bindings)), params, single: row.single ?? false };
          const isOdd = (bindings.b ?? 1) % 2 === 1;
          for (const cursor of cursors[index] ?? [])
            if (isOdd || !cursor.leaf.oddOnly) addLeaf(node, params, cursor, model, bindings);
          nodes.push(node);
        }
      }
      yield;
    }
  }
  return { schema, nodes, nodeOf: new Map(nodes.map((node) => [node.path, node])), paramOf, byId };
}

/** Looks up values while a message or line is made. */
export type LookUp = (id: ParamId) => ParamValue | undefined;

/** The int of a bitmap; `undefined` if a bit is unknown: unknown is never 0. */
export function bitmapOf(param: WireParam, lookUp: LookUp): number | undefined {
  let bitmap = 0;
  for (let bit = 0; bit < param.ids.length; bit++) {
    const value = lookUp(param.ids[bit] as ParamId);
    if (value === undefined) return undefined;
    if (value) bitmap |= 1 << bit;
  }
  return bitmap;
}
