import type { Address } from '../desk/address.ts';
import type { ParamValue } from '../desk/paramSpec.ts';

/** What an audit looks for. */
export const findingKinds = [
  'cycle',
  'cueWithoutOutput',
  'nameNotCarried',
  'deadInput',
  'deadOutput',
  'returnName',
  'sharedSource',
  'sourceName',
  'openOutputs',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something about the patch or the names that deserves a look. */
export interface Finding {
  readonly kind: FindingKind;
  /** Strips, sockets and outputs that it is about; the first is where to go. */
  readonly addresses: readonly Address[];
  /** One sentence without a full stop. */
  readonly sentence: string;
  /** What mends it, where nothing that can be heard changes by it. */
  readonly remedy?: Remedy;
}

/** Changes that mend a finding, as one step. */
export interface Remedy {
  /** What it does, for a button: "Rename to Delay L". */
  readonly words: string;
  readonly changes: readonly { readonly address: Address; readonly value: ParamValue }[];
}

export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
