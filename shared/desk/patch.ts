import type { Address } from './address.ts';

/**
 * One end of a patch, as an address of the model: a strip (`bus/3`; a side of the stereo main is `main/stereo/left`), an input
 * socket (`input/local/5`), a line between sockets and strips (`line/7`), an end of an effect (`fx/3/left`), an output
 * (`output/aux/2`), or one of the desk's own signals (`monitor/left`, `talkback`). Empty means nothing.
 */
export type PatchEnd = string;

/** Patterns (see pattern.ts) that give, one after the other, what the values of a parameter stand for, from its lowest value on. */
export type PatchEnds = readonly string[];

/** Sockets of one kind: `input/local/1` … or `output/main/1` … */
export interface SocketBank {
  /** Address of the bank; its sockets have the numbers from 1 behind it. */
  readonly bank: Address;
  readonly count: number;
  /** Word before a socket's number, such as "Local". */
  readonly title: string;
  /** Address of the head amps behind the sockets, which have the same numbers; absent for sockets without. */
  readonly headamps?: Address;
}

/** Neighbouring lines that one parameter leads to neighbouring sockets. */
export interface LineBlock {
  /** Number of the first line. */
  readonly first: number;
  readonly count: number;
  /** The block's parameter for each option of {@link DeskPatch.lineSwitch}; only one if there is no such switch. */
  readonly params: readonly Address[];
  /** The first line's socket by option. */
  readonly starts: PatchEnds;
}

/** Sockets that stand for others, as a parameter of each of them says. */
export interface Redirect {
  readonly bank: Address;
  /** Parameters by socket, as a pattern. */
  readonly params: string;
  readonly ends: PatchEnds;
}

/** Neighbouring sockets on the case that one parameter takes from signals of the desk, each socket its own. */
export interface ExitBlock {
  /** A bank of {@link DeskPatch.exits}. */
  readonly bank: Address;
  /** Number of the first socket. */
  readonly first: number;
  readonly count: number;
  readonly param: Address;
  /** By option: what the sockets carry, in their order. Outputs, inputs that are passed on, or the desk's own signals. */
  readonly options: readonly PatchEnds[];
}

/** An effect between busses and return strips. */
export interface EffectLoop {
  /** Address of the effect, such as `fx/1`. */
  readonly slot: Address;
  /** What goes in and where it comes back, side by side. */
  readonly ways: readonly { readonly source: Address; readonly returnStrip: Address }[];
}

/** Where in its strip an output takes its signal, and whether the strip's mute reaches it there. */
export interface OutputTap {
  readonly tap: 'input' | 'preEq' | 'postEq' | 'preFader' | 'postFader';
  readonly obeysMute: boolean;
}

/** What an effect does to a sound; an effect that does two things has both, joined by a plus sign. */
export const effectKinds = ['reverb', 'delay', 'modulation', 'pitch', 'eq', 'dynamics', 'drive', 'enhancer'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** A parameter of an effect that is kept in the effect's own words: a number with so many decimals, in ms or seconds. */
export interface EffectWord {
  /** Address below the slot, such as `param/2`. */
  readonly leaf: Address;
  readonly min: number;
  readonly max: number;
  readonly decimals: number;
}

/** A reverb that the desk can put into an effect slot. */
export interface Reverb {
  /** Option of `<slot>/type`. */
  readonly type: string;
  readonly title: string;
  /** From small to large; which rooms it can stand for. */
  readonly fits: readonly ('drum' | 'small' | 'medium' | 'hall')[];
  readonly preDelayMs: EffectWord;
  readonly decaySeconds: EffectWord;
}

/** What the choices of a desk's patch mean: plain data, so that no part of the program reads a desk's own words. */
export interface DeskPatch {
  readonly inputs: readonly SocketBank[];
  /** The parameter that says which of the blocks' parameters are in force. */
  readonly lineSwitch?: Address;
  readonly lines: readonly LineBlock[];
  readonly redirects: readonly Redirect[];
  /** Of `<strip>/source`. An effect return stands for what the effect gives back, before the return's own strip. */
  readonly stripSources: PatchEnds;
  /** Outputs have the parameters `source` and `tap`. */
  readonly outputs: readonly SocketBank[];
  /** Of `<output>/source`. */
  readonly outputSources: PatchEnds;
  /** Of `<output>/tap`, by option. */
  readonly outputTaps: readonly OutputTap[];
  /** Sockets on the case behind the outputs, where the desk lets one choose which outputs lead there. */
  readonly exits?: readonly SocketBank[];
  /** What the exits carry. */
  readonly exitBlocks?: readonly ExitBlock[];
  readonly effects: readonly EffectLoop[];
  /** Of the sources of {@link EffectLoop.ways}. */
  readonly effectSources: PatchEnds;
  /** What the effects of {@link effects} do, by the option of `<slot>/type`. */
  readonly effectKinds: readonly string[];
  /** Reverbs that the desk has, with what is known of their parameters; absent where nothing is. */
  readonly reverbs?: readonly Reverb[];
  /** Of `<strip>/insert/slot`. */
  readonly inserts: PatchEnds;
}
