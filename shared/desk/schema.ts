import type { Address } from './address.ts';
import type { ParamSpec, ParamValue } from './paramSpec.ts';
import { combinations, expand, substitute } from './pattern.ts';
import type { DeskProfile } from './profile.ts';

/** A parameter's dense number, from 0; the same on both sides of a link. */
export type ParamId = number;

/** The dense table of a desk's parameters: id ⇄ address ⇄ spec. */
export interface Schema {
  readonly profile: DeskProfile;
  readonly size: number;
  /** Proves that both sides of a link built the same table: 8 hex digits over addresses, kinds and step counts. */
  readonly hash: string;
  /** Id of an address or of an alias of it; `undefined` if the desk has no such parameter. */
  idOf(address: Address): ParamId | undefined;
  /** Id of an address that must exist. @throws if it does not: for addresses written in our own code. */
  need(address: Address): ParamId;
  /** The canonical address of an id. @throws RangeError outside 0…size−1. */
  addressOf(id: ParamId): Address;
  specOf(id: ParamId): ParamSpec;
  /** What a factory-fresh desk has; `undefined` if that is not established. */
  defaultOf(id: ParamId): ParamValue | undefined;
  /** Whether the desk has this parameter. */
  has(address: Address): boolean;
  /** All canonical addresses, by id. */
  readonly addresses: readonly Address[];
  /** All specs, by id. */
  readonly specs: readonly ParamSpec[];
}

/** What follows from the patterns alone. */
type Table = Omit<Schema, 'profile'>;

/** Tables by the patterns that they were built from: models and firmwares of a family share theirs, and building one takes a while. */
const tables = new WeakMap<
  DeskProfile['params'],
  { readonly aliases: DeskProfile['aliases']; readonly table: Table }
>();

/** Expands a profile's patterns, in their order, into ids from 0. @throws if two patterns give the same address. */
export function buildSchema(profile: DeskProfile): Schema {
  const known = tables.get(profile.params);
  if (known?.aliases === profile.aliases) return { ...known.table, profile };
  const table = buildTable(profile);
  tables.set(profile.params, { aliases: profile.aliases, table });
  return { ...table, profile };
}

function buildTable({ params, aliases, title, model }: DeskProfile): Table {
  const addresses: Address[] = [];
  const specs: ParamSpec[] = [];
  const ownDefaults = new Map<ParamId, ParamValue>();
  const ids = new Map<Address, ParamId>();
  let hash = 0x811c9dc5;
  for (const { pattern, spec, defaults } of params) {
    hash = fnv1a(`${pattern} ${describe(spec)};`, hash);
    for (const [index, address] of expand(pattern).entries()) {
      const own = defaults?.[index % defaults.length];
      if (own !== undefined) ownDefaults.set(addresses.length, own);
      if (ids.has(address)) throw new Error(`Profile ${model} names ${address} twice`);
      ids.set(address, addresses.length);
      addresses.push(address);
      specs.push(spec);
    }
  }
  for (const { pattern, of } of aliases) {
    hash = fnv1a(`${pattern}=${of};`, hash);
    for (const bindings of combinations(pattern)) {
      const id = ids.get(substitute(of, bindings));
      if (id === undefined) throw new Error(`Profile ${model}: alias ${pattern} leads nowhere (${of})`);
      const alias = substitute(pattern, bindings);
      if (ids.has(alias)) throw new Error(`Profile ${model} names ${alias} twice`);
      ids.set(alias, id);
    }
  }
  const at = <T>(list: readonly T[], id: ParamId): T => {
    if (!(id >= 0 && id < list.length)) throw new RangeError(`Parameter id ${id} is outside 0…${list.length - 1}`);
    return list[id] as T;
  };
  return {
    size: addresses.length,
    hash: hash.toString(16).padStart(8, '0'),
    idOf: (address) => ids.get(address),
    need(address) {
      const id = ids.get(address);
      if (id === undefined) throw new Error(`${title} has no parameter ${address}`);
      return id;
    },
    addressOf: (id) => at(addresses, id),
    specOf: (id) => at(specs, id),
    defaultOf: (id) => ownDefaults.get(id) ?? at(specs, id).default,
    has: (address) => ids.has(address),
    addresses,
    specs,
  };
}

/** What both sides must agree on to understand each other's values. */
function describe(spec: ParamSpec): string {
  switch (spec.kind) {
    case 'level':
      return `level ${spec.steps} ${spec.taper.breakpoints.join(' ')}`;
    case 'number':
      return `number ${spec.law} ${spec.min} ${spec.max} ${spec.steps}`;
    case 'choice':
      return `choice ${spec.options.join(' ')}`;
    case 'integer':
      return `integer ${spec.min} ${spec.max}`;
    case 'text':
      return `text ${spec.maxLength}`;
    case 'switch':
      return 'switch';
  }
}

/** 32-bit FNV-1a over the UTF-16 units of a text. */
function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
