import { kindOfStrip, type StripAddress, type StripKind } from '../desk/address.ts';
import { type TapPoint, tapPoints } from '../desk/profile.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import { patchBookOf } from './patchBook.ts';

/** Stands for a parameter that the desk does not have. */
export const absent = -1;

/** A DCA or mute group with the switch that makes a strip its member. */
export interface Membership {
  readonly kind: 'dca' | 'muteGroup';
  readonly number: number;
  readonly assigned: ParamId;
  readonly mute: ParamId;
  /** `absent` for mute groups. */
  readonly fader: ParamId;
}

/** A place where signals are summed and leave together: a strip, or one side of the stereo main. */
export interface FlowNode {
  readonly strip: StripAddress;
  readonly side?: 'left' | 'right';
  readonly index: number;
  /** 0 inputs, 1 busses, 2 mains, 3 matrices: sends to a higher layer need no care for cycles. */
  readonly layer: number;
  readonly trim: ParamId;
  readonly fader: ParamId;
  readonly mute: ParamId;
  readonly pan: ParamId;
  readonly memberships: readonly Membership[];
}

/** A way from one node to another. */
export interface FlowEdge {
  readonly kind: 'send' | 'main' | 'mono';
  readonly from: number;
  readonly to: number;
  /** Switch of the send or of the assignment. */
  readonly on: ParamId;
  /** Level of the send or to the mono main; `absent` where it passes at unity. */
  readonly level: ParamId;
  /** The send's own pan; a strip's pan for mains. */
  readonly pan: ParamId;
  readonly panFollow: ParamId;
  readonly tap: ParamId;
  /** Tap points by the option of `tap`. */
  readonly taps: readonly TapPoint[];
  /** Says that the destination is one side of a pair, and which. */
  readonly link: ParamId;
  readonly side: 'left' | 'right';
}

const layers: Readonly<Partial<Record<StripKind, number>>> = {
  channel: 0,
  auxIn: 0,
  fxReturn: 0,
  bus: 1,
  main: 2,
  matrix: 3,
};

/** Everything about a desk's signal flow that does not change with its values. */
export interface FlowPlan {
  readonly schema: Schema;
  /** In the order of their layers. */
  readonly nodes: readonly FlowNode[];
  /** How many nodes stand before the busses. */
  readonly inputCount: number;
  /** Edges that lead to a higher layer, by their first node: those of node n are `firstEdge[n]` to before `firstEdge[n + 1]`. */
  readonly edges: readonly FlowEdge[];
  readonly firstEdge: Int32Array;
  /** Edges to the same or a lower layer, such as from bus to bus. */
  readonly backEdges: readonly FlowEdge[];
  /** Nodes of a strip: two for the stereo main. */
  nodesOf(strip: StripAddress): readonly FlowNode[];
  /**
   * For each parameter the group of nodes whose gains it may change, or −1 for none, −2 for the patch;
   * see {@link dirtyGroups}.
   */
  readonly dirtyGroup: Int32Array;
  readonly dirtyGroups: readonly Int32Array[];
}

export const noneDirty = -1;
export const patchDirty = -2;

const plans = new WeakMap<Schema, FlowPlan>();

/** The plan of a desk, made once. */
export function flowPlanOf(schema: Schema): FlowPlan {
  let plan = plans.get(schema);
  if (!plan) {
    plan = makePlan(schema);
    plans.set(schema, plan);
  }
  return plan;
}

function makePlan(schema: Schema): FlowPlan {
  const nodes = makeNodes(schema);
  const byStrip = new Map<StripAddress, FlowNode[]>();
  for (const node of nodes) byStrip.set(node.strip, [...(byStrip.get(node.strip) ?? []), node]);
  const edges: FlowEdge[] = [];
  const backEdges: FlowEdge[] = [];
  const firstEdge = new Int32Array(nodes.length + 1);
  for (const node of nodes) {
    for (const edge of edgesOf(schema, node, nodes)) {
      (node.layer < (nodes[edge.to] as FlowNode).layer ? edges : backEdges).push(edge);
    }
    firstEdge[node.index + 1] = edges.length;
  }
  return {
    schema,
    nodes,
    inputCount: nodes.filter(({ layer }) => layer === 0).length,
    edges,
    firstEdge,
    backEdges,
    nodesOf: (strip) => byStrip.get(strip) ?? [],
    ...dirtyTable(schema, nodes, [...edges, ...backEdges]),
  };
}

function makeNodes(schema: Schema): readonly FlowNode[] {
  const id = (address: string) => schema.idOf(address) ?? absent;
  const places = schema.profile.strips
    .flatMap(({ kind, strips }) => {
      const layer = layers[kind];
      return layer === undefined ? [] : strips.map((strip) => ({ strip, layer }));
    })
    .flatMap(({ strip, layer }) =>
      strip === 'main/stereo'
        ? (['left', 'right'] as const).map((side) => ({ strip, layer, side }))
        : [{ strip, layer }],
    )
    .toSorted((a, b) => a.layer - b.layer);
  return places.map((place, index) => ({
    ...place,
    index,
    trim: id(`${place.strip}/preamp/trim`),
    fader: id(`${place.strip}/fader`),
    mute: id(`${place.strip}/mute`),
    pan: id(`${place.strip}/pan`),
    memberships: membershipsOf(schema, place.strip),
  }));
}

function membershipsOf(schema: Schema, strip: StripAddress): readonly Membership[] {
  const found: Membership[] = [];
  for (const kind of ['dca', 'muteGroup'] as const) {
    for (let number = 1; schema.has(`${kind}/${number}/mute`); number++) {
      const assigned = schema.idOf(`${strip}/assign/${kind}/${number}`);
      if (assigned === undefined) continue;
      const fader = schema.idOf(`${kind}/${number}/fader`) ?? absent;
      found.push({ kind, number, assigned, mute: schema.need(`${kind}/${number}/mute`), fader });
    }
  }
  return found;
}

/** Whether a place in a row is the left or the right of its pair. */
const sideAt = (index: number) => (index % 2 === 0 ? 'left' : 'right');

function* edgesOf(schema: Schema, from: FlowNode, nodes: readonly FlowNode[]): Generator<FlowEdge> {
  const id = (address: string) => schema.idOf(address) ?? absent;
  for (const to of nodes) {
    if (to.strip === from.strip) continue;
    const common = { from: from.index, to: to.index };
    const base = `${from.strip}/send/${to.strip}`;
    const kind = kindOfStrip(to.strip);
    if (kind === 'main') {
      const on = id(to.strip === 'main/mono' ? `${from.strip}/assign/mono` : `${from.strip}/assign/main`);
      if (on === absent) continue;
      const fixed = { on, panFollow: absent, tap: absent, taps: [], link: absent };
      yield to.side
        ? { ...common, ...fixed, kind: 'main', level: absent, pan: from.pan, side: to.side }
        : { ...common, ...fixed, kind: 'mono', level: id(`${from.strip}/monoLevel`), pan: absent, side: 'left' };
      continue;
    }
    if (!schema.has(`${base}/level`) && !schema.has(`${base}/on`)) continue;
    const tap = id(`${base}/tap`);
    const spec = tap === absent ? undefined : schema.specOf(tap);
    const place = schema.profile.strips.find((group) => group.kind === kind)?.strips.indexOf(to.strip) ?? 0;
    yield {
      ...common,
      kind: 'send',
      on: id(`${base}/on`),
      level: id(`${base}/level`),
      pan: id(`${base}/pan`),
      panFollow: id(`${base}/panFollow`),
      tap,
      taps: spec?.kind === 'choice' ? spec.options.filter(isTapPoint) : [],
      link: id(`link/${kind}/${place - (place % 2) + 1}`),
      side: sideAt(place),
    };
  }
}

function isTapPoint(option: string): option is TapPoint {
  return (tapPoints as readonly string[]).includes(option);
}

/** Which nodes have to be worked out again when a parameter changes. */
function dirtyTable(schema: Schema, nodes: readonly FlowNode[], edges: readonly FlowEdge[]) {
  const nodesById = new Map<ParamId, Set<number>>();
  const mark = (id: ParamId, node: number) => {
    if (id === absent) return;
    const marked = nodesById.get(id);
    if (marked) marked.add(node);
    else nodesById.set(id, new Set([node]));
  };
  for (const { index, trim, fader, mute, pan, memberships } of nodes) {
    for (const id of [trim, fader, mute, pan]) mark(id, index);
    for (const membership of memberships)
      for (const id of [membership.assigned, membership.mute, membership.fader]) mark(id, index);
  }
  for (const { from, on, level, pan, panFollow, tap, link } of edges)
    for (const id of [on, level, pan, panFollow, tap, link]) mark(id, from);
  const dirtyGroup = new Int32Array(schema.size).fill(noneDirty);
  const dirtyGroups: Int32Array[] = [];
  for (const [id, marked] of nodesById) {
    dirtyGroup[id] = dirtyGroups.length;
    dirtyGroups.push(Int32Array.from(marked));
  }
  for (const id of patchBookOf(schema).patchIds()) dirtyGroup[id] = patchDirty;
  return { dirtyGroup, dirtyGroups };
}
