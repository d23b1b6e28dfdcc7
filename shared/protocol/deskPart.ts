import type { Address } from '../desk/address.ts';
import type { ParamSpec } from '../desk/paramSpec.ts';
import { expand } from '../desk/pattern.ts';
import type { DeskProfile } from '../desk/profile.ts';
import { buildSchema, type ParamId, type Schema } from '../desk/schema.ts';
import type { Sight } from './paramRights.ts';

/**
 * The parameters that somebody with narrow rights sees, one by one with the numbers that they have in the whole desk. A phone would
 * otherwise be sent, and would have to expand, thousands of which it is never told a value.
 */
export interface DeskPart {
  readonly specs: readonly ParamSpec[];
  /** Id, place of the spec in `specs`, address, and further addresses by which the same parameter is known. */
  readonly params: readonly (readonly [id: ParamId, spec: number, address: Address, ...aliases: Address[]])[];
}

interface CutDesk {
  readonly profile: DeskProfile;
  readonly part: DeskPart;
}

/** A cut costs a walk over the whole desk, and all who see the same share it. */
const cuts = new WeakMap<Sight, CutDesk>();

/** What of a desk is told to those who see only a part of it. What they may not move is read-only to them. */
export function cutDesk(profile: DeskProfile, sight: Sight): CutDesk {
  const known = cuts.get(sight);
  if (known) return known;
  const { patch: _patch, absent: _absent, ...rest } = profile;
  const cut = { profile: { ...rest, params: [], aliases: [] }, part: partOf(buildSchema(profile), sight) };
  cuts.set(sight, cut);
  return cut;
}

function partOf(schema: Schema, sight: Sight): DeskPart {
  const specs: ParamSpec[] = [];
  const places = { movable: new Map<ParamSpec, number>(), still: new Map<ParamSpec, number>() };
  const placeOf = (spec: ParamSpec, isMovable: boolean) => {
    const known = isMovable ? places.movable : places.still;
    const place = known.get(spec) ?? specs.push(isMovable ? spec : { ...spec, readOnly: true }) - 1;
    known.set(spec, place);
    return place;
  };
  const params = new Map<ParamId, [ParamId, number, Address, ...Address[]]>();
  for (const [id, address] of schema.addresses.entries()) {
    if (!sight.maySee(id)) continue;
    params.set(id, [id, placeOf(schema.specOf(id), sight.mayChange(id)), address]);
  }
  for (const alias of schema.profile.aliases.flatMap(({ pattern }) => expand(pattern))) {
    const id = schema.idOf(alias);
    if (id !== undefined) params.get(id)?.push(alias);
  }
  return { specs, params: [...params.values()] };
}

/** The table of a part: it knows no parameter but those, under their numbers in the whole desk. @param hash of the whole one */
export function schemaOfPart(profile: DeskProfile, { specs, params }: DeskPart, hash: string): Schema {
  const addresses: Address[] = [];
  const specById: ParamSpec[] = [];
  const ids = new Map<Address, ParamId>();
  for (const [id, place, address, ...aliases] of params) {
    const spec = specs[place];
    if (!spec) throw new RangeError(`${address} has no spec at place ${place}`);
    addresses[id] = address;
    specById[id] = spec;
    for (const each of [address, ...aliases]) ids.set(each, id);
  }
  const need = <T>(value: T | undefined, what: string | number): T => {
    if (value === undefined) throw new RangeError(`${profile.title} shows no parameter ${what} to this page`);
    return value;
  };
  return {
    profile,
    size: addresses.length,
    hash,
    idOf: (address) => ids.get(address),
    need: (address) => need(ids.get(address), address),
    addressOf: (id) => need(addresses[id], id),
    specOf: (id) => need(specById[id], id),
    defaultOf: (id) => specById[id]?.default,
    has: (address) => ids.has(address),
    addresses,
    specs: specById,
  };
}
