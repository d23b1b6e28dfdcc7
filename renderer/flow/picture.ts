import type { Address, StripAddress } from '../../shared/desk/address.ts';
import { type Blocker, blockersOfEnd, blockersOfHop } from '../../shared/signalFlow/blockers.ts';
import type { FlowNode } from '../../shared/signalFlow/flowPlan.ts';
import { type Hop, hopsFrom, isWired } from '../../shared/signalFlow/hops.ts';
import { insertOf } from '../../shared/signalFlow/inserts.ts';
import type { OutputPort, PatchBook } from '../../shared/signalFlow/patchBook.ts';
import type { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { dbOfPower, levelPowerOf, powerAt } from '../../shared/signalFlow/stageGains.ts';
import { formats } from '../../shared/units/format.ts';
import type { FlowPlace } from './flowState.svelte.ts';

/** Pictures of signal flow as plain data: boxes and lines, without places on a screen. */

export interface PictureBox {
  readonly id: Address;
  readonly kind: 'socket' | 'strip' | 'effect' | 'insert' | 'output' | 'exit';
  readonly title: string;
  /** A few words under the title: "channel 2, −3.8 dB". */
  readonly detail: string;
  readonly color: string;
  /** Why nothing leaves it, in words. */
  readonly blocked?: string;
  readonly isSubject: boolean;
}

export interface PictureLine {
  readonly id: string;
  readonly from: Address;
  readonly to: Address;
  /** Gain of the step, or why nothing passes, in few signs. */
  readonly label: string;
  /** The same as a sentence. */
  readonly words: string;
  readonly blocked: boolean;
  /** Strip whose meter tells the level on the line, and what to add to it in dB; absent for lines without a meter. */
  readonly meter?: { readonly strip: StripAddress; readonly offsetDb: number };
  readonly place?: FlowPlace;
}

export interface Picture {
  readonly boxes: readonly PictureBox[];
  readonly lines: readonly PictureLine[];
  /** How many sources of the subject were left out. */
  readonly omitted: number;
}

const db = (levelDb: number) => formats.dB.print(levelDb);

interface OutputOnPicture extends ReturnType<PatchBook['outputFeed']> {
  readonly port: OutputPort;
}

/** Collects boxes and lines, each once. */
export class PictureMaker {
  readonly #flow: SignalFlow;
  readonly #subjects: ReadonlySet<Address>;
  readonly #outputs: readonly OutputOnPicture[];
  readonly #boxes = new Map<Address, PictureBox>();
  readonly #lines = new Map<string, PictureLine>();

  constructor(flow: SignalFlow, subjects: ReadonlySet<Address>) {
    this.#flow = flow;
    this.#subjects = subjects;
    const { book, state } = flow;
    this.#outputs = book.outputs.map((port) => ({ port, ...book.outputFeed(state, port) }));
  }

  picture(omitted = 0): Picture {
    const lines = [...this.#lines.values()];
    const leaving = new Set(lines.filter(({ blocked }) => !blocked).map(({ from }) => from));
    return { boxes: [...this.#boxes.values()].map((box) => withoutBlock(box, leaving)), lines, omitted };
  }

  addStrip(strip: StripAddress): void {
    if (this.#boxes.has(strip)) return;
    const { state, plan } = this.#flow;
    const color = state.schema.idOf(`${strip}/color`);
    const spec = color === undefined ? undefined : state.schema.specOf(color);
    const option = color === undefined ? undefined : state.number(color);
    const node = plan.nodesOf(strip)[0];
    const faderDb = node ? dbOfPower(powerAt(state, node.fader)) : Number.NaN;
    const reasons = node ? blockersOfEnd(this.#flow, { node, power: 0, isBehindFader: true }, '') : [];
    const words = reasons.map((reason) => reason.words).join(', ');
    this.#put({
      id: strip,
      kind: 'strip',
      title: this.#flow.nameOf(strip),
      detail: Number.isNaN(faderDb) ? strip.replace('/', ' ') : `${strip.replace('/', ' ')}, ${db(faderDb)} dB`,
      color: spec?.kind === 'choice' && option !== undefined ? (spec.options[option] ?? '') : '',
      ...(words === '' ? {} : { blocked: words }),
    });
  }

  /** The sockets that feed a strip, with their lines. */
  addSocketOf(strip: StripAddress): void {
    const feed = this.#flow.book.feedOf(this.#flow.state, strip);
    if (feed.from !== 'socket') return;
    const gain = this.#flow.book.headampGain(feed.socket);
    const gainDb = gain === undefined ? undefined : this.#flow.state.number(gain);
    const title = this.#flow.nameOf(feed.socket);
    this.#put({ id: feed.socket, kind: 'socket', title, detail: 'input', color: '' });
    this.#line({
      from: feed.socket,
      to: strip,
      label: gainDb === undefined ? '' : db(gainDb),
      words: `${title} feeds ${this.#flow.nameOf(strip)}${gainDb === undefined ? '' : `, head amp ${db(gainDb)} dB`}`,
      blocked: false,
      meter: { strip, offsetDb: 0 },
      place: { kind: 'strip', strip },
    });
  }

  /** The outputs that carry a strip, with their lines. @param only this one */
  addOutputsOf(strip: StripAddress, only?: Address): void {
    for (const { port, feed, tap } of this.#outputs) {
      if (feed.from !== 'strip' || feed.strip !== strip || (only !== undefined && port.output !== only)) continue;
      const title = this.#flow.nameOf(port.output);
      const side = feed.side === undefined ? '' : feed.side === 'left' ? ' L' : ' R';
      this.#put({ id: port.output, kind: 'output', title, detail: 'output', color: '' });
      const isBehind = tap?.tap === 'postFader';
      const isShut = isBehind && this.#boxes.get(strip)?.blocked !== undefined;
      this.#line({
        from: strip,
        to: port.output,
        label: `${isBehind ? 'post' : 'pre'}${side}`,
        words: `${this.#flow.nameOf(strip)}${side} leaves at ${title}, taken ${isBehind ? 'behind' : 'before'} its fader`,
        blocked: isShut,
        meter: { strip, offsetDb: 0 },
        place: { kind: 'strip', strip },
      });
    }
  }

  /** The inserts of the strips in the picture, each beside its strip. */
  addInserts(): void {
    for (const { id: strip, kind } of [...this.#boxes.values()]) {
      const insert = kind === 'strip' ? insertOf(this.#flow, strip) : undefined;
      if (!insert) continue;
      const { place, fault } = insert;
      const id = `insert/${strip}`;
      const blocked = fault === undefined ? {} : { blocked: fault };
      this.#put({ id, kind: 'insert', title: place, detail: 'insert', color: '', ...blocked });
      const through = `${this.#flow.nameOf(strip)} goes through its insert, ${place}`;
      this.#line({
        from: strip,
        to: id,
        label: '',
        words: fault === undefined ? through : `${through}, but ${fault}`,
        blocked: fault !== undefined,
        place: { kind: 'strip', strip },
      });
    }
  }

  /** The sockets on the case that carry the outputs of the picture: one box for each bank behind an output. */
  addExits(): void {
    const { book, state } = this.#flow;
    const byOutput = new Map<Address, Map<string, Address[]>>();
    for (const [exit, feed] of book.exitFeeds(state)) {
      if (feed.from !== 'socket' || this.#boxes.get(feed.socket)?.kind !== 'output') continue;
      const banks = byOutput.get(feed.socket) ?? new Map<string, Address[]>();
      byOutput.set(feed.socket, banks);
      const bank = exit.slice(0, exit.lastIndexOf('/'));
      banks.set(bank, [...(banks.get(bank) ?? []), exit]);
    }
    for (const [output, banks] of byOutput) for (const exits of banks.values()) this.#exitBox(output, exits);
  }

  /** "AES50 A out 3, 19" behind an output. */
  #exitBox(output: Address, exits: readonly Address[]): void {
    const [first = ''] = exits;
    const others = exits.slice(1).map((exit) => exit.slice(exit.lastIndexOf('/') + 1));
    const title = [this.#flow.nameOf(first), ...others].join(', ');
    this.#put({ id: first, kind: 'exit', title, detail: exits.length === 1 ? 'socket' : 'sockets', color: '' });
    this.#line({
      from: output,
      to: first,
      label: '',
      words: `${this.#flow.nameOf(output)} is at ${title}`,
      blocked: false,
    });
  }

  /** A step with the boxes at its ends; the two sides of a main are one. */
  addHop(hop: Hop): void {
    const { from, to, back } = hop;
    this.addStrip(from.strip);
    this.addStrip(to.strip);
    const effect = back?.effect;
    if (effect === undefined) {
      this.#hopLine(hop, from.strip, to.strip);
      return;
    }
    const kind = this.#flow.book.effectKind(this.#flow.state, effect);
    const detail = kind === undefined || kind === '' ? 'effect' : kind.split('+').join(' and ');
    this.#put({ id: effect, kind: 'effect', title: this.#flow.nameOf(effect), detail, color: '' });
    this.#hopLine(hop, from.strip, effect);
    this.#line({
      from: effect,
      to: to.strip,
      label: '',
      words: `${this.#flow.nameOf(effect)} comes back at ${this.#flow.nameOf(to.strip)}`,
      blocked: false,
      meter: { strip: to.strip, offsetDb: 0 },
      place: { kind: 'strip', strip: to.strip },
    });
  }

  #put(box: Omit<PictureBox, 'isSubject'>): void {
    if (!this.#boxes.has(box.id)) this.#boxes.set(box.id, { ...box, isSubject: this.#subjects.has(box.id) });
  }

  #line(line: Omit<PictureLine, 'id'>): void {
    const id = `${line.from} ${line.to}`;
    if (!this.#lines.has(id)) this.#lines.set(id, { ...line, id });
  }

  #hopLine(hop: Hop, from: Address, to: Address): void {
    const flow = this.#flow;
    const all = this.#sidesOf(hop);
    const gainDb = dbOfPower(all.reduce((sum, { power }) => sum + power, 0));
    const [source, destination] = [flow.nameOf(from), flow.nameOf(to)];
    const isBlocked = gainDb === -Infinity || Number.isNaN(gainDb);
    const reasons = isBlocked ? blockersOfHop(flow, hop, '') : [];
    const why = reasons.map(({ words }) => words).join(', ') || 'nothing passes';
    this.#line({
      from,
      to,
      label: isBlocked ? shortReason(reasons) : db(gainDb),
      words: isBlocked ? `${source} to ${destination}: ${why}` : `${source} to ${destination}: ${db(gainDb)} dB`,
      blocked: isBlocked,
      ...(isBlocked ? {} : { meter: { strip: hop.from.strip, offsetDb: gainDb - this.#metered(hop.from) } }),
      place: placeOf(hop),
    });
  }

  /** The same step to and from both sides of the stereo main. */
  #sidesOf(hop: Hop): readonly Hop[] {
    const { plan } = this.#flow;
    const sources = plan.nodesOf(hop.from.strip);
    if (sources.length === 1 && plan.nodesOf(hop.to.strip).length === 1) return [hop];
    return sources
      .flatMap((node) => [...hopsFrom(this.#flow, node)])
      .filter(({ to, back }) => to.strip === hop.to.strip && back?.effect === hop.back?.effect)
      .map((each) => ({ ...each, power: each.power / sources.length }));
  }

  /** Where a strip is metered: inputs behind their trim, mixes behind their fader. */
  #metered(node: FlowNode): number {
    return dbOfPower(node.layer === 0 ? powerAt(this.#flow.state, node.trim) : this.#flow.gains.postOf(node));
  }
}

/** A fader that is down blocks no strip of which something leaves before it. */
function withoutBlock(box: PictureBox, leaving: ReadonlySet<Address>): PictureBox {
  if (box.blocked === undefined || !leaving.has(box.id)) return box;
  const { blocked: _, ...open } = box;
  return open;
}

function shortReason(reasons: readonly Blocker[]): string {
  const [first] = reasons;
  if (!first) return 'off';
  if (!first.isKnown) return '?';
  return /mute/.test(first.words) ? 'muted' : /down/.test(first.words) ? '\u2212\u221e' : 'off';
}

function placeOf({ from, to, edge }: Hop): FlowPlace {
  return edge?.kind === 'send'
    ? { kind: 'crosspoint', source: from.strip, destination: to.strip }
    : { kind: 'strip', strip: from.strip };
}

/** Whether a step belongs in a picture: it is patched, or a level waits behind a switch that is off. */
export function isDrawn(flow: SignalFlow, hop: Hop): boolean {
  if (isWired(flow, hop, true)) return true;
  if (hop.edge?.kind !== 'send') return false;
  return flow.state.number(hop.edge.on) === 0 && levelPowerOf(flow.state, { ...hop.edge, on: -1 }, undefined) > 0;
}
