import type { StripAddress } from '../desk/address.ts';
import { absent, type FlowEdge, type FlowNode } from './flowPlan.ts';
import type { ReturnEdge } from './returnEdges.ts';
import type { FlowEnd, SignalFlow } from './signalFlow.ts';
import { isBehindFader, levelPowerOf, numberAt, panPowerOf, tapOf, times } from './stageGains.ts';

/** One step of a signal, from the input of a node to the input of the next. */
export interface Hop {
  readonly from: FlowNode;
  readonly to: FlowNode;
  /** Through a send or an assignment … */
  readonly edge?: FlowEdge;
  /** … or back through an effect or a patch. */
  readonly back?: ReturnEdge;
  /** Power gain of the whole step. */
  readonly power: number;
}

/** All steps that the desk offers from a node, open or not. */
export function* hopsFrom(flow: SignalFlow, from: FlowNode): Generator<Hop> {
  const { edges, firstEdge, nodes } = flow.plan;
  for (let index = firstEdge[from.index] as number; index < (firstEdge[from.index + 1] as number); index++) {
    const edge = edges[index] as FlowEdge;
    yield { from, to: nodes[edge.to] as FlowNode, edge, power: flow.gains.weightOf(index) };
  }
  for (const back of flow.gains.returns) {
    if (back.from !== from.index) continue;
    yield { from, to: nodes[back.to] as FlowNode, back, power: flow.gains.returnPower(back) };
  }
}

/** Whether a step leaves its node behind the fader; `undefined` while its tap is not read yet. */
export function leavesBehindFader(flow: SignalFlow, { edge, back }: Hop): boolean | undefined {
  if (back) return !back.isPre;
  const tap = edge && tapOf(flow.state, edge);
  return tap === undefined ? undefined : isBehindFader(tap);
}

/**
 * Whether a step is patched: its switch is on and its level is not all the way down, wherever faders and mutes stand now.
 * @param ifUnknown the answer while that is not read yet.
 */
export function isWired(flow: SignalFlow, { edge, back, from }: Hop, ifUnknown = false): boolean {
  if (back) return true;
  if (!edge) return false;
  const tap = tapOf(flow.state, edge);
  const power = times(levelPowerOf(flow.state, edge, tap), panPowerOf(flow.state, edge, from, tap));
  return Number.isNaN(power) ? ifUnknown : power > 0;
}

/** Ways longer or more numerous than anybody can follow are not looked for. */
const mostPaths = 400;

/** A chain of open steps between two places. */
export interface Way {
  readonly start: FlowEnd;
  readonly end: FlowEnd;
  readonly hops: readonly Hop[];
  readonly power: number;
}

/** All open ways between the starts of a source and the ends of a destination; no way passes a node twice. */
export function openWays(flow: SignalFlow, starts: readonly FlowEnd[], ends: readonly FlowEnd[]): readonly Way[] {
  const found: Way[] = [];
  const visited = new Set<FlowNode>();
  const walk = (start: FlowEnd, node: FlowNode, hops: readonly Hop[], power: number): void => {
    if (found.length >= mostPaths) return;
    for (const end of ends) {
      const reached = end.node === node ? times(power, end.power) : 0;
      if (reached !== 0) found.push({ start, end, hops, power: reached });
    }
    visited.add(node);
    for (const hop of hopsFrom(flow, node)) {
      if (hop.power === 0 || visited.has(hop.to) || !canReach(flow, hop.to, ends)) continue;
      walk(start, hop.to, [...hops, hop], times(power, hop.power));
    }
    visited.delete(node);
  };
  for (const start of starts) if (start.power !== 0) walk(start, start.node, [], start.power);
  return found;
}

const canReach = (flow: SignalFlow, node: FlowNode, ends: readonly FlowEnd[]): boolean =>
  ends.some((end) => flow.gains.between(node, end.node) !== 0);

/** The strips that a way passes, its first and last ones included, each once where both sides of a main are passed. */
export function stripsAlong({ start, hops }: Way): readonly StripAddress[] {
  return [start.node.strip, ...hops.map(({ to }) => to.strip)];
}

/**
 * The way that a signal would most plainly take if it were open: without effects, with few steps, with little in between.
 * @param blockersOf how many things stand in the way of a step.
 */
export function plainestWay(
  flow: SignalFlow,
  starts: readonly FlowEnd[],
  ends: readonly FlowEnd[],
  blockersOf: (hop: Hop) => number,
): readonly Hop[] | undefined {
  const cost = new Map<FlowNode, number>(starts.map(({ node }) => [node, 0]));
  const arrivedBy = new Map<FlowNode, Hop>();
  const settled = new Set<FlowNode>();
  for (;;) {
    let nearest: FlowNode | undefined;
    for (const [node, spent] of cost)
      if (!settled.has(node) && (!nearest || spent < (cost.get(nearest) as number))) nearest = node;
    if (!nearest) return undefined;
    if (ends.some(({ node }) => node === nearest)) return traceBack(nearest, arrivedBy);
    settled.add(nearest);
    for (const hop of hopsFrom(flow, nearest)) {
      const spent = (cost.get(nearest) as number) + (hop.back ? 10_000 : 100) + Math.min(blockersOf(hop), 50);
      if (spent >= (cost.get(hop.to) ?? Number.POSITIVE_INFINITY)) continue;
      cost.set(hop.to, spent);
      arrivedBy.set(hop.to, hop);
    }
  }
}

function traceBack(end: FlowNode, arrivedBy: ReadonlyMap<FlowNode, Hop>): readonly Hop[] {
  const hops: Hop[] = [];
  for (let hop = arrivedBy.get(end); hop; hop = arrivedBy.get(hop.from)) hops.unshift(hop);
  return hops;
}

/** DCAs that a node is a member of, by their numbers. */
export function dcasOf(
  flow: SignalFlow,
  node: FlowNode,
): readonly { readonly number: number; readonly fader: number }[] {
  return node.memberships
    .filter(({ fader, assigned }) => fader !== absent && numberAt(flow.state, assigned, 0) === 1)
    .map(({ number, fader }) => ({ number, fader }));
}
