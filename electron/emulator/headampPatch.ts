import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { printValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';

/** Where a strip's signal comes from. */
export type StripFeed =
  | { readonly from: 'nothing' }
  /** A head amp, by its number from 0 over all head amps of the desk. */
  | { readonly from: 'headamp'; readonly index: number }
  /** A socket without head amp, by its name in words. */
  | { readonly from: 'line'; readonly socket: string }
  | { readonly from: 'strip'; readonly strip: string };

/** A socket in words: `Local 5`, `AES50 A 12`, `FX 1 L`; blocks of sockets are named by their first, `Card 9–16`. */
const socketPattern = /^(.*?\D)\s*(\d+)(?:\u2013\d+| [LR])?$/;

/**
 * Follows the input patch from strips back to head amps: strip source → block of eight → user patch → socket. Reads the patch's
 * options in words, so that it holds for every desk whose patch is described in them.
 */
export class HeadampPatch {
  readonly #schema: Schema;
  readonly #headamps = new Map<string, number>();
  /** Source and head amp of each strip that can have one. */
  readonly #strips: readonly { readonly strip: string; readonly source: ParamId; readonly headamp: ParamId }[];
  readonly #gains: ParamId[] = [];

  constructor(schema: Schema) {
    this.#schema = schema;
    for (const address of schema.addresses) {
      const socket = /^headamp\/(\w+\/\d+)\/gain$/.exec(address)?.[1];
      if (socket === undefined) continue;
      this.#headamps.set(socket, this.#gains.length);
      this.#gains.push(schema.need(address));
    }
    this.#strips = schema.profile.strips
      .flatMap((group) => group.strips)
      .flatMap((strip) => {
        const source = schema.idOf(`${strip}/source`);
        const headamp = schema.idOf(`${strip}/headamp`);
        return source === undefined || headamp === undefined ? [] : [{ strip, source, headamp }];
      });
  }

  /** Whether a change of this parameter may lead a strip to another head amp. */
  concerns(id: ParamId): boolean {
    return this.#schema.specOf(id).group === 'routing';
  }

  /** The gain parameter of a head amp by its number. */
  gainOf(index: number): ParamId | undefined {
    return this.#gains[index];
  }

  /** The head amp numbers of all strips as they follow from the patch, −1 for none. */
  *numbers(state: DeskState): Generator<Change> {
    for (const { source, headamp } of this.#strips) {
      const feed = this.feedOf(state, source);
      yield { id: headamp, value: feed.from === 'headamp' ? feed.index : -1 };
    }
  }

  /** What a strip's source parameter leads to. */
  feedOf(state: DeskState, source: ParamId): StripFeed {
    const words = this.#words(state, source);
    const match = socketPattern.exec(words);
    if (!match) return words.startsWith('USB') ? { from: 'line', socket: words } : { from: 'nothing' };
    const [, name = '', digits = ''] = match;
    const number = Number(digits);
    switch (name.trim()) {
      case 'Input':
        return this.#blockFeed(state, number);
      case 'Aux':
        return this.#auxFeed(state, number);
      case 'Bus':
        return { from: 'strip', strip: `bus/${number}` };
      case 'FX':
        return { from: 'strip', strip: `fxReturn/${number * 2 - (words.endsWith('L') ? 1 : 0)}` };
      default:
        return { from: 'nothing' };
    }
  }

  /** Record or playback blocks, whichever feed the desk now. */
  #blocks(state: DeskState): string {
    return state.at('routing/inputsFrom') === 1 ? 'routing/playback' : 'routing/input';
  }

  #blockFeed(state: DeskState, input: number): StripFeed {
    const first = Math.floor((input - 1) / 8) * 8 + 1;
    return this.#socketFeed(state, this.#wordsAt(state, `${this.#blocks(state)}/${first}`), input - first);
  }

  #auxFeed(state: DeskState, aux: number): StripFeed {
    return this.#socketFeed(state, this.#wordsAt(state, `${this.#blocks(state)}/aux`), aux - 1);
  }

  /** The socket that stands `offset` behind the first of a block. */
  #socketFeed(state: DeskState, block: string, offset: number): StripFeed {
    const match = socketPattern.exec(block);
    if (!match) return { from: 'nothing' };
    const [, name = '', digits = ''] = match;
    const number = Number(digits) + offset;
    if (name.trim() === 'User in') {
      const socket = this.#wordsAt(state, `userRouting/in/${number}`);
      return socket === 'off' ? { from: 'nothing' } : this.#namedSocket(socket);
    }
    return this.#namedSocket(`${name.trim()} ${number}`);
  }

  #namedSocket(socket: string): StripFeed {
    const [, name = '', digits = ''] = socketPattern.exec(socket) ?? [];
    const index = this.#headamps.get(`${name.replaceAll(' ', '').toLowerCase()}/${digits}`);
    return index === undefined ? { from: 'line', socket } : { from: 'headamp', index };
  }

  #wordsAt(state: DeskState, address: string): string {
    const id = this.#schema.idOf(address);
    return id === undefined ? '' : this.#words(state, id);
  }

  #words(state: DeskState, id: ParamId): string {
    const value = state.get(id);
    return value === undefined ? '' : printValue(this.#schema.specOf(id), value);
  }
}
