import type { Address } from '../../shared/desk/address.ts';
import { type StripAddress, sendAddress } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { DeskReading } from '../../shared/guided/deskReading.ts';

/** One value that an edit of a mix sets. */
export interface MixChange {
  readonly address: Address;
  readonly after: ParamValue;
}

/** What of a send belongs to a mix and can be taken to another one. */
const copied = ['level', 'on', 'pan'] as const;

/** A mix as it was copied: values by source strip and leaf. */
export type CopiedMix = ReadonlyMap<StripAddress, Readonly<Partial<Record<(typeof copied)[number], ParamValue>>>>;

/** Takes a copy of a mix, as far as it is known. */
export function copyMix(desk: DeskReading, sources: readonly StripAddress[], bus: StripAddress): CopiedMix {
  const mix = new Map<StripAddress, Partial<Record<(typeof copied)[number], ParamValue>>>();
  for (const source of sources) {
    const values: Partial<Record<(typeof copied)[number], ParamValue>> = {};
    for (const leaf of copied) {
      const value = desk.at(`${sendAddress(source, bus)}/${leaf}`);
      if (value !== undefined) values[leaf] = value;
    }
    mix.set(source, values);
  }
  return mix;
}

/** What a copied mix changes on another bus: what falls or closes first, what rises last. A pan that other busses share is left. */
export function pasteMix(desk: DeskReading, mix: CopiedMix, bus: StripAddress, withPan: boolean): MixChange[] {
  const changes: MixChange[] = [];
  for (const [source, values] of mix) {
    for (const leaf of copied) {
      const address = `${sendAddress(source, bus)}/${leaf}`;
      const after = values[leaf];
      const before = desk.at(address);
      if (after === undefined || before === undefined || before === after || (leaf === 'pan' && !withPan)) continue;
      changes.push({ address, after });
    }
  }
  return softFirst(desk, changes);
}

/** Moves every send of a mix that is not off by the same amount. */
export function offsetMix(
  desk: DeskReading,
  sources: readonly StripAddress[],
  bus: StripAddress,
  byDb: number,
): MixChange[] {
  const changes = sources.flatMap((source): MixChange[] => {
    const address = `${sendAddress(source, bus)}/level`;
    const levelDb = desk.at(address);
    return typeof levelDb === 'number' && levelDb !== -Infinity ? [{ address, after: levelDb + byDb }] : [];
  });
  return softFirst(desk, changes);
}

/** Nothing is louder on the way than the louder of before and after. */
function softFirst(desk: DeskReading, changes: readonly MixChange[]): MixChange[] {
  const rise = ({ address, after }: MixChange) => Number(Number(after) > Number(desk.at(address)));
  return changes.toSorted((a, b) => rise(a) - rise(b));
}

/** By how much one mix is louder than another for a channel, in dB; `undefined` where both are off, or one is not known. */
export function differenceDb(
  desk: DeskReading,
  source: StripAddress,
  bus: StripAddress,
  other: StripAddress,
): number | undefined {
  const heard = (each: StripAddress) => {
    const send = sendAddress(source, each);
    const levelDb = desk.at(`${send}/level`);
    if (typeof levelDb !== 'number') return undefined;
    return desk.at(`${send}/on`) === 0 ? -Infinity : levelDb;
  };
  const [own, theirs] = [heard(bus), heard(other)];
  if (own === undefined || theirs === undefined || own === theirs) return undefined;
  return own - theirs;
}
