import { stripKinds, stripOf } from './address.ts';
import type { ParamId, Schema } from './schema.ts';

/** What makes a parameter of one side of a linked pair follow the other side. */
type Share = 'always' | 'headampAndDelay' | 'eq' | 'dynamics' | 'faderAndMute';

/**
 * What follows under which share, by the part of the address behind the strip; the first that fits counts. Sends, colour and key
 * filters always follow; EQ, dynamics with gate and insert, and fader with mute have a switch of their own. (One project's field
 * notes on desks; what is not named there, such as names, groups and main assignments, stays each side's own.)
 */
const shares: readonly (readonly [pattern: RegExp, share: Share])[] = [
  [/^color$|^send\/\w+\/\d+\/(on|level)$|^(gate|dynamics)\/filter\//, 'always'],
  [/^delay\/|^preamp\/trim$/, 'headampAndDelay'],
  [/^eq\//, 'eq'],
  [/^(gate|dynamics|insert)\//, 'dynamics'],
  [/^(fader|mute)$/, 'faderAndMute'],
];

/** Pans go apart when a pair is linked and back to the middle when it is divided; those of bus to matrix sends as well. */
const pans = /^pan$|^send\/matrix\/\d+\/pan$/;

/** One pair of neighbouring strips, named by its odd side. */
interface Pair {
  readonly link: ParamId;
  /** Parameters that may follow, as odd id, even id. */
  readonly followers: (readonly [odd: ParamId, even: ParamId])[];
  readonly oddPans: ParamId[];
  readonly evenPans: ParamId[];
}

interface Follower {
  readonly other: ParamId;
  readonly link: ParamId;
  /** The switch that must be on besides the link; `undefined` if it always follows. */
  readonly share: ParamId | undefined;
}

/** Ids of a strip's parameters by what stands behind the strip in their addresses. */
type LeavesByStrip = ReadonlyMap<string, ReadonlyMap<string, ParamId>>;

function leavesByStrip(schema: Schema): LeavesByStrip {
  const leaves = new Map<string, Map<string, ParamId>>();
  for (let id = 0; id < schema.size; id++) {
    const address = schema.addressOf(id);
    const strip = stripOf(address);
    if (strip === undefined) continue;
    const own = leaves.get(strip) ?? new Map<string, ParamId>();
    leaves.set(strip, own);
    own.set(address.slice(strip.length + 1), id);
  }
  return leaves;
}

const known = new WeakMap<Schema, LinkedPairs>();

/** The pairs of a desk; found once for a schema. */
export function linkedPairs(schema: Schema): LinkedPairs {
  const pairs = known.get(schema) ?? new LinkedPairs(schema);
  known.set(schema, pairs);
  return pairs;
}

/** Linked pairs of a desk's strips: what else changes when one parameter does. */
export class LinkedPairs {
  readonly #followers = new Map<ParamId, Follower>();
  readonly #pairs = new Map<ParamId, Pair>();

  constructor(schema: Schema) {
    const leaves = leavesByStrip(schema);
    for (const { kind, strips } of schema.profile.strips) {
      if (!stripKinds.includes(kind)) continue;
      for (let odd = 1; odd < strips.length; odd += 2) {
        const link = schema.idOf(`link/${kind}/${odd}`);
        if (link !== undefined) this.#addPair(schema, leaves, `${kind}/${odd}`, `${kind}/${odd + 1}`, link);
      }
    }
  }

  #addPair(schema: Schema, leaves: LeavesByStrip, odd: string, even: string, link: ParamId): void {
    const pair: Pair = { link, followers: [], oddPans: [], evenPans: [] };
    const evens = leaves.get(even) ?? new Map<string, ParamId>();
    for (const [leaf, id] of evens) if (pans.test(leaf)) pair.evenPans.push(id);
    for (const [leaf, id] of leaves.get(odd) ?? []) {
      if (pans.test(leaf)) pair.oddPans.push(id);
      const share = shares.find(([pattern]) => pattern.test(leaf))?.[1];
      const other = evens.get(leaf);
      if (share === undefined || other === undefined) continue;
      pair.followers.push([id, other]);
      const shareId = share === 'always' ? undefined : schema.idOf(`link/shares/${share}`);
      this.#followers.set(id, { other, link, share: shareId });
      this.#followers.set(other, { other: id, link, share: shareId });
    }
    this.#pairs.set(link, pair);
  }

  /** The switches that link pairs. */
  get links(): Iterable<ParamId> {
    return this.#pairs.keys();
  }

  /** What a pair shares now, as odd id, even id. */
  *sharedBy(link: ParamId, isOn: (id: ParamId) => boolean): Generator<readonly [odd: ParamId, even: ParamId]> {
    if (!isOn(link)) return;
    for (const pair of this.#pairs.get(link)?.followers ?? []) {
      if (this.followerOf(pair[0], isOn) === pair[1]) yield pair;
    }
  }

  /** The parameter on the other side that takes over this one's value now, if any. */
  followerOf(id: ParamId, isOn: (id: ParamId) => boolean): ParamId | undefined {
    const follower = this.#followers.get(id);
    if (!follower || !isOn(follower.link)) return undefined;
    return follower.share === undefined || isOn(follower.share) ? follower.other : undefined;
  }

  /** What follows from linking or dividing a pair; nothing for parameters that are no link. */
  *consequencesOf(
    link: ParamId,
    isOn: (id: ParamId) => boolean,
  ): Generator<{ readonly id: ParamId } & ({ readonly from: ParamId } | { readonly value: number })> {
    const pair = this.#pairs.get(link);
    if (!pair) return;
    const linked = isOn(link);
    for (const id of pair.oddPans) yield { id, value: linked ? -1 : 0 };
    for (const id of pair.evenPans) yield { id, value: linked ? 1 : 0 };
    for (const [odd, even] of this.sharedBy(link, isOn)) yield { id: even, from: odd };
  }
}
