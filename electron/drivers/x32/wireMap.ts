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

const join = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('/');

/** A leaf of an odd-only row has the ranges of its node with a step of 2. */
const modelPattern = (section: Section, row: NodeRow, leaf: Leaf) =>
  join(section.model, leaf.oddOnly ? row.model.replace(/(\.\.\d+)\}/, '$1:2}') : row.model, leaf.model);

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

/** Expands the sections against a schema that was built from their {@link paramRows}. */
export function buildWireMap(sections: readonly Section[], schema: Schema, firmware: number): WireMap {
  const nodes: WireNode[] = [];
  const byId: WireParam[] = [];
  const paramOf = new Map<string, WireParam>();

  const addLeaf = (
    node: WireNode,
    target: WireParam[],
    section: Section,
    row: NodeRow,
    leaf: Leaf,
    bindings: Bindings,
  ) => {
    const model = join(section.model, row.model, leaf.model);
    const perAddress = combinations(model, bindings);
    const groups = leaf.bits ? [perAddress] : perAddress.map((each) => [each]);
    for (const group of groups) {
      const param: WireParam = {
        path: `/${join(node.path, substitute(leaf.wire, group[0] as Bindings))}`,
        codec: leaf.codec,
        ids: group.map((each) => schema.need(substitute(model, each))),
        isBitmap: leaf.bits !== undefined,
        node,
        setByText: leaf.setByText ?? false,
      };
      target.push(param);
      paramOf.set(param.path, param);
      for (const id of param.ids) byId[id] = param;
    }
  };

  for (const section of sections) {
    for (const outer of combinations(section.model)) {
      for (const row of section.nodes.filter((each) => isIn(each, firmware))) {
        for (const bindings of combinations(row.model, outer)) {
          const params: WireParam[] = [];
          const node: WireNode = {
            path: join(substitute(section.wire, outer), substitute(row.wire, bindings)),
            params,
            single: row.single ?? false,
          };
          const isOdd = (bindings.b ?? 1) % 2 === 1;
          for (const leaf of row.leaves) {
            if (isIn(leaf, firmware) && (isOdd || !leaf.oddOnly)) addLeaf(node, params, section, row, leaf, bindings);
          }
          nodes.push(node);
        }
      }
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
