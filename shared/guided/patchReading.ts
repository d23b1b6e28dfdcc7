import type { Address, StripAddress } from '../desk/address.ts';
import type { PatchEnd } from '../desk/patch.ts';
import { expand } from '../desk/pattern.ts';
import type { Schema } from '../desk/schema.ts';
import {
  type DeskReading,
  flows,
  isOn,
  longNameOf,
  nameOf,
  numberAt,
  optionAt,
  sendOf,
  stripsOf,
} from './deskReading.ts';

/** What the values of a parameter stand for, from its lowest value on. */
const endsOf = (patterns: readonly string[]): readonly PatchEnd[] => patterns.flatMap(expand);

function lowest(schema: Schema, address: Address): number {
  const id = schema.idOf(address);
  const spec = id === undefined ? undefined : schema.specOf(id);
  return spec?.kind === 'integer' ? spec.min : 0;
}

function endAt(desk: DeskReading, address: Address, ends: readonly PatchEnd[]): PatchEnd | undefined {
  const value = numberAt(desk, address);
  return value === undefined ? undefined : (ends[value - lowest(desk.schema, address)] ?? '');
}

function valueOfEnd(schema: Schema, address: Address, ends: readonly PatchEnd[], end: PatchEnd): number | undefined {
  const index = schema.has(address) ? ends.indexOf(end) : -1;
  return index < 0 ? undefined : index + lowest(schema, address);
}

// ---- outputs -----------------------------------------------------------------------------------------------------------

/** An output socket: where a bus leaves the console. */
export interface OutputSocket {
  readonly address: Address;
  readonly title: string;
  /** What it carries: a strip's address, `''` for nothing; `undefined` while unknown. */
  readonly carries: PatchEnd | undefined;
}

export function outputSockets(desk: DeskReading): readonly OutputSocket[] {
  const { patch } = desk.schema.profile;
  if (!patch) return [];
  const ends = endsOf(patch.outputSources);
  return patch.outputs.flatMap(({ bank, count, title }) =>
    Array.from({ length: count }, (_, index) => `${bank}/${index + 1}`)
      .filter((address) => desk.schema.has(`${address}/source`))
      .map((address) => ({
        address,
        title: `${title} ${address.slice(bank.length + 1)}`,
        carries: endAt(desk, `${address}/source`, ends),
      })),
  );
}

/** The value that makes an output carry a strip; `undefined` if the console cannot. */
export function outputSourceValue(schema: Schema, output: Address, strip: StripAddress): number | undefined {
  const ends = endsOf(schema.profile.patch?.outputSources ?? []);
  return valueOfEnd(schema, `${output}/source`, ends, strip);
}

// ---- effects -----------------------------------------------------------------------------------------------------------

/** An effect with its ways: what feeds each, and the strip at which it comes back. */
export interface EffectSlot {
  readonly address: Address;
  /** "FX 2" */
  readonly title: string;
  /** The desk's own word for what is in it. */
  readonly type: string | undefined;
  /** What feeds it by way; empty for nothing, such as an insert. */
  readonly sources: readonly (PatchEnd | undefined)[];
  readonly returns: readonly StripAddress[];
}

const numberIn = (address: Address) => address.slice(address.lastIndexOf('/') + 1);

export function effectSlots(desk: DeskReading): readonly EffectSlot[] {
  const { patch } = desk.schema.profile;
  if (!patch) return [];
  const ends = endsOf(patch.effectSources);
  return patch.effects
    .filter(({ slot }) => desk.schema.has(`${slot}/type`))
    .map(({ slot, ways }) => ({
      address: slot,
      title: `FX ${numberIn(slot)}`,
      type: optionAt(desk, `${slot}/type`),
      sources: ways.map(({ source }) => endAt(desk, source, ends)),
      returns: ways.map(({ returnStrip }) => returnStrip),
    }));
}

/** Addresses of what feeds an effect, with the value that makes a strip feed it; `undefined` if the console cannot. */
export function effectSourceValues(schema: Schema, slot: Address, strip: StripAddress) {
  const loop = schema.profile.patch?.effects.find((each) => each.slot === slot);
  const ends = endsOf(schema.profile.patch?.effectSources ?? []);
  return (loop?.ways ?? []).map(({ source }) => ({ source, value: valueOfEnd(schema, source, ends, strip) }));
}

/** What effects of this kind the desk can put into a slot, by its own words. */
export function effectTypesOf(
  schema: Schema,
  slot: Address,
): readonly { readonly word: string; readonly kind: string }[] {
  const id = schema.idOf(`${slot}/type`);
  const spec = id === undefined ? undefined : schema.specOf(id);
  const kinds = schema.profile.patch?.effectKinds ?? [];
  return spec?.kind === 'choice' ? spec.options.map((word, index) => ({ word, kind: kinds[index] ?? '' })) : [];
}

/** Strips whose insert leads through this effect. */
export function insertedIn(desk: DeskReading, slot: Address): readonly StripAddress[] {
  const ends = endsOf(desk.schema.profile.patch?.inserts ?? []);
  return stripsOf(desk.schema, 'channel', 'auxIn', 'fxReturn', 'bus', 'matrix', 'main').filter((strip) =>
    endAt(desk, `${strip}/insert/slot`, ends)?.startsWith(`${slot}/`),
  );
}

/** Where a strip's insert leads; `''` for nowhere, `undefined` while unknown or where it has none. */
export function insertEnd(desk: DeskReading, strip: StripAddress): PatchEnd | undefined {
  const address = `${strip}/insert/slot`;
  return desk.schema.has(address) ? endAt(desk, address, endsOf(desk.schema.profile.patch?.inserts ?? [])) : undefined;
}

export function insertValue(schema: Schema, strip: StripAddress, end: PatchEnd): number | undefined {
  return valueOfEnd(schema, `${strip}/insert/slot`, endsOf(schema.profile.patch?.inserts ?? []), end);
}

/** Everywhere that an insert can lead. */
export const insertEnds = (schema: Schema): readonly PatchEnd[] =>
  endsOf(schema.profile.patch?.inserts ?? []).filter((end) => end !== '');

/** "FX 3 left", "Aux out 2". */
export function insertTitle(schema: Schema, end: PatchEnd): string {
  const [kind, number, side] = end.split('/');
  if (kind === 'fx') return `FX ${number} ${side ?? ''}`.trimEnd();
  const bank = schema.profile.patch?.outputs.find((each) => end.startsWith(`${each.bank}/`));
  return bank ? `${bank.title} ${numberIn(end)}` : end.replaceAll('/', ' ');
}

// ---- busses ------------------------------------------------------------------------------------------------------------

/** What a bus is used for already, in words; empty for a free one. */
export function usesOf(desk: DeskReading, bus: StripAddress): readonly string[] {
  const uses: string[] = [];
  const feeding = stripsOf(desk.schema, 'channel', 'auxIn', 'fxReturn').filter((strip) => {
    const send = sendOf(strip, bus);
    return desk.schema.has(send.level) && flows(desk, send) === true;
  });
  if (feeding.length > 0)
    uses.push(`${feeding.length === 1 ? nameOf(desk, feeding[0] ?? '') : `${feeding.length} strips`} sent to it`);
  const sockets = outputSockets(desk).filter(({ carries }) => carries === bus);
  if (sockets.length > 0) uses.push(`leaves at ${sockets.map(({ title }) => title).join(', ')}`);
  const slots = effectSlots(desk).filter(({ sources }) => sources.includes(bus));
  // An effect that nothing is sent to is fed by a bus all the same: it says nothing of use by itself.
  if (slots.length > 0 && feeding.length > 0) uses.push(`feeds ${slots.map(({ title }) => title).join(', ')}`);
  if (isOn(desk, `${bus}/assign/main`) && feeding.length > 0) uses.push('heard in the main mix');
  return uses;
}

/** A bus to choose, with what speaks against it. */
export interface BusOffer {
  readonly bus: StripAddress;
  readonly title: string;
  readonly uses: readonly string[];
}

/** All busses, free ones first; among those, the ones whose taps nobody else uses. */
export function busOffers(desk: DeskReading): readonly BusOffer[] {
  const busses = stripsOf(desk.schema, 'bus');
  const share = desk.schema.profile.tapShare;
  const uses = new Map(busses.map((bus) => [bus, usesOf(desk, bus)]));
  const isNamed = (bus: StripAddress) => desk.at(`${bus}/name`) !== '' || (numberAt(desk, `${bus}/purpose`) ?? 0) !== 0;
  const burden = (bus: StripAddress, index: number) => {
    const partner = share === 1 ? undefined : busses[index + (index % 2 === 0 ? 1 : -1)];
    const own = (uses.get(bus)?.length ?? 0) * 4 + (isNamed(bus) ? 2 : 0);
    return own + (partner !== undefined && (uses.get(partner)?.length ?? 0) > 0 ? 1 : 0);
  };
  return busses
    .map((bus, index) => ({ bus, title: longNameOf(desk, bus), uses: uses.get(bus) ?? [], burden: burden(bus, index) }))
    .toSorted((a, b) => a.burden - b.burden)
    .map(({ bus, title, uses: used }) => ({ bus, title, uses: used }));
}
