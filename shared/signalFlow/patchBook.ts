import type { Address, StripAddress } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { DeskPatch, OutputTap, PatchEnd, SocketBank } from '../desk/patch.ts';
import { expand } from '../desk/pattern.ts';
import type { ParamId, Schema } from '../desk/schema.ts';

/** What stands behind a choice of the patch; `unknown` was not read yet. */
export type PatchFeed =
  | { readonly from: 'unknown' | 'nothing' }
  | { readonly from: 'socket'; readonly socket: Address }
  /** The output of a strip; a side for the stereo main. An effect return stands for what its effect gives back. */
  | { readonly from: 'strip'; readonly strip: StripAddress; readonly side?: 'left' | 'right' }
  /** A signal of the desk's own, such as `talkback` or `monitor/left`. */
  | { readonly from: 'desk'; readonly signal: PatchEnd };

/** An output of the desk with the ids of what feeds it. */
export interface OutputPort {
  readonly output: Address;
  readonly source: ParamId;
  readonly tap: ParamId | undefined;
}

/** One way through an effect. */
export interface EffectWay {
  readonly slot: Address;
  readonly source: ParamId;
  readonly returnStrip: StripAddress;
}

/** A socket on the case with the parameter that says what it carries. */
interface Exit {
  readonly exit: Address;
  readonly param: ParamId;
  /** By option. */
  readonly ends: readonly (PatchEnd | undefined)[];
}

interface Block {
  readonly params: readonly (ParamId | undefined)[];
  readonly starts: readonly PatchEnd[];
  readonly offset: number;
}

const noPatch: DeskPatch = {
  inputs: [],
  lines: [],
  redirects: [],
  stripSources: [],
  outputs: [],
  outputSources: [],
  outputTaps: [],
  effects: [],
  effectSources: [],
  effectKinds: [],
  inserts: [],
};

const ends = (patterns: readonly string[]): readonly PatchEnd[] => patterns.flatMap(expand);
const postFader: OutputTap = { tap: 'postFader', obeysMute: true };

const books = new WeakMap<Schema, PatchBook>();

/** The patch of a desk, taken apart once. */
export function patchBookOf(schema: Schema): PatchBook {
  let book = books.get(schema);
  if (!book) {
    book = new PatchBook(schema);
    books.set(schema, book);
  }
  return book;
}

/** Reads a desk's patch: what feeds strips, effects and outputs, in addresses of the model. Desks without a known patch have none of it. */
export class PatchBook {
  readonly outputs: readonly OutputPort[];
  readonly effects: readonly EffectWay[];
  /** Parameters that say what feeds a strip. */
  readonly stripSources: ReadonlyMap<StripAddress, ParamId>;
  readonly #strips: ReadonlySet<StripAddress>;
  readonly #schema: Schema;
  readonly #patch: DeskPatch;
  readonly #sourceEnds: readonly PatchEnd[];
  readonly #outputEnds: readonly PatchEnd[];
  readonly #effectEnds: readonly PatchEnd[];
  readonly #insertEnds: readonly PatchEnd[];
  readonly #lines = new Map<number, Block>();
  readonly #redirects = new Map<Address, { readonly param: ParamId | undefined; readonly ends: readonly PatchEnd[] }>();
  readonly #exits: readonly Exit[];
  readonly #switch: ParamId | undefined;
  /** Ends that need no value to be followed: each is taken apart once. */
  readonly #feeds = new Map<PatchEnd, PatchFeed>();

  constructor(schema: Schema) {
    const patch = schema.profile.patch ?? noPatch;
    this.#schema = schema;
    this.#patch = patch;
    this.#sourceEnds = ends(patch.stripSources);
    this.#outputEnds = ends(patch.outputSources);
    this.#effectEnds = ends(patch.effectSources);
    this.#insertEnds = ends(patch.inserts);
    this.#switch = patch.lineSwitch === undefined ? undefined : schema.idOf(patch.lineSwitch);
    for (const { first, count, params, starts } of patch.lines) {
      const block = { params: params.map((param) => schema.idOf(param)), starts: ends(starts) };
      for (let offset = 0; offset < count; offset++) this.#lines.set(first + offset, { ...block, offset });
    }
    for (const redirect of patch.redirects) {
      const meanings = ends(redirect.ends);
      for (const [index, address] of expand(redirect.params).entries())
        this.#redirects.set(`${redirect.bank}/${index + 1}`, { param: schema.idOf(address), ends: meanings });
    }
    this.#exits = exitsOf(schema, patch);
    this.outputs = socketsOf(patch.outputs).flatMap((output) => {
      const source = schema.idOf(`${output}/source`);
      return source === undefined ? [] : [{ output, source, tap: schema.idOf(`${output}/tap`) }];
    });
    this.effects = patch.effects.flatMap(({ slot, ways }) =>
      ways.flatMap(({ source, returnStrip }) => {
        const id = schema.idOf(source);
        return id === undefined ? [] : [{ slot, source: id, returnStrip }];
      }),
    );
    const strips = schema.profile.strips.flatMap((group) => group.strips);
    this.#strips = new Set(strips);
    this.stripSources = new Map(
      strips.flatMap((strip) => {
        const id = this.#sourceEnds.length > 0 ? schema.idOf(`${strip}/source`) : undefined;
        return id === undefined ? [] : [[strip, id] as const];
      }),
    );
  }

  /** What feeds a strip, followed back to a socket. */
  feedOf(state: DeskState, strip: StripAddress): PatchFeed {
    const id = this.stripSources.get(strip);
    return id === undefined ? { from: 'nothing' } : this.#feed(state, this.#endAt(state, id, this.#sourceEnds));
  }

  /** The strip that feeds a strip, without a look at sockets: cheaper than {@link feedOf}. */
  stripFeeding(state: DeskState, strip: StripAddress): PatchFeed | undefined {
    const id = this.stripSources.get(strip);
    const end = id === undefined ? undefined : this.#endAt(state, id, this.#sourceEnds);
    if (end === undefined || end === '' || end.startsWith('line/') || end.startsWith('input/')) return undefined;
    return this.#feed(state, end);
  }

  /** What an output carries and where it takes it. */
  outputFeed(state: DeskState, port: OutputPort): { readonly feed: PatchFeed; readonly tap: OutputTap | undefined } {
    const feed = this.#feed(state, this.#endAt(state, port.source, this.#outputEnds));
    if (port.tap === undefined) return { feed, tap: postFader };
    const option = state.number(port.tap);
    return { feed, tap: option === undefined ? undefined : (this.#patch.outputTaps[option] ?? postFader) };
  }

  /** What every socket on the case carries that the desk lets one choose: an output or input socket, or a signal of the desk's own. */
  exitFeeds(state: DeskState): ReadonlyMap<Address, PatchFeed> {
    return new Map(
      this.#exits.map(({ exit, param, ends: byOption }) => {
        const option = state.number(param);
        return [exit, this.#feed(state, option === undefined ? undefined : (byOption[option] ?? ''))] as const;
      }),
    );
  }

  /** What feeds one way of an effect; nothing while the effect is used as an insert. */
  effectFeed(state: DeskState, way: EffectWay): PatchFeed {
    return this.#feed(state, this.#endAt(state, way.source, this.#effectEnds));
  }

  /** Where a strip's insert leads: an end of an effect or an output; `''` for nowhere, `undefined` while unknown or absent. */
  insertOf(state: DeskState, strip: StripAddress): PatchEnd | undefined {
    const id = this.#schema.idOf(`${strip}/insert/slot`);
    return id === undefined ? undefined : this.#endAt(state, id, this.#insertEnds);
  }

  /** What an effect does ("reverb", "delay+reverb"); `undefined` while unknown or if that is not established. */
  effectKind(state: DeskState, slot: Address): string | undefined {
    const option = this.#patch.effects.some((effect) => effect.slot === slot) ? state.at(`${slot}/type`) : undefined;
    return typeof option === 'number' ? this.#patch.effectKinds[option] : undefined;
  }

  /** A socket or output in words: "Local 5", "Output 7"; `undefined` for other addresses. */
  title(socket: Address): string | undefined {
    const bank = this.#bankOf(socket);
    return bank && `${bank.title} ${socket.slice(bank.bank.length + 1)}`;
  }

  /** Gain of the head amp behind a socket, if it has one. */
  headampGain(socket: Address): ParamId | undefined {
    const bank = this.#bankOf(socket);
    return bank?.headamps === undefined
      ? undefined
      : this.#schema.idOf(`${bank.headamps}/${socket.slice(bank.bank.length + 1)}/gain`);
  }

  /** All strips that a socket feeds now. */
  stripsFedBy(state: DeskState, socket: Address): readonly StripAddress[] {
    return [...this.stripSources.keys()].filter((strip) => {
      const feed = this.feedOf(state, strip);
      return feed.from === 'socket' && feed.socket === socket;
    });
  }

  /** Whether a parameter is one of the patch between sockets, strips and effects (outputs left out: they are read when asked). */
  *patchIds(): Generator<ParamId> {
    yield* this.stripSources.values();
    for (const way of this.effects) yield way.source;
    if (this.#switch !== undefined) yield this.#switch;
    for (const { params } of this.#lines.values()) for (const id of params) if (id !== undefined) yield id;
    for (const { param } of this.#redirects.values()) if (param !== undefined) yield param;
  }

  #bankOf(socket: Address): SocketBank | undefined {
    const { inputs, outputs, exits = [] } = this.#patch;
    return [...inputs, ...outputs, ...exits].find(({ bank }) => socket.startsWith(`${bank}/`));
  }

  /** `undefined` while the parameter is unknown; values without a meaning stand for nothing. */
  #endAt(state: DeskState, id: ParamId, meanings: readonly PatchEnd[]): PatchEnd | undefined {
    const value = state.number(id);
    if (value === undefined) return undefined;
    const spec = this.#schema.specOf(id);
    return meanings[spec.kind === 'integer' ? value - spec.min : value] ?? '';
  }

  #feed(state: DeskState, end: PatchEnd | undefined): PatchFeed {
    if (end === undefined) return { from: 'unknown' };
    if (end === '') return { from: 'nothing' };
    if (end.startsWith('line/')) return this.#feed(state, this.#lineEnd(state, Number(end.slice('line/'.length))));
    if (/^(?:input|output)\//.test(end)) {
      const redirect = this.#redirects.get(end);
      if (!redirect) return { from: 'socket', socket: end };
      return redirect.param === undefined
        ? { from: 'nothing' }
        : this.#feed(state, this.#endAt(state, redirect.param, redirect.ends));
    }
    const known = this.#feeds.get(end);
    if (known) return known;
    const feed = this.#feedNamed(end);
    this.#feeds.set(end, feed);
    return feed;
  }

  #feedNamed(end: PatchEnd): PatchFeed {
    const sided = /^(main\/stereo)\/(left|right)$/.exec(end);
    if (sided) return { from: 'strip', strip: sided[1] as string, side: sided[2] as 'left' | 'right' };
    return this.#strips.has(end) ? { from: 'strip', strip: end } : { from: 'desk', signal: end };
  }

  #lineEnd(state: DeskState, line: number): PatchEnd | undefined {
    const block = this.#lines.get(line);
    if (!block) return '';
    const set = block.params.length < 2 || this.#switch === undefined ? 0 : state.number(this.#switch);
    const param = set === undefined ? undefined : block.params[set];
    if (param === undefined) return set === undefined ? undefined : '';
    const start = this.#endAt(state, param, block.starts);
    const numbered = start === undefined ? undefined : /^(.*\/)(\d+)$/.exec(start);
    return numbered ? `${numbered[1]}${Number(numbered[2]) + block.offset}` : start;
  }
}

function socketsOf(banks: readonly SocketBank[]): readonly Address[] {
  return banks.flatMap(({ bank, count }) => Array.from({ length: count }, (_, index) => `${bank}/${index + 1}`));
}

/** Exits whose parameters the desk has; options are taken apart once for all blocks that share them. */
function exitsOf(schema: Schema, patch: DeskPatch): readonly Exit[] {
  const known = new Map<readonly (readonly string[])[], readonly (readonly PatchEnd[])[]>();
  return (patch.exitBlocks ?? []).flatMap(({ bank, first, count, param, options }) => {
    const id = schema.idOf(param);
    if (id === undefined) return [];
    const meanings = known.get(options) ?? options.map(ends);
    known.set(options, meanings);
    return Array.from({ length: count }, (_, offset) => ({
      exit: `${bank}/${first + offset}`,
      param: id,
      ends: meanings.map((each) => each[offset]),
    }));
  });
}
