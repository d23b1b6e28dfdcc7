import { type Address, numberOfStrip, type StripAddress, type StripKind, sendAddress } from '../desk/address.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import { type TapPoint, tapPoints } from '../desk/profile.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import { fallbackName, shownName } from '../desk/stripNames.ts';

/** A desk's values by address: a desk state, a page's mirror, or either with planned values on top. `undefined` is unknown. */
export interface DeskReading {
  readonly schema: Schema;
  at(address: Address): ParamValue | undefined;
}

export function numberAt(desk: DeskReading, address: Address): number | undefined {
  const value = desk.at(address);
  return typeof value === 'number' ? value : undefined;
}

export const isOn = (desk: DeskReading, address: Address): boolean => desk.at(address) === 1;

/** The word of a choice; `undefined` while unknown or where the desk has no such choice. */
export function optionAt(desk: DeskReading, address: Address): string | undefined {
  const id = desk.schema.idOf(address);
  const value = numberAt(desk, address);
  if (id === undefined || value === undefined) return undefined;
  const spec = desk.schema.specOf(id);
  return spec.kind === 'choice' ? spec.options[value] : undefined;
}

/** The value of a choice's word; `undefined` if the desk does not offer it. */
export function valueOfOption(schema: Schema, address: Address, word: string): number | undefined {
  const id = schema.idOf(address);
  const spec = id === undefined ? undefined : schema.specOf(id);
  const index = spec?.kind === 'choice' ? spec.options.indexOf(word) : -1;
  return index < 0 ? undefined : index;
}

/** A strip's name as it is shown. */
export function nameOf(desk: DeskReading, strip: StripAddress): string {
  const name = desk.at(`${strip}/name`);
  return shownName(strip, typeof name === 'string' ? name : undefined);
}

/** "Bus 5 (Booth)", or "Bus 5" without a name. */
export function longNameOf(desk: DeskReading, strip: StripAddress): string {
  const plain = fallbackName(strip);
  const name = nameOf(desk, strip);
  return name === plain ? plain : `${plain} (${name})`;
}

/** "Kick, Bass and Click"; from the sixth on only how many more there are. */
export function listed(words: readonly string[]): string {
  const shown = words.length > 6 ? [...words.slice(0, 5), `${words.length - 5} more`] : words;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** "1 send", "3 sends". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function stripsOf(schema: Schema, ...kinds: readonly StripKind[]): readonly StripAddress[] {
  return kinds.flatMap((kind) => schema.profile.strips.find((group) => group.kind === kind)?.strips ?? []);
}

/** One send with where its values are kept; `on` and `tap` may be absent from a desk. */
export interface Send {
  readonly source: StripAddress;
  readonly bus: StripAddress;
  readonly level: Address;
  readonly on: Address;
  readonly tap: Address;
  readonly pan: Address;
}

export function sendOf(source: StripAddress, bus: StripAddress): Send {
  const base = sendAddress(source, bus);
  return { source, bus, level: `${base}/level`, on: `${base}/on`, tap: `${base}/tap`, pan: `${base}/pan` };
}

const everything: readonly StripKind[] = ['channel', 'auxIn', 'fxReturn', 'bus', 'main'];

/** All sends that the desk has into a bus or matrix. */
export function sendsInto(schema: Schema, bus: StripAddress): readonly Send[] {
  return stripsOf(schema, ...everything)
    .map((source) => sendOf(source, bus))
    .filter(({ level }) => schema.has(level));
}

/** Where a send is taken; a desk without taps takes it behind the fader. `undefined` while unknown. */
export function tapOf(desk: DeskReading, { tap }: Send): TapPoint | undefined {
  if (!desk.schema.has(tap)) return 'postFader';
  const word = optionAt(desk, tap);
  return tapPoints.find((point) => point === word);
}

/** Whether a signal passes a send: it is on, and not all the way down where its level counts. `undefined` while unknown. */
export function flows(desk: DeskReading, send: Send): boolean | undefined {
  if (desk.schema.has(send.on)) {
    const on = desk.at(send.on);
    if (on === undefined) return undefined;
    if (on === 0) return false;
  }
  const tap = tapOf(desk, send);
  if (tap === 'subgroup') return true;
  const levelDb = numberAt(desk, send.level);
  return levelDb === undefined || tap === undefined ? undefined : levelDb > -Infinity;
}

/** Sends of the same source that keep one tap with this one. */
export function tapPartners(schema: Schema, send: Send): readonly Send[] {
  const id = schema.idOf(send.tap);
  if (id === undefined || schema.profile.tapShare === 1) return [];
  return stripsOf(schema, 'bus', 'matrix')
    .filter((bus) => bus !== send.bus && schema.idOf(`${send.source}/send/${bus}/tap`) === id)
    .map((bus) => sendOf(send.source, bus));
}

/** The taps that a send can have, as the desk lists them. */
export function tapsOffered(schema: Schema, send: Send): readonly TapPoint[] {
  const id = schema.idOf(send.tap);
  const spec = id === undefined ? undefined : schema.specOf(id);
  return spec?.kind === 'choice' ? tapPoints.filter((point) => spec.options.includes(point)) : ['postFader'];
}

/** The first of some taps that a send can have. */
export function firstTap(schema: Schema, send: Send, wished: readonly TapPoint[]): TapPoint | undefined {
  const offered = tapsOffered(schema, send);
  return wished.find((tap) => offered.includes(tap));
}

/** The groups of a kind that a strip is a member of: `dca/2`, `muteGroup/1`. */
export function groupsOf(desk: DeskReading, strip: StripAddress, kind: 'dca' | 'muteGroup'): readonly Address[] {
  const groups: Address[] = [];
  for (let number = 1; desk.schema.has(`${strip}/assign/${kind}/${number}`); number++) {
    if (isOn(desk, `${strip}/assign/${kind}/${number}`)) groups.push(`${kind}/${number}`);
  }
  return groups;
}

/** A strip's fader with those of its DCAs, in dB; `undefined` while one of them is unknown. */
export function faderGainDb(desk: DeskReading, strip: StripAddress): number | undefined {
  let gainDb = numberAt(desk, `${strip}/fader`);
  for (const dca of groupsOf(desk, strip, 'dca')) {
    const levelDb = numberAt(desk, `${dca}/fader`);
    gainDb = gainDb === undefined || levelDb === undefined ? undefined : gainDb + levelDb;
  }
  return gainDb;
}

/** Whether a strip's own switch, a DCA or a mute group silences it. */
export function isMuted(desk: DeskReading, strip: StripAddress): boolean {
  if (isOn(desk, `${strip}/mute`)) return true;
  const groups = [...groupsOf(desk, strip, 'dca'), ...groupsOf(desk, strip, 'muteGroup')];
  return groups.some((group) => isOn(desk, `${group}/mute`));
}

/** The other half of a strip's stereo pair while the two are linked. */
export function linkedPartner(desk: DeskReading, strip: StripAddress): StripAddress | undefined {
  const number = numberOfStrip(strip);
  if (number === undefined) return undefined;
  const kind = strip.slice(0, strip.indexOf('/'));
  const first = number - ((number + 1) % 2);
  return isOn(desk, `link/${kind}/${first}`) ? `${kind}/${first === number ? number + 1 : first}` : undefined;
}

export const idsOf = (schema: Schema, addresses: Iterable<Address>): readonly ParamId[] =>
  [...addresses].flatMap((address) => schema.idOf(address) ?? []);
