import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { FlowEdge, FlowPlan } from './flowPlan.ts';
import { type PatchFeed, patchBookOf } from './patchBook.ts';
import { isBehindFader, levelPowerOf, panPowerOf, tapOf } from './stageGains.ts';

/**
 * A way back: from a mix to a strip that stands before it or beside it. Only these can close a circle. What an effect does to the
 * level is not known: it counts as unity.
 */
export interface ReturnEdge {
  /** Nodes by index. */
  readonly from: number;
  readonly to: number;
  /** The effect on the way, such as `fx/1`. */
  readonly effect?: Address;
  /** A send between equal layers; absent for effects and for strips that a mix feeds. */
  readonly send?: FlowEdge;
  /** Power gain behind the source's own gains. */
  readonly level: number;
  /** Taken before the source's fader. */
  readonly isPre: boolean;
}

/** The ways back that are patched now. */
export function activeReturns(plan: FlowPlan, state: DeskState): readonly ReturnEdge[] {
  const book = patchBookOf(plan.schema);
  const found: ReturnEdge[] = [];
  const add = (feed: PatchFeed, to: number, effect?: Address) => {
    if (feed.from !== 'strip') return;
    for (const node of plan.nodesOf(feed.strip)) {
      if (feed.side !== undefined && node.side !== feed.side) continue;
      found.push({ from: node.index, to, level: 1, isPre: false, ...(effect === undefined ? {} : { effect }) });
    }
  };
  /** What an effect gives back at one of its returns goes to a strip. */
  const addReturn = (returnStrip: string, to: number) => {
    for (const way of book.effects) if (way.returnStrip === returnStrip) add(book.effectFeed(state, way), to, way.slot);
  };
  for (const { returnStrip } of book.effects)
    for (const { index } of plan.nodesOf(returnStrip)) addReturn(returnStrip, index);
  for (const strip of book.stripSources.keys()) {
    const feed = book.stripFeeding(state, strip);
    if (feed?.from !== 'strip') continue;
    for (const { index } of plan.nodesOf(strip)) {
      if (book.effects.some((way) => way.returnStrip === feed.strip)) addReturn(feed.strip, index);
      else add(feed, index);
    }
  }
  for (const send of plan.backEdges) {
    const tap = tapOf(state, send);
    const source = plan.nodes[send.from];
    const level = levelPowerOf(state, send, tap);
    if (level === 0 || !source) continue;
    const isPre = !isBehindFader(tap);
    found.push({ from: send.from, to: send.to, send, level: level * panPowerOf(state, send, source, tap), isPre });
  }
  return found;
}
