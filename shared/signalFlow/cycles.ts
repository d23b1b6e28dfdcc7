import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { DeskDiff } from '../desk/diff.ts';
import type { FlowNode } from './flowPlan.ts';
import { type Hop, hopsFrom, isWired } from './hops.ts';
import { SignalFlow } from './signalFlow.ts';
import { dbOfPower, times } from './stageGains.ts';

/** A circle in which a signal comes back to where it was: feedback. */
export interface Cycle {
  /** Strips and effects in the order in which the signal passes them, each once. */
  readonly stops: readonly Address[];
  /** Gain of one round in dB with all faders and mutes as they stand; −∞ if something shuts it for the moment. */
  readonly gainDb: number | undefined;
  /** "Reverb L → bus 15 → Effect 1 → Reverb L". */
  readonly sentence: string;
}

/** Circles longer or more numerous than this are not told. */
const mostCycles = 50;

/**
 * The circles that are patched on a desk: a return sent to its own effect's bus, two effects that feed each other, a bus that
 * comes back to a channel in it. A circle that a fader or a mute shuts for the moment is one too.
 * @param desk a desk's state, or its signal flow where that is kept up to date already.
 */
export function cycles(desk: DeskState | SignalFlow): readonly Cycle[] {
  const flow = desk instanceof SignalFlow ? desk : new SignalFlow(desk);
  const found = new Map<string, Cycle>();
  for (const back of flow.gains.returns) {
    const from = flow.plan.nodes[back.from] as FlowNode;
    const to = flow.plan.nodes[back.to] as FlowNode;
    const closing: Hop = { from, to, back, power: flow.gains.returnPower(back) };
    walkBack(flow, to, from, [], new Set(), (hops) => {
      const stops = stopsOf([closing, ...hops]);
      const key = stops.toSorted().join(' ');
      if (found.size >= mostCycles || found.has(key)) return;
      const power = [closing, ...hops].reduce((product, hop) => times(product, hop.power), 1);
      found.set(key, {
        stops,
        gainDb: Number.isNaN(power) ? undefined : dbOfPower(power),
        sentence: [...stops, stops[0] as Address].map((stop) => flow.nameOf(stop)).join(' \u2192 '),
      });
    });
  }
  return [...found.values()];
}

/**
 * Circles that changes would make, without making them.
 * @returns only those that are not there yet.
 */
export function cyclesMadeBy(state: DeskState, changes: DeskDiff): readonly Cycle[] {
  const after = state.copy();
  after.merge(changes);
  const known = new Set(cycles(state).map(({ stops }) => stops.toSorted().join(' ')));
  return cycles(after).filter(({ stops }) => !known.has(stops.toSorted().join(' ')));
}

/** Follows patched steps from a node until the goal. */
function walkBack(
  flow: SignalFlow,
  node: FlowNode,
  goal: FlowNode,
  hops: readonly Hop[],
  visited: Set<FlowNode>,
  tell: (hops: readonly Hop[]) => void,
): void {
  if (node === goal) {
    tell(hops);
    return;
  }
  visited.add(node);
  for (const hop of hopsFrom(flow, node)) {
    if (visited.has(hop.to) || !isWired(flow, hop) || !leadsTo(flow, hop.to, goal, new Set(visited))) continue;
    walkBack(flow, hop.to, goal, [...hops, hop], visited, tell);
  }
  visited.delete(node);
}

/** Whether patched steps lead from a node to a goal without those that were passed. */
function leadsTo(flow: SignalFlow, node: FlowNode, goal: FlowNode, passed: Set<FlowNode>): boolean {
  if (node === goal) return true;
  passed.add(node);
  for (const hop of hopsFrom(flow, node))
    if (!passed.has(hop.to) && isWired(flow, hop) && leadsTo(flow, hop.to, goal, passed)) return true;
  return false;
}

/** Begins with the strip at which the signal comes back. */
function stopsOf(hops: readonly Hop[]): readonly Address[] {
  const [closing, ...others] = hops;
  if (!closing) return [];
  const stops: Address[] = [closing.to.strip];
  for (const { to, back } of [...others, closing]) {
    if (back?.effect !== undefined) stops.push(back.effect);
    stops.push(to.strip);
  }
  return [...new Set(stops)];
}
