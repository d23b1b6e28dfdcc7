import type { Address, StripAddress } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import { shownName } from '../desk/stripNames.ts';
import { FlowGains } from './flowGains.ts';
import type { FlowNode, FlowPlan } from './flowPlan.ts';
import { type OutputPort, type PatchBook, patchBookOf } from './patchBook.ts';
import { dbOfPower, entryPowerOf, openOf, powerAt, times } from './stageGains.ts';

/**
 * Where signals go on a desk. A *source* is a strip (`channel/2`; from its input on, trim included) or an input socket
 * (`input/local/5`; its head amp included). A *destination* is a bus, a matrix, a main (`main/stereo`, or one side of it,
 * `main/stereo/left`), each at its output behind its fader; an output (`output/main/7`); or a strip that an effect or a bus feeds,
 * at its input.
 *
 * The gain is that of power over all ways, as unlike signals add on meters. Pan of a stereo main moves power between its sides, so
 * that `main/stereo` as a whole is not changed by it. Equalizers, gates, dynamics, inserts and effects count as 0 dB.
 */
export class SignalFlow {
  readonly state: DeskState;
  readonly gains: FlowGains;
  readonly plan: FlowPlan;
  readonly book: PatchBook;
  readonly #ports: ReadonlyMap<Address, OutputPort>;
  readonly #nodes = new Map<Address, readonly FlowNode[]>();

  /** Works out the whole desk once (about a tenth of a millisecond); call {@link update} when values of the state have changed. */
  constructor(state: DeskState) {
    this.state = state;
    this.gains = new FlowGains(state);
    this.plan = this.gains.plan;
    this.book = patchBookOf(state.schema);
    this.#ports = new Map(this.book.outputs.map((port) => [port.output, port]));
  }

  /** Takes over values that have changed in the state; costs what they touch. */
  update(changes: Iterable<{ readonly id: number }>): void {
    this.gains.update(Array.from(changes, ({ id }) => id));
  }

  /** Gain in dB from a source to a destination; −∞ where nothing arrives, `undefined` while something that decides it is not read yet. */
  gainDb(source: Address, destination: Address): number | undefined {
    const power = this.gainPower(source, destination);
    return Number.isNaN(power) ? undefined : dbOfPower(power);
  }

  /** The same as a power gain, NaN while unknown. */
  gainPower(source: Address, destination: Address): number {
    let sum = 0;
    if (!source.startsWith('input/') && !this.#ports.has(destination)) {
      // Strips and mixes, by far the most asked for, need nothing but the table.
      const [sources, ends] = [this.#nodesOf(source), this.#nodesOf(destination)];
      for (const from of sources) {
        for (const to of ends) {
          const reached = this.gains.between(from, to);
          if (reached !== 0) sum += times(reached, to.layer > 0 ? this.gains.postOf(to) : 1) / sources.length;
        }
      }
      return sum;
    }
    for (const from of this.startsOf(source)) {
      for (const end of this.endsOf(destination)) {
        const reached = this.gains.between(from.node, end.node);
        if (reached !== 0 && end.power !== 0) sum += reached * end.power * from.power;
      }
    }
    return sum;
  }

  /** Nodes at which a source begins, with the power gain before them. */
  startsOf(source: Address): readonly FlowEnd[] {
    if (!source.startsWith('input/')) {
      const nodes = this.#nodesOf(source);
      // The two sides of a stereo main share its power.
      return nodes.map((node) => ({ node, power: 1 / nodes.length }));
    }
    const gain = this.book.headampGain(source);
    const power = gain === undefined ? 1 : powerAt(this.state, gain);
    return this.book
      .stripsFedBy(this.state, source)
      .flatMap((strip) => this.plan.nodesOf(strip).map((node) => ({ node, power })));
  }

  /** Nodes at whose inputs a destination is fed, with the power gain from there. */
  endsOf(destination: Address): readonly FlowEnd[] {
    const port = this.outputPort(destination);
    if (port) return this.#outputEnds(port);
    return this.#nodesOf(destination).map((node) =>
      node.layer > 0 ? { node, power: this.gains.postOf(node), isBehindFader: true } : { node, power: 1 },
    );
  }

  outputPort(destination: Address): OutputPort | undefined {
    return this.#ports.get(destination);
  }

  /** Everything that a signal can arrive at and that has a name of its own: busses, mains, matrices, and outputs. */
  get destinations(): readonly Address[] {
    const mixes = new Set(this.plan.nodes.slice(this.plan.inputCount).map(({ strip }) => strip));
    return [...mixes, ...this.book.outputs.map(({ output }) => output)];
  }

  /** "Lindi", "Bus 3", "Main", "Output 7", "Local 5". */
  nameOf(address: Address): string {
    const socket = this.book.title(address);
    if (socket !== undefined) return socket;
    const [, main, side] = /^(main\/stereo)\/(left|right)$/.exec(address) ?? [];
    const strip: StripAddress = main ?? address;
    const effect = /^fx\/(\d+)$/.exec(address)?.[1];
    if (effect !== undefined) return `Effect ${effect}`;
    const name = this.state.at(`${strip}/name`);
    const shown = shownName(strip, typeof name === 'string' ? name : undefined);
    return side === undefined ? shown : `${shown} ${side}`;
  }

  #nodesOf(address: Address): readonly FlowNode[] {
    let nodes = this.#nodes.get(address);
    if (!nodes) {
      const [, strip, side] = /^(main\/stereo)\/(left|right)$/.exec(address) ?? [];
      nodes = this.plan.nodesOf(strip ?? address).filter((node) => side === undefined || node.side === side);
      this.#nodes.set(address, nodes);
    }
    return nodes;
  }

  #outputEnds(port: OutputPort): readonly FlowEnd[] {
    const { feed, tap } = this.book.outputFeed(this.state, port);
    if (feed.from !== 'strip') return [];
    return this.plan
      .nodesOf(feed.strip)
      .filter((node) => feed.side === undefined || node.side === feed.side)
      .map((node) => {
        if (tap === undefined) return { node, power: Number.NaN };
        if (tap.tap === 'postFader') return { node, power: this.gains.postOf(node), isBehindFader: true };
        const entry = entryPowerOf(this.state, node);
        const power = tap.obeysMute ? times(entry, openOf(this.state, node)) : entry;
        return { node, power, isBehindInsert: tap.tap === 'postEq' || tap.tap === 'preFader' };
      });
  }
}

/** A node with the power gain outside of it. */
export interface FlowEnd {
  readonly node: FlowNode;
  readonly power: number;
  /** Of the end of a way: behind the node's fader. */
  readonly isBehindFader?: boolean;
  /** Of the end of a way that is before the fader: behind the node's insert. */
  readonly isBehindInsert?: boolean;
}
