import type { FlowNode } from './flowPlan.ts';
import { hopsFrom, isWired } from './hops.ts';
import type { SignalFlow } from './signalFlow.ts';

/**
 * What is patched to what, wherever faders, mutes and DCAs stand at the moment. What is not read yet is taken to be patched, so that
 * nothing is called dead that may live.
 */
export class Wiring {
  readonly #flow: SignalFlow;
  /** Nodes that get a signal from somewhere. */
  readonly fed: ReadonlySet<FlowNode>;

  constructor(flow: SignalFlow) {
    this.#flow = flow;
    this.fed = this.reachableFrom(flow.plan.nodes.filter((node) => this.#hasOwnSignal(node)));
  }

  /** Nodes that signals from these can come to, these included. */
  reachableFrom(starts: readonly FlowNode[]): ReadonlySet<FlowNode> {
    const reached = new Set(starts);
    for (const node of reached) {
      for (const hop of hopsFrom(this.#flow, node)) if (isWired(this.#flow, hop, true)) reached.add(hop.to);
    }
    return reached;
  }

  /** A socket feeds it, or the desk's talkback may. */
  #hasOwnSignal(node: FlowNode): boolean {
    const { book, state } = this.#flow;
    if (node.layer === 0) {
      const isReturn = book.effects.some(({ returnStrip }) => returnStrip === node.strip);
      if (book.stripSources.has(node.strip))
        return ['socket', 'desk', 'unknown'].includes(book.feedOf(state, node.strip).from);
      return !isReturn;
    }
    return talkSwitches.some((base) => state.at(`${base}/to/${node.strip}`) === 1);
  }
}

const talkSwitches = ['talkback/a', 'talkback/b'];
