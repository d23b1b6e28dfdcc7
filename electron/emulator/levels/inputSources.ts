import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { HeadampPatch, StripFeed } from '../headampPatch.ts';
import type { ParamView } from './paramView.ts';
import { absent } from './paramView.ts';
import { chance, type Player, playerOf, seatedPlayer } from './players.ts';

/** Loudest level of a microphone at 0 dB of gain: some 30 dB of gain bring it to where meters turn yellow. */
const microphoneDb = -44;
/** Loudest level of a socket without head amp. */
const lineDb = -16;
/** Players differ by up to this much. */
const spreadDb = 4;

interface Feed {
  readonly player: Player | undefined;
  /** Power of the player's loudest at 0 dB of gain. */
  readonly power: number;
  readonly gain: ParamId;
  /** A strip whose output feeds this one. */
  readonly strip: string | undefined;
}

const silence: Feed = { player: undefined, power: 0, gain: absent, strip: undefined };

/** What arrives at the inputs of the strips: players, at the head amps and sockets that the patch leads to. */
export class InputSources {
  readonly #state: DeskState;
  readonly #patch: HeadampPatch;
  readonly #view: ParamView;
  readonly #seed: number;
  readonly #players = new Map<string, Player>();
  readonly #sources: readonly ParamId[];
  readonly #trims: readonly ParamId[];
  readonly #feeds: Feed[];
  #stale = true;

  constructor(
    schema: Schema,
    state: DeskState,
    patch: HeadampPatch,
    view: ParamView,
    seed: number,
    strips: readonly string[],
  ) {
    this.#state = state;
    this.#patch = patch;
    this.#view = view;
    this.#seed = seed;
    this.#sources = strips.map((strip) => schema.idOf(`${strip}/source`) ?? absent);
    this.#trims = strips.map((strip) => schema.idOf(`${strip}/preamp/trim`) ?? absent);
    this.#feeds = strips.map(() => silence);
  }

  /** The patch has changed. */
  repatch(): void {
    this.#stale = true;
  }

  /** The strip that feeds an input, if one does. */
  stripFeeding(input: number): string | undefined {
    this.#settle();
    return this.#feeds[input]?.strip;
  }

  /** Power at an input from its player, after head amp gain; 0 if a strip or nothing feeds it. */
  power(input: number, timeSeconds: number): number {
    this.#settle();
    const feed = this.#feeds[input] as Feed;
    if (!feed.player) return 0;
    const amplitude = feed.player(timeSeconds);
    return amplitude * amplitude * feed.power * this.#view.power(feed.gain);
  }

  /** Power gain of an input's trim. */
  trimPower(input: number): number {
    return this.#view.power(this.#trims[input] as ParamId);
  }

  #settle(): void {
    if (!this.#stale) return;
    this.#stale = false;
    for (let input = 0; input < this.#sources.length; input++) {
      const source = this.#sources[input] as ParamId;
      this.#feeds[input] = source === absent ? silence : this.#feedOf(this.#patch.feedOf(this.#state, source));
    }
  }

  #feedOf(feed: StripFeed): Feed {
    switch (feed.from) {
      case 'nothing':
        return silence;
      case 'strip':
        return { ...silence, strip: feed.strip };
      case 'headamp': {
        const levelDb = microphoneDb + spreadDb * (chance(this.#seed, feed.index, 2) - 0.5);
        return {
          ...silence,
          player: this.#player(`headamp ${feed.index}`, () => seatedPlayer(this.#seed, feed.index)),
          power: 10 ** (levelDb / 10),
          gain: this.#patch.gainOf(feed.index) ?? absent,
        };
      }
      case 'line': {
        if (isUnplugged(feed.socket)) return silence;
        const lane = laneOf(feed.socket);
        return {
          ...silence,
          player: this.#player(feed.socket, () => playerOf('playback', this.#seed, lane)),
          power: 10 ** (lineDb / 10),
        };
      }
    }
  }

  #player(key: string, make: () => Player): Player {
    const known = this.#players.get(key);
    if (known) return known;
    const player = make();
    this.#players.set(key, player);
    return player;
  }
}

/** Nothing is plugged into the aux sockets. */
const isUnplugged = (socket: string) => socket.startsWith('Aux');

/** A number for a socket's name; the two sides of a pair (`USB L`, `USB R`) get different ones. */
function laneOf(socket: string): number {
  let lane = 7;
  for (let i = 0; i < socket.length; i++) lane = (lane * 31 + socket.charCodeAt(i)) % 9973;
  return lane;
}
