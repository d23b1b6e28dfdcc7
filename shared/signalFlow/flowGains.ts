import type { DeskState } from '../desk/deskState.ts';
import type { ParamId } from '../desk/schema.ts';
import { type FlowEdge, type FlowNode, type FlowPlan, flowPlanOf, noneDirty, patchDirty } from './flowPlan.ts';
import { activeReturns, type ReturnEdge } from './returnEdges.ts';
import {
  entryPowerOf,
  faderPowerOf,
  isBehindFader,
  levelPowerOf,
  openOf,
  panPowerOf,
  tapOf,
  times,
} from './stageGains.ts';

/**
 * Power gains from every node of a desk to every mix (bus, main, matrix), kept up to date change by change. A row holds what of a
 * signal at a node's input arrives at the inputs of the mixes, over all ways: directly, through busses and mains, and through
 * effects and other returns. Where ways meet, powers add, as on meters.
 */
export class FlowGains {
  readonly plan: FlowPlan;
  readonly #state: DeskState;
  readonly #mixes: number;
  /** Entry × mute, and the same × fader, by node. */
  readonly #pre: Float64Array;
  readonly #post: Float64Array;
  readonly #weights: Float64Array;
  /** Ways without returns, then all ways. */
  readonly #direct: Float64Array;
  readonly #all: Float64Array;
  readonly #isRowDirty: Uint8Array;
  readonly #fresh: Float64Array;
  #returns: readonly ReturnEdge[] = [];
  #hadReturns = false;

  /** @param state is read when this is made and on each {@link update}. */
  constructor(state: DeskState) {
    const plan = flowPlanOf(state.schema);
    const count = plan.nodes.length;
    this.plan = plan;
    this.#state = state;
    this.#mixes = count - plan.inputCount;
    this.#pre = new Float64Array(count);
    this.#post = new Float64Array(count);
    this.#weights = new Float64Array(plan.edges.length);
    this.#direct = new Float64Array(count * this.#mixes);
    this.#all = new Float64Array(count * this.#mixes);
    this.#isRowDirty = new Uint8Array(count);
    this.#fresh = new Float64Array(this.#mixes);
    this.refresh();
  }

  /** Works everything out anew. */
  refresh(): void {
    for (const node of this.plan.nodes) this.#readNode(node);
    this.#isRowDirty.fill(1);
    this.#returns = activeReturns(this.plan, this.#state);
    this.#sumDirect();
    this.#sumReturns(true);
  }

  /** Takes over changed values from the state. */
  update(ids: Iterable<ParamId>): void {
    const { dirtyGroup, dirtyGroups, nodes } = this.plan;
    let isAny = false;
    let isPatchDirty = false;
    for (const id of ids) {
      const group = dirtyGroup[id] ?? noneDirty;
      if (group === noneDirty) continue;
      if (group === patchDirty) {
        isPatchDirty = true;
        continue;
      }
      isAny = true;
      for (const index of dirtyGroups[group] as Int32Array) {
        this.#readNode(nodes[index] as FlowNode);
        this.#isRowDirty[index] = 1;
      }
    }
    if (isPatchDirty || (isAny && this.plan.backEdges.length > 0))
      this.#returns = activeReturns(this.plan, this.#state);
    if (isAny) this.#sumDirect();
    if (isAny || isPatchDirty) this.#sumReturns(isPatchDirty);
  }

  /** Power gain from a node's input to where its taps before the fader stand: entry, and nothing while muted. */
  preOf(node: FlowNode): number {
    return this.#pre[node.index] as number;
  }

  /** The same to behind its fader. */
  postOf(node: FlowNode): number {
    return this.#post[node.index] as number;
  }

  /** Power gain of a forward edge by its number, its source's own gains included. */
  weightOf(edge: number): number {
    return this.#weights[edge] as number;
  }

  /** Returns that carry something now. */
  get returns(): readonly ReturnEdge[] {
    return this.#returns;
  }

  /** Power gain of a return from its source's input to its target's input. */
  returnPower({ from, level, isPre }: ReturnEdge): number {
    return times((isPre ? this.#pre : this.#post)[from] as number, level);
  }

  /** Power gain from the input of a node to the input of another, over all ways; 1 from a node to itself. */
  between(from: FlowNode, to: FlowNode): number {
    if (from === to) return 1;
    if (to.layer > 0) return this.#all[from.index * this.#mixes + to.index - this.plan.inputCount] as number;
    let sum = 0;
    for (const edge of this.#returns) {
      if (edge.to !== to.index) continue;
      const reached = this.between(from, this.plan.nodes[edge.from] as FlowNode);
      if (reached !== 0) sum += times(reached, this.returnPower(edge));
    }
    return sum;
  }

  /**
   * Power gains to the inputs of all mixes if the source's fader were all the way down; what comes back to it through a return is
   * left out as well.
   */
  rowWithFaderDown(from: FlowNode): Float64Array {
    const { firstEdge, edges } = this.plan;
    const row = new Float64Array(this.#mixes);
    for (let edge = firstEdge[from.index] as number; edge < (firstEdge[from.index + 1] as number); edge++) {
      const way = edges[edge] as FlowEdge;
      if (!isBehindFader(tapOf(this.#state, way))) this.#addWay(row, this.#weights[edge] as number, way.to, this.#all);
    }
    return row;
  }

  #readNode(node: FlowNode): void {
    const state = this.#state;
    const pre = times(openOf(state, node), entryPowerOf(state, node));
    const post = times(pre, faderPowerOf(state, node));
    this.#pre[node.index] = pre;
    this.#post[node.index] = post;
    const { edges, firstEdge } = this.plan;
    const end = firstEdge[node.index + 1] as number;
    for (let index = firstEdge[node.index] as number; index < end; index++) {
      const edge = edges[index] as FlowEdge;
      const tap = tapOf(state, edge);
      const level = levelPowerOf(state, edge, tap);
      let power = level === 0 ? 0 : times(tap === undefined ? unless(pre) : isBehindFader(tap) ? post : pre, level);
      if (power !== 0) power = times(power, panPowerOf(state, edge, node, tap));
      this.#weights[index] = power;
    }
  }

  /** Adds to a row what an edge of this weight to a mix brings: into the mix, and through it onwards. */
  #addWay(row: Float64Array, weight: number, to: number, rows: Float64Array): void {
    if (weight === 0) return;
    const { inputCount, firstEdge } = this.plan;
    const column = to - inputCount;
    row[column] = (row[column] as number) + weight;
    const mixes = this.#mixes;
    if (rows === this.#direct && firstEdge[to] === firstEdge[to + 1]) return;
    const start = to * mixes;
    for (let mix = 0; mix < mixes; mix++) {
      const onward = rows[start + mix] as number;
      if (onward !== 0) row[mix] = (row[mix] as number) + weight * onward;
    }
  }

  /** Sums the rows that are dirty or lead to a changed one, the last layer first. */
  #sumDirect(): void {
    const { nodes, edges, firstEdge } = this.plan;
    const isDirty = this.#isRowDirty;
    const mixes = this.#mixes;
    const row = this.#fresh;
    for (let index = nodes.length - 1; index >= 0; index--) {
      const first = firstEdge[index] as number;
      const end = firstEdge[index + 1] as number;
      let isNeeded = isDirty[index] === 1;
      for (let edge = first; !isNeeded && edge < end; edge++)
        isNeeded = this.#weights[edge] !== 0 && isDirty[(edges[edge] as FlowEdge).to] === 1;
      if (!isNeeded) continue;
      row.fill(0);
      for (let edge = first; edge < end; edge++) {
        const weight = this.#weights[edge] as number;
        if (weight !== 0) this.#addWay(row, weight, (edges[edge] as FlowEdge).to, this.#direct);
      }
      let isChanged = false;
      const start = index * mixes;
      for (let mix = 0; mix < mixes; mix++) {
        const value = row[mix] as number;
        if (Object.is(this.#direct[start + mix], value)) continue;
        this.#direct[start + mix] = value;
        isChanged = true;
      }
      isDirty[index] = isChanged ? 1 : 0;
    }
  }

  /** Adds the ways through returns. Where nothing returns, only the rows that have changed are taken over. */
  #sumReturns(isAllNeeded: boolean): void {
    const mixes = this.#mixes;
    const isDirty = this.#isRowDirty;
    const all = this.#all;
    const flowing = this.#returns.filter((edge) => this.returnPower(edge) !== 0);
    const hadReturns = this.#hadReturns;
    this.#hadReturns = flowing.length > 0;
    if (isAllNeeded || hadReturns || flowing.length > 0) {
      all.set(this.#direct);
      if (flowing.length > 0) this.#addReturns(flowing);
    } else {
      for (let index = 0; index < isDirty.length; index++) {
        if (isDirty[index] === 0) continue;
        const start = index * mixes;
        for (let at = start; at < start + mixes; at++) all[at] = this.#direct[at] as number;
      }
    }
    isDirty.fill(0);
  }

  #addReturns(flowing: readonly ReturnEdge[]): void {
    const { nodes } = this.plan;
    const targets = new Set(flowing.map(({ to }) => to));
    const settled = new Uint8Array(nodes.length);
    const visiting = new Uint8Array(nodes.length);
    const settle = (index: number): void => {
      if (settled[index] === 1) return;
      visiting[index] = 1;
      for (const edge of flowing) {
        const reached = this.#directInto(index, edge.from);
        if (reached === 0 || visiting[edge.to] === 1) continue;
        if (targets.has(edge.to)) settle(edge.to);
        this.#addReturn(index, edge, times(reached, this.returnPower(edge)));
      }
      visiting[index] = 0;
      settled[index] = 1;
    };
    for (const target of targets) settle(target);
    for (let index = 0; index < nodes.length; index++) settle(index);
  }

  #directInto(index: number, mix: number): number {
    if (index === mix) return 1;
    const column = mix - this.plan.inputCount;
    return column < 0 ? 0 : (this.#direct[index * this.#mixes + column] as number);
  }

  #addReturn(index: number, { to }: ReturnEdge, power: number): void {
    if (power === 0) return;
    const mixes = this.#mixes;
    const all = this.#all;
    const { inputCount } = this.plan;
    const start = index * mixes;
    if (to >= inputCount) all[start + to - inputCount] = (all[start + to - inputCount] as number) + power;
    for (let mix = 0; mix < mixes; mix++) {
      const onward = all[to * mixes + mix] as number;
      if (onward !== 0) all[start + mix] = (all[start + mix] as number) + power * onward;
    }
  }
}

/** Nothing passes a muted strip, wherever its signal is taken; otherwise nobody knows. */
const unless = (pre: number): number => (pre === 0 ? 0 : Number.NaN);
