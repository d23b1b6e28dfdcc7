import { type Address, kindOfStrip, numberOfStrip, type StripAddress } from '../desk/address.ts';
import type { ParamId } from '../desk/schema.ts';
import { absent, type FlowEdge, type FlowNode } from './flowPlan.ts';
import { dcasOf, type Hop, leavesBehindFader } from './hops.ts';
import type { FlowEnd, SignalFlow } from './signalFlow.ts';
import { levelPowerOf, numberAt, panPowerOf, tapOf } from './stageGains.ts';
import { dcaName } from './stages.ts';

/** Something that keeps a signal from going on. */
export interface Blocker {
  /** The parameter that does it, to go there and open it. */
  readonly address: Address;
  /** The strip in which it sits. */
  readonly strip: StripAddress;
  /** "its send to bus 3 is off"; `its` is the source of the trace. */
  readonly words: string;
  /** Whether it is known to block; `false` while the value is not read yet. */
  readonly isKnown: boolean;
}

/** "bus 3", "matrix 1", "the main", "the mono main". */
export function plainPlace(strip: StripAddress): string {
  if (strip === 'main/mono') return 'the mono main';
  const number = numberOfStrip(strip);
  return number === undefined ? 'the main' : `${kindOfStrip(strip)} ${number}`;
}

/** How a strip is spoken of: the source of the trace as "it", others by name. */
interface Voice {
  readonly subject: string;
  readonly object: string;
  readonly possessive: string;
}

/** Collects what blocks, in words about one strip. */
class BlockerList {
  readonly found: Blocker[] = [];
  readonly #flow: SignalFlow;
  readonly #source: StripAddress;

  constructor(flow: SignalFlow, source: StripAddress) {
    this.#flow = flow;
    this.#source = source;
  }

  voiceOf(strip: StripAddress): Voice {
    if (strip === this.#source) return { subject: 'it', object: 'it', possessive: 'its' };
    const name = this.#flow.nameOf(strip);
    return { subject: name, object: name, possessive: `${name}\u2019s` };
  }

  /** Notes a parameter if it blocks, or if it is not read yet. */
  check(id: ParamId, strip: StripAddress, what: string, blocks: (value: number) => boolean, words: string): void {
    if (id === absent) return;
    const value = numberAt(this.#flow.state, id, 0);
    const isKnown = !Number.isNaN(value);
    if (isKnown && !blocks(value)) return;
    const address = this.#flow.state.schema.addressOf(id);
    this.found.push({ address, strip, isKnown, words: isKnown ? words : `${what} is not read yet` });
  }
}

const isOn = (value: number) => value === 1;
const isOff = (value: number) => value === 0;
const isDown = (value: number) => value === -Infinity;

function checkMutes(flow: SignalFlow, list: BlockerList, node: FlowNode): void {
  const { strip } = node;
  const { subject, object, possessive } = list.voiceOf(strip);
  list.check(node.mute, strip, `${possessive} mute`, isOn, `${subject} is muted`);
  for (const { kind, number, assigned, mute } of node.memberships) {
    if (numberAt(flow.state, assigned, 0) !== 1) continue;
    const name = kind === 'dca' ? `DCA ${dcaName(flow, number)}` : `mute group ${number}`;
    list.check(mute, strip, `the mute of ${name}`, isOn, `${name} mutes ${object}`);
  }
}

function checkFaders(flow: SignalFlow, list: BlockerList, node: FlowNode): void {
  const { strip } = node;
  const { possessive } = list.voiceOf(strip);
  list.check(node.fader, strip, `${possessive} fader`, isDown, `${possessive} fader is all the way down`);
  for (const { number, fader } of dcasOf(flow, node)) {
    const name = `DCA ${dcaName(flow, number)}`;
    list.check(fader, strip, `the fader of ${name}`, isDown, `${name} is all the way down`);
  }
}

function checkEdge(flow: SignalFlow, list: BlockerList, edge: FlowEdge, from: FlowNode, to: FlowNode): void {
  const { subject, possessive } = list.voiceOf(from.strip);
  const place = plainPlace(to.strip);
  if (edge.kind !== 'send') {
    list.check(
      edge.on,
      from.strip,
      `${possessive} assignment to ${place}`,
      isOff,
      `${subject} is not assigned to ${place}`,
    );
    const level = `${possessive} level to ${place}`;
    list.check(edge.level, from.strip, level, isDown, `${level} is all the way down`);
    return;
  }
  const send = `${possessive} send to ${place}`;
  list.check(edge.on, from.strip, `the switch of ${send}`, isOff, `${send} is off`);
  list.check(edge.tap, from.strip, `the tap of ${send}`, () => false, '');
  const tap = tapOf(flow.state, edge);
  if (tap !== 'subgroup') list.check(edge.level, from.strip, send, isDown, `${send} is all the way down`);
  const pan = edge.pan === absent ? from.pan : edge.pan;
  if (levelPowerOf(flow.state, edge, tap) > 0 && panPowerOf(flow.state, edge, from, tap) === 0)
    list.check(pan, from.strip, `the pan of ${send}`, () => true, `${send} is panned to the other side`);
}

/** What keeps a signal from taking a step; empty if it is open. `source` is the strip of which the words speak as "it". */
export function blockersOfHop(flow: SignalFlow, hop: Hop, source: StripAddress): readonly Blocker[] {
  const list = new BlockerList(flow, source);
  checkMutes(flow, list, hop.from);
  const isBehind = leavesBehindFader(flow, hop);
  if (isBehind === true) checkFaders(flow, list, hop.from);
  const edge = hop.edge ?? hop.back?.send;
  if (edge) checkEdge(flow, list, edge, hop.from, hop.to);
  return list.found;
}

/** What keeps a signal that has arrived at a node from leaving it there. */
export function blockersOfEnd(flow: SignalFlow, end: FlowEnd, source: StripAddress): readonly Blocker[] {
  const list = new BlockerList(flow, source);
  if (end.power === 0 || Number.isNaN(end.power)) {
    checkMutes(flow, list, end.node);
    if (end.isBehindFader) checkFaders(flow, list, end.node);
  }
  return list.found;
}
