import { type Address, kindOfStrip, type StripAddress, type StripKind, stripOf } from '../desk/address.ts';
import type { SceneGroup } from '../desk/paramSpec.ts';
import type { DeskProfile } from '../desk/profile.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import { type Grant, grantKey, type Role } from './roles.ts';

/** Strips that people on a stage have something to do with: what is fed to a bus. */
const sourceKinds: readonly StripKind[] = ['channel', 'auxIn', 'fxReturn'];
/** What is fed to a matrix beside these: a wedge or an ear may hang there. */
const matrixSourceKinds: readonly StripKind[] = [...sourceKinds, 'bus', 'main'];

const sendPattern = /\/send\/((?:bus|matrix)\/\d+)\/(\w+)$/;

/** The bus that a send's address leads to, and what of the send it names; `undefined` for anything else. */
export function sendOf(address: Address): { readonly bus: StripAddress; readonly leaf: string } | undefined {
  const match = sendPattern.exec(address);
  return match ? { bus: match[1] as StripAddress, leaf: match[2] as string } : undefined;
}

/** What of a send people may move whose right is "sends". */
const movableLeaves = ['level', 'pan', 'on'];

/** What a monitor engineer needs to see of a desk to understand a mix. */
const mixGroups: readonly SceneGroup[] = [
  'names',
  'faders',
  'mutes',
  'pans',
  'sends',
  'taps',
  'assigns',
  'groups',
  'links',
  'purposes',
];

/** A console's preferences hold the passwords of its network: nobody is shown them, whatever a driver may know of them. */
const secret = /^-?(?:prefs|preferences|network|wifi)(?:\/|$)/i;

/**
 * Which parameters the holder of a grant sees and moves: an allow-list, so that whatever it does not name is refused. Looked up by id.
 */
export interface Sight {
  maySee(id: ParamId): boolean;
  mayChange(id: ParamId): boolean;
  /** Whether the meter at a place of the profile's list is shown. */
  maySeeMeter(index: number): boolean;
  /** Whether everything is seen, so that nothing needs to be left out. */
  readonly isWhole: boolean;
}

type Rule = (address: Address, group: SceneGroup, grant: Grant) => boolean;

const seeing: Readonly<Record<Role, Rule>> = {
  engineer: () => true,
  monitorEngineer: (address, group) => stripOf(address) !== undefined && mixGroups.includes(group),
  performer: maySeeOnStage,
  viewer: () => true,
};

const changing: Readonly<Record<Role, Rule>> = {
  engineer: () => true,
  monitorEngineer: isOwnSend,
  performer: isOwnSend,
  viewer: () => false,
};

/** Names and colours of what can be in a mix and of the mix itself, and the sends that make it. */
function maySeeOnStage(address: Address, group: SceneGroup, { busses }: Grant): boolean {
  const strip = stripOf(address);
  if (strip === undefined) return false;
  const send = sendOf(address);
  if (send) return busses.includes(send.bus) && feeds(strip, send.bus);
  const isMine = isFedTo(strip, busses) || busses.includes(strip);
  return isMine && group === 'names';
}

function isOwnSend(address: Address, _group: SceneGroup, { busses }: Grant): boolean {
  const send = sendOf(address);
  const strip = stripOf(address);
  if (!send || strip === undefined || !feeds(strip, send.bus)) return false;
  return busses.includes(send.bus) && movableLeaves.includes(send.leaf);
}

/** Whether a strip is one of those that make a mix of this bus or matrix. */
function feeds(strip: StripAddress, bus: StripAddress): boolean {
  const kinds = kindOfStrip(bus) === 'matrix' ? matrixSourceKinds : sourceKinds;
  return kinds.includes(kindOfStrip(strip));
}

/** Whether a strip can be in one of these mixes; who has none sees what any bus is fed with. */
function isFedTo(strip: StripAddress, busses: readonly StripAddress[]): boolean {
  return sourceKinds.includes(kindOfStrip(strip)) || busses.some((bus) => feeds(strip, bus));
}

const seen = 1;
const movable = 2;

interface KnownFlags {
  readonly strips: DeskProfile['strips'];
  readonly byGrant: Map<string, Uint8Array>;
}

/** Two hundred performers share a handful of busses. */
const mostGrants = 64;
/** By the parameters that they are for, which consoles of one family share. */
const knownFlags = new WeakMap<Schema['addresses'], KnownFlags>();

/** The flags of every parameter: one walk over a desk's thousands of them for each grant, and not for each of its holders. */
function flagsOf(schema: Schema, grant: Grant): Uint8Array {
  const { strips } = schema.profile;
  let known = knownFlags.get(schema.addresses);
  if (known?.strips !== strips) {
    known = { strips, byGrant: new Map() };
    knownFlags.set(schema.addresses, known);
  }
  const key = grantKey(grant);
  let flags = known.byGrant.get(key);
  if (!flags) {
    if (known.byGrant.size >= mostGrants) known.byGrant.clear();
    flags = walk(schema, grant);
    known.byGrant.set(key, flags);
  }
  return flags;
}

function walk(schema: Schema, grant: Grant): Uint8Array {
  const flags = new Uint8Array(schema.size);
  for (const [id, address] of schema.addresses.entries()) {
    if (secret.test(address)) continue;
    const { group, readOnly } = schema.specOf(id);
    if (seeing[grant.role](address, group, grant)) flags[id] = (flags[id] ?? 0) | seen;
    if (!readOnly && changing[grant.role](address, group, grant)) flags[id] = (flags[id] ?? 0) | movable;
  }
  addAliases(schema, grant, flags);
  return flags;
}

/** @returns what a grant means on this desk. The first of its kind costs one walk over the desk's parameters. */
export function sightOf(schema: Schema, grant: Grant): Sight {
  const flags = flagsOf(schema, grant);
  const meters = Uint8Array.from(schema.profile.meters, (meter) => (maySeeMeterOf(meter, grant) ? 1 : 0));
  return {
    maySee: (id) => ((flags[id] ?? 0) & seen) !== 0,
    mayChange: (id) => ((flags[id] ?? 0) & movable) !== 0,
    maySeeMeter: (index) => meters[index] === 1,
    isWhole: flags.every((flag) => (flag & seen) !== 0),
  };
}

/**
 * A pair of busses may keep one pan between them: it is seen by the holders of either, and moved only by who holds both, as it
 * would move somebody else's mix.
 */
function addAliases(schema: Schema, grant: Grant, flags: Uint8Array): void {
  if (grant.role === 'engineer' || grant.role === 'viewer') return;
  const groups = new Map(schema.profile.strips.map(({ kind, strips }) => [kind, strips]));
  const destinations = [...(groups.get('bus') ?? []), ...(groups.get('matrix') ?? [])];
  for (const source of matrixSourceKinds.flatMap((kind) => groups.get(kind) ?? [])) {
    for (const bus of destinations) {
      for (const leaf of [...movableLeaves, 'tap']) {
        const id = schema.idOf(`${source}/send/${bus}/${leaf}`);
        if (id === undefined) continue;
        const isOwn = grant.busses.includes(bus);
        if (isOwn) flags[id] = (flags[id] ?? 0) | seen;
        else flags[id] = (flags[id] ?? 0) & ~movable;
      }
    }
  }
}

function maySeeMeterOf(meter: Address, { role, busses }: Grant): boolean {
  if (role !== 'performer') return true;
  const strip = stripOf(meter);
  return strip !== undefined && (isFedTo(strip, busses) || busses.includes(strip));
}

/** What somebody sees and moves who is nobody. */
export const noSight: Sight = {
  maySee: () => false,
  mayChange: () => false,
  maySeeMeter: () => false,
  isWhole: false,
};
