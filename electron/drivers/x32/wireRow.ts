import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { WireCodec } from './wireCodec.ts';

/** One parameter pattern: the last part of its wire path, the last part of its model address, and how its value travels. */
export interface Leaf {
  readonly wire: string;
  readonly model: string;
  readonly codec: WireCodec;
  /** Only on odd sends: the pair's shared tap, pan and pan link. */
  readonly oddOnly?: true;
  /** Only from this major firmware on. */
  readonly sinceFirmware?: number;
  /** Defaults by number; see ParamRow. */
  readonly defaults?: readonly ParamValue[];
  /** A bitmap: bit 0 is the first address of this pattern, which is `model`; the codec is that of one bit. */
  readonly bits?: number;
  /** Sets go out in text form (`/`), because the OSC form's meaning is not known. */
  readonly setByText?: true;
}

/** One text node: a line of a scene file, a reply to `/node`. Its leaves are in the order of the line. */
export interface NodeRow {
  /** Wire path below the section's, '' for the section's own line. */
  readonly wire: string;
  /** Model address below the section's. */
  readonly model: string;
  readonly leaves: readonly Leaf[];
  readonly sinceFirmware?: number;
  /** Not in `/node` and scene files: single values, asked for one by one. */
  readonly single?: true;
}

/** Nodes that are repeated together, for each number of the section's variables, such as all lines of a channel. */
export interface Section {
  /** Wire path, such as `ch/{n:02}`. */
  readonly wire: string;
  /** Model address with ranges, such as `channel/{n:1..32}`. */
  readonly model: string;
  readonly nodes: readonly NodeRow[];
}

type LeafOptions = Omit<Leaf, 'wire' | 'model' | 'codec'>;

export function leaf(wire: string, model: string, codec: WireCodec, options: LeafOptions = {}): Leaf {
  return { wire, model, codec, ...options };
}

export function node(
  wire: string,
  model: string,
  leaves: readonly Leaf[],
  options: Omit<NodeRow, 'wire' | 'model' | 'leaves'> = {},
): NodeRow {
  return { wire, model, leaves, ...options };
}
