import * as v from 'valibot';
import { type Address, kindOfStrip, type StripAddress, stripOf } from '../desk/address.ts';
import type { ParamSpec, SceneGroup } from '../desk/paramSpec.ts';
import { combinations, substitute } from '../desk/pattern.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import { address, list } from './limits.ts';

/** Kinds of parameters that a recall may change or leave, in the order in which they are shown. */
export const recallKinds = [
  'faders',
  'mutes',
  'pans',
  'sends',
  'taps',
  'assigns',
  'groups',
  'names',
  'eq',
  'gates',
  'dynamics',
  'inputs',
  'inserts',
  'delays',
  'automix',
  'fx',
  'links',
  'monitor',
  'setup',
  'gains',
  'phantom',
  'routing',
  'outputs',
  'talkback',
] as const;
export type RecallKind = (typeof recallKinds)[number];

/** What kinds are called where people choose them. */
export const recallKindTitles: Readonly<Record<RecallKind, string>> = {
  faders: 'Faders',
  mutes: 'Mutes',
  pans: 'Pan',
  sends: 'Sends',
  taps: 'Tap points',
  assigns: 'Main assigns',
  groups: 'DCA and mute groups',
  names: 'Names and colours',
  eq: 'EQ',
  gates: 'Gates',
  dynamics: 'Dynamics',
  inputs: 'Low cut and polarity',
  inserts: 'Inserts',
  delays: 'Delays',
  automix: 'Automix',
  fx: 'Effects',
  links: 'Links',
  monitor: 'Monitoring',
  setup: 'Setup',
  gains: 'Gain and trim',
  phantom: 'Phantom power',
  routing: 'Routing',
  outputs: 'Outputs',
  talkback: 'Talkback',
};

/** What cannot be heard back, or is heard by everybody: off unless asked for, and then only with a second yes. */
export const secondYeses = ['gain', 'phantom', 'routing', 'main', 'talkback'] as const;
export type SecondYes = (typeof secondYeses)[number];

const yesOfKind: Partial<Record<RecallKind, SecondYes>> = {
  gains: 'gain',
  phantom: 'phantom',
  routing: 'routing',
  outputs: 'routing',
  talkback: 'talkback',
};

/** What is recalled when nobody says which kinds. */
export const defaultKinds: readonly RecallKind[] = recallKinds.filter((kind) => yesOfKind[kind] === undefined);

/**
 * What a recall may change. What is left out is not limited, but for `kinds` ({@link defaultKinds} if nobody says) and `main`
 * (no if nobody says).
 */
export const recallScope = v.strictObject({
  kinds: v.exactOptional(list(v.picklist(recallKinds), recallKinds.length)),
  /** Only these strips; with it, nothing that belongs to no strip. */
  strips: v.exactOptional(list(address, 1000)),
  /** Of sends, taps and assigns only those that lead to these busses, matrices and mains. */
  busses: v.exactOptional(list(address, 1000)),
  /** Whether the main strips may change in more than their names. */
  main: v.exactOptional(v.boolean()),
});
export type RecallScope = v.InferOutput<typeof recallScope>;

/** What no recall may change, whatever its scope. */
export const recallSafes = v.strictObject({
  /** All of these strips. */
  strips: v.exactOptional(list(address, 1000)),
  /** These busses, matrices and mains themselves, and every send and assign that leads to them. */
  busses: v.exactOptional(list(address, 1000)),
  params: v.exactOptional(list(address, 20_000)),
});
export type RecallSafes = v.InferOutput<typeof recallSafes>;

/** What is left where all of several scopes hold: of the show, of the scene, of this recall. */
export function combineScopes(...scopes: readonly (RecallScope | undefined)[]): RecallScope {
  const combined: { -readonly [Key in keyof RecallScope]: RecallScope[Key] } = {};
  for (const scope of scopes) {
    if (scope?.kinds) combined.kinds = both(combined.kinds, scope.kinds);
    if (scope?.strips) combined.strips = both(combined.strips, scope.strips);
    if (scope?.busses) combined.busses = both(combined.busses, scope.busses);
    if (scope?.main !== undefined) combined.main = (combined.main ?? true) && scope.main;
  }
  return combined;
}

function both<T>(one: readonly T[] | undefined, other: readonly T[]): T[] {
  return one ? one.filter((each) => other.includes(each)) : [...other];
}

/** Everything that is safe for one of several reasons. */
export function combineSafes(...all: readonly (RecallSafes | undefined)[]): RecallSafes {
  const every = (key: keyof RecallSafes) => [...new Set(all.flatMap((safes) => safes?.[key] ?? []))];
  return { strips: every('strips'), busses: every('busses'), params: every('params') };
}

/** Groups that scenes do not hold: what a hand does for a moment, and what the show itself keeps. */
type OutsideScenes = 'solo' | 'purposes';
const outsideScenes: ReadonlySet<string> = new Set<OutsideScenes>(['solo', 'purposes']);

const kindOfGroup: Readonly<Record<Exclude<SceneGroup, 'preamps' | OutsideScenes>, RecallKind>> = {
  names: 'names',
  faders: 'faders',
  mutes: 'mutes',
  pans: 'pans',
  sends: 'sends',
  taps: 'taps',
  assigns: 'assigns',
  groups: 'groups',
  gates: 'gates',
  dynamics: 'dynamics',
  eq: 'eq',
  inserts: 'inserts',
  delays: 'delays',
  automix: 'automix',
  links: 'links',
  fx: 'fx',
  outputs: 'outputs',
  routing: 'routing',
  talkback: 'talkback',
  monitor: 'monitor',
  setup: 'setup',
};

/** What a hand does for a moment, and what the desk itself recalls: no part of a scene. */
const momentary = /^(?:deskScene\/.*|talkback\/\w+\/key|oscillator\/on)$/;

const isOutside = (group: SceneGroup): group is OutsideScenes & SceneGroup => outsideScenes.has(group);

/** The kind of a parameter; `undefined` for what scenes do not hold: solo, talk keys, what a desk only tells. */
export function kindOf(address: Address, spec: ParamSpec): RecallKind | undefined {
  const { group } = spec;
  if (spec.readOnly || isOutside(group) || momentary.test(address)) return undefined;
  if (group !== 'preamps') return kindOfGroup[group];
  if (address.endsWith('/phantom')) return 'phantom';
  return /\/(?:gain|trim)$/.test(address) ? 'gains' : 'inputs';
}

const sendPattern = /\/send\/((?:bus|matrix)\/\d+)(?=\/)/;

/** The bus, matrix or main that a send or an assign leads to. */
export function destinationOf(address: Address): StripAddress | undefined {
  const send = sendPattern.exec(address)?.[1];
  if (send !== undefined) return send;
  if (address.endsWith('/assign/main')) return 'main/stereo';
  return /\/(?:assign\/mono|monoLevel)$/.test(address) ? 'main/mono' : undefined;
}

/** What scopes need to know of one parameter. */
export interface RecallParam {
  readonly kind: RecallKind;
  readonly strip: StripAddress | undefined;
  /** Where it leads; two where a pair of busses shares it. The same list for all that lead to the same. */
  readonly destinations: readonly StripAddress[];
  /** The yes that a change of it needs. */
  readonly yes: SecondYes | undefined;
}

const tables = new WeakMap<Schema, readonly (RecallParam | undefined)[]>();

/** By id, what scopes need to know; `undefined` for what scenes do not hold. Built once for a schema. */
export function recallParams(schema: Schema): readonly (RecallParam | undefined)[] {
  const known = tables.get(schema);
  if (known) return known;
  const shared = sharedDestinations(schema);
  const lists = new Map<string, readonly StripAddress[]>();
  const listOf = (destinations: readonly StripAddress[]) => {
    const key = destinations.join(' ');
    const list = lists.get(key) ?? destinations;
    lists.set(key, list);
    return list;
  };
  const table = schema.addresses.map((address, id): RecallParam | undefined => {
    const kind = kindOf(address, schema.specOf(id));
    if (kind === undefined) return undefined;
    const strip = stripOf(address);
    const destination = destinationOf(address);
    const destinations = listOf(destination === undefined ? [] : [destination, ...(shared.get(id) ?? [])]);
    return { kind, strip, destinations, yes: yesOf(kind, strip) };
  });
  tables.set(schema, table);
  return table;
}

function yesOf(kind: RecallKind, strip: StripAddress | undefined): SecondYes | undefined {
  const isMain = strip !== undefined && kind !== 'names' && kindOfStrip(strip) === 'main';
  return yesOfKind[kind] ?? (isMain ? 'main' : undefined);
}

/** Where else a parameter leads under its other names: the tap of a pair of sends has one for each bus. */
function sharedDestinations(schema: Schema): ReadonlyMap<ParamId, readonly StripAddress[]> {
  const shared = new Map<ParamId, StripAddress[]>();
  for (const { pattern } of schema.profile.aliases) {
    for (const bindings of combinations(pattern)) {
      const alias = substitute(pattern, bindings);
      const id = schema.idOf(alias);
      const destination = destinationOf(alias);
      if (id !== undefined && destination !== undefined) shared.set(id, [...(shared.get(id) ?? []), destination]);
    }
  }
  return shared;
}

/** Why a parameter is left alone. */
export type Exclusion = 'not in scenes' | 'out of scope' | 'safe';

/** Decides for single parameters of one desk; made once for a recall. What several busses share needs all of them in scope, and none safe. */
export class ScopeFilter {
  readonly #params: readonly (RecallParam | undefined)[];
  readonly #kinds: ReadonlySet<RecallKind>;
  readonly #strips: ReadonlySet<StripAddress> | undefined;
  readonly #busses: ReadonlySet<StripAddress> | undefined;
  readonly #isMainIn: boolean;
  readonly #safeStrips: ReadonlySet<StripAddress>;
  readonly #safeBusses: ReadonlySet<StripAddress>;
  readonly #safeIds: ReadonlySet<ParamId | undefined>;

  constructor(schema: Schema, scope: RecallScope, safes: RecallSafes = {}) {
    this.#params = recallParams(schema);
    this.#kinds = new Set(scope.kinds ?? defaultKinds);
    this.#strips = scope.strips && new Set(scope.strips);
    this.#busses = scope.busses && new Set(scope.busses);
    this.#isMainIn = scope.main ?? false;
    this.#safeStrips = new Set(safes.strips);
    this.#safeBusses = new Set(safes.busses);
    this.#safeIds = new Set(safes.params?.map((each) => schema.idOf(each)));
  }

  /** @returns why the parameter is left alone, `undefined` if it may change. */
  exclusionOf(id: ParamId): Exclusion | undefined {
    const param = this.#params[id];
    if (!param) return 'not in scenes';
    if (!this.#isInScope(param)) return 'out of scope';
    return this.#isSafe(param) || this.#safeIds.has(id) ? 'safe' : undefined;
  }

  #isSafe({ strip, destinations }: RecallParam): boolean {
    if (strip !== undefined && (this.#safeStrips.has(strip) || this.#safeBusses.has(strip))) return true;
    return this.#safeBusses.size > 0 && destinations.some((each) => this.#safeBusses.has(each));
  }

  #isInScope({ kind, strip, destinations, yes }: RecallParam): boolean {
    if (!this.#kinds.has(kind)) return false;
    if (!this.#isMainIn && yes === 'main') return false;
    if (this.#strips && (strip === undefined || !this.#strips.has(strip))) return false;
    return !this.#busses || destinations.every((each) => this.#busses?.has(each));
  }
}
