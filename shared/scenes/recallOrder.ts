import { assertNever } from '../base/assertNever.ts';
import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamSpec, ParamValue } from '../desk/paramSpec.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import { isLoudness } from './loudness.ts';

/** The order of a recall: first what makes softer, then what makes audible, last what makes one of two that are equal by then. */
export const recallPhases = ['falls', 'rest', 'rises', 'unmutes', 'joins'] as const;
export type RecallPhase = (typeof recallPhases)[number];

/** A place in the order: steps of one phase go by `rank`, steps of one rank by id. */
export interface Place {
  readonly phase: RecallPhase;
  readonly rank: number;
}

// Pairs are divided before anything else, so that no fall of one side moves the other, and linked when both sides are as they will
// be, so that nothing jumps when the desk copies one to the other. Groups change before levels rise.
const divide: Place = { phase: 'falls', rank: 0 };
const silence: Place = { phase: 'falls', rank: 1 };
const soften: Place = { phase: 'falls', rank: 2 };
const fall: Place = { phase: 'falls', rank: 3 };
const softenLast: Place = { phase: 'falls', rank: 4 };
const rest: Place = { phase: 'rest', rank: 5 };
const regroup: Place = { phase: 'rises', rank: 6 };
const rise: Place = { phase: 'rises', rank: 7 };
const leaveMuted: Place = { phase: 'unmutes', rank: 8 };
const unmute: Place = { phase: 'unmutes', rank: 9 };
const join: Place = { phase: 'joins', rank: 10 };
/** What a desk moves by itself when it links a pair. */
export const movedByLink: Place = { phase: 'joins', rank: 11 };
/** The rank of what the desk moves by itself with the other side of a pair: it is looked at when all that is sent has landed. */
export const followingRank = 12;

const dcaPattern = /\/assign\/(dca\/\d+)$/;
/** Switches that let sound through when they are on. */
const gatePattern = /\/(?:send\/\w+\/\d+\/on|assign\/(?:main|mono))$/;

/** What decides the place of a parameter's change; of a DCA's member the DCA. */
export type Role = 'loudness' | 'mute' | 'link' | 'gate' | 'member' | 'other' | { readonly dca: Address };

const roles = new WeakMap<Schema, readonly Role[]>();

/** By id, what a parameter is in the order. Made once for a schema. */
export function rolesOf(schema: Schema): readonly Role[] {
  const known = roles.get(schema);
  if (known) return known;
  const table = schema.addresses.map((address, id) => roleOf(address, schema.specOf(id)));
  roles.set(schema, table);
  return table;
}

function roleOf(address: Address, spec: ParamSpec): Role {
  if (isLoudness(address, spec)) return 'loudness';
  if (spec.kind !== 'switch') return 'other';
  if (address.endsWith('/mute')) return 'mute';
  if (spec.group === 'links') return 'link';
  if (gatePattern.test(address)) return 'gate';
  if (spec.group !== 'groups') return 'other';
  const dca = dcaPattern.exec(address)?.[1];
  return dca === undefined ? 'member' : { dca };
}

/**
 * Puts changes in an order in which, cut at any point, nothing is louder than the louder of before and after: once all falls have
 * landed every level is at the lower of its two values, so that taps and assigns may change; then levels rise.
 *
 * A DCA with a level above 0 dB raises its members and one below lowers them, so that joining and leaving are falls or rises; a
 * muted one silences them.
 */
export class StepOrder {
  readonly #state: DeskState;
  readonly #roles: readonly Role[];
  readonly #target: (id: ParamId) => ParamValue | undefined;

  /** @param target what the recall wants of a parameter, `undefined` if it leaves it alone */
  constructor(state: DeskState, target: (id: ParamId) => ParamValue | undefined) {
    this.#state = state;
    this.#roles = rolesOf(state.schema);
    this.#target = target;
  }

  placeOf(id: ParamId, from: ParamValue, to: ParamValue): Place {
    const role = this.#roles[id];
    if (role === undefined || typeof from !== 'number' || typeof to !== 'number') return rest;
    if (typeof role !== 'string') return this.#joinsOrLeaves(role.dca, to === 1);
    switch (role) {
      case 'loudness':
        return to < from ? fall : rise;
      case 'mute':
      case 'member':
        return to === 1 ? silence : unmute;
      case 'gate':
        return to === 0 ? silence : unmute;
      case 'link':
        return to === 0 ? divide : join;
      case 'other':
        return rest;
      default:
        return assertNever(role);
    }
  }

  #joinsOrLeaves(dca: string, joins: boolean): Place {
    // Of a muted DCA joining silences and leaving makes audible; its own mute is engaged before and released after that.
    const isMuted = this.#bothOf(`${dca}/mute`).some((value) => value !== 0);
    if (isMuted) return joins ? soften : leaveMuted;
    const [before, after] = this.#bothOf(`${dca}/fader`);
    // Of an unknown DCA it is not known which of the two makes louder: neither comes before levels have fallen.
    if (before === undefined || after === undefined) return regroup;
    // When all levels have fallen, the DCA is at the lower of its two.
    const lower = Math.min(before, after);
    if (!joins) return lower < 0 ? regroup : soften;
    if (lower > 0) return regroup;
    return Math.max(before, after) <= 0 ? soften : softenLast;
  }

  /** What a parameter has before and after. */
  #bothOf(address: Address): readonly [number | undefined, number | undefined] {
    const id = this.#state.schema.idOf(address);
    if (id === undefined) return [undefined, undefined];
    const before = this.#state.number(id);
    const target = this.#target(id);
    return [before, typeof target === 'number' ? target : before];
  }
}
