import type { Taper } from '../units/taper.ts';
import type { StripKind } from './address.ts';
import type { ParamSpec, ParamValue } from './paramSpec.ts';
import type { DeskPatch } from './patch.ts';

/** A point of a strip at which a send may take its signal. */
export const tapPoints = ['input', 'preEq', 'postEq', 'preFader', 'postFader', 'subgroup'] as const;
export type TapPoint = (typeof tapPoints)[number];

/** Colours of scribble strips; `Inverted` ones show the colour as ink on black. */
export const paletteColors = ['off', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
export type PaletteColor = (typeof paletteColors)[number] | `${(typeof paletteColors)[number]}Inverted`;

/** One pattern of addresses (see pattern.ts) with what is known of each of them. */
export interface ParamRow {
  readonly pattern: string;
  readonly spec: ParamSpec;
  /** Defaults that differ by number: one for each address of the pattern in order, starting over at the end. They go before the spec's. */
  readonly defaults?: readonly ParamValue[];
}

/** Addresses that name a parameter kept under another address, such as the tap that a pair of busses shares. */
export interface AliasRow {
  readonly pattern: string;
  /** The address that is meant, with the variables of `pattern`. */
  readonly of: string;
}

/** Strips of one kind. */
export interface StripGroup {
  readonly kind: StripKind;
  /** Strip addresses in the desk's order, such as `channel/1` … */
  readonly strips: readonly string[];
}

/**
 * Frozen facts of one console model and firmware, as plain data: what it has, on which steps, and what it cannot do.
 * It is sent to every client, which builds the same {@link Schema} from it.
 */
export interface DeskProfile {
  /** Id of the driver's family. */
  readonly family: string;
  /** Name for people, such as the maker's name of the model. */
  readonly title: string;
  readonly model: string;
  readonly firmware: string;
  readonly strips: readonly StripGroup[];
  readonly params: readonly ParamRow[];
  readonly aliases: readonly AliasRow[];
  /** What the choices of the patch stand for; absent where a driver does not know it. */
  readonly patch?: DeskPatch;
  /** Law of the main faders, for scales beside them. */
  readonly faderTaper: Taper;
  /** How many neighbouring busses share the tap of their sends: 1 none, 2 pairs (1/2, 3/4 …). */
  readonly tapShare: 1 | 2;
  /** Strips with a meter, in the order of the meter frames; stereo mains have one entry for each side. */
  readonly meters: readonly string[];
  /** Highest sensible rate of sets for one continuous parameter, per second. */
  readonly setsPerSecond: number;
  /** Total sets per second that the desk takes without loss. */
  readonly totalSetsPerSecond: number;
  /** What the console has and cannot be read or set from outside, in words for people, each with the reason. */
  readonly absent?: readonly { readonly what: string; readonly why: string }[];
  /** The console tells what is moved at it but cannot be asked: a value is unknown until then. */
  readonly cannotBeAsked?: true;
}
