import { type Address, type StripAddress, stripOf } from '../desk/address.ts';
import { type ParamSpec, type ParamValue, printValue } from '../desk/paramSpec.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import { shownName } from '../desk/stripNames.ts';

/** Looks up the name that a strip has on the desk. */
export type NameOf = (strip: StripAddress) => string | undefined;

const leafWords: Readonly<Record<string, string>> = {
  fader: 'fader',
  mute: 'mute',
  pan: 'pan',
  name: 'name',
  color: 'colour',
  monoLevel: 'mono level',
  'preamp/trim': 'trim',
  'assign/main': 'assign to main',
  'assign/mono': 'assign to mono',
};

/** What a parameter is called, but for the name of the strip that it leads to. */
interface Leaf {
  /** Before that name, or all of it. */
  readonly words: string;
  readonly to?: StripAddress;
  readonly behind?: string;
}

function leafOf(address: Address): Leaf {
  const strip = stripOf(address);
  const leaf = strip === undefined ? address : address.slice(strip.length + 1);
  const known = leafWords[leaf];
  if (known !== undefined) return { words: known };
  const send = !leaf.startsWith('send/') ? null : /^send\/((?:bus|matrix)\/\d+)\/(\w+)$/.exec(leaf);
  if (send) return { words: 'send to ', to: send[1] as string, behind: ` ${words(send[2] as string)}` };
  const group = !leaf.startsWith('assign/') ? null : /^assign\/(dca|muteGroup)\/(\d+)$/.exec(leaf);
  if (group) return { words: group[1] === 'dca' ? `DCA ${group[2]} member` : `mute group ${group[2]} member` };
  return { words: words(leaf).replace(/^eq\b/, 'EQ').replace(/^fx\b/, 'FX') };
}

const titleOf = ({ words: first, to, behind = '' }: Leaf, nameOf: NameOf) =>
  to === undefined ? first : `${first}${shownName(to, nameOf(to))}${behind}`;

/** What a parameter of a strip is called beside its strip: "send to Wedge 1 level", "EQ 2 gain". */
export const leafTitle = (address: Address, nameOf: NameOf): string => titleOf(leafOf(address), nameOf);

const leaves = new WeakMap<Schema, Leaf[]>();

/** {@link leafTitle} for all parameters of a desk: the words of each are put together once. */
export function leafTitles(schema: Schema, nameOf: NameOf): (id: ParamId) => string {
  const known = leaves.get(schema) ?? [];
  leaves.set(schema, known);
  return (id) => {
    const leaf = known[id] ?? leafOf(schema.addressOf(id));
    known[id] = leaf;
    return titleOf(leaf, nameOf);
  };
}

const words = (path: string) =>
  path
    .replaceAll('/', ' ')
    .replace(/[a-z](?=[A-Z])/g, '$& ')
    .toLowerCase();

/** A value with its unit, as it stands in a list of differences: "−4.2 dB", "on", "preFader". */
export function valueTitle(spec: ParamSpec, value: ParamValue): string {
  if (spec.kind === 'text') return value === '' ? 'no text' : `"${value}"`;
  const text = printValue(spec, value);
  return spec.unit === '' || spec.unit === 'pan' ? text : `${text} ${spec.unit}`;
}
