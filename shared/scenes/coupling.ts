import { stripOf } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import { linkedPairs } from '../desk/linkedPairs.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId } from '../desk/schema.ts';
import { type Role, rolesOf } from './recallOrder.ts';
import type { SkipReason } from './recallSteps.ts';

/** What is wanted of each parameter that a recall may change, by id. */
export type Targets = Map<ParamId, ParamValue>;

/** What a linked pair has to know of the recall around it. */
export interface CouplingRules {
  /** Why a parameter must be left alone, `undefined` if it may change. */
  exclusionOf(id: ParamId): SkipReason | undefined;
  /** A value is left alone although it is wanted: because of the other side, which is left alone, or which has another value. */
  leave(id: ParamId, reason: SkipReason, detail: string): void;
}

const noRules: CouplingRules = { exclusionOf: () => undefined, leave: () => undefined };

/**
 * Makes the targets of linked pairs such as a desk can have them: what a pair shares has one value on both sides, because whoever
 * writes one side moves the other. Of two values the softer one counts. Where one side must be left alone, so must the other.
 */
export function couple(state: DeskState, targets: Targets, rules: CouplingRules = noRules): void {
  const pairs = linkedPairs(state.schema);
  const isOn = isOnAfter(state, targets);
  for (const link of pairs.links) {
    if (isOn(link) && state.get(link) === 0) leaveLinkThatJumps(state, targets, link, rules);
    for (const [odd, even] of pairs.sharedBy(link, isOn)) agree(state, targets, odd, even, rules);
  }
}

/** Whether a pair is linked, or shares something, when all targets have been reached. */
const isOnAfter = (state: DeskState, targets: ReadonlyMap<ParamId, ParamValue>) => (id: ParamId) =>
  (targets.get(id) ?? state.get(id)) === 1;

const other = (state: DeskState, id: ParamId) => stripOf(state.schema.addressOf(id)) ?? 'the other side';

/** A desk that links a pair copies the odd side to the even one at once: it must not become louder by that. */
function leaveLinkThatJumps(state: DeskState, targets: Targets, link: ParamId, rules: CouplingRules): void {
  const roles = rolesOf(state.schema);
  const isOn = isOnAfter(state, targets);
  for (const [odd, even] of linkedPairs(state.schema).sharedBy(link, isOn)) {
    const after = [odd, even].map((id) => targets.get(id) ?? state.get(id));
    const isRaised = after[0] !== after[1] && softer(roles[odd], after[0], after[1]) === after[1];
    const isCovered = [odd, even].some((id) => targets.has(id)) && [odd, even].every((id) => !rules.exclusionOf(id));
    if (!isRaised || isCovered || !isLoud(roles[odd])) continue;
    targets.delete(link);
    const address = state.schema.addressOf(even);
    rules.leave(link, 'not possible here', `linking them would make ${address} as loud as its other side at once`);
    return;
  }
}

function agree(state: DeskState, targets: Targets, odd: ParamId, even: ParamId, rules: CouplingRules): void {
  const first = targets.get(odd);
  const second = targets.get(even);
  if (first === undefined && second === undefined) return;
  if (first === undefined) takeAlong(state, targets, even, odd, rules);
  else if (second === undefined) takeAlong(state, targets, odd, even, rules);
  else if (first !== second) {
    const common = softer(rolesOf(state.schema)[odd], first, second) ?? first;
    for (const [id, wanted, partner] of [[odd, first, even] as const, [even, second, odd] as const]) {
      if (wanted === common) continue;
      rules.leave(id, 'not possible here', `it is linked with ${other(state, partner)} and gets its value`);
      targets.set(id, common);
    }
  }
}

/** One side is wanted, and the other has to go with it. */
function takeAlong(state: DeskState, targets: Targets, id: ParamId, partner: ParamId, rules: CouplingRules): void {
  const wanted = targets.get(id);
  const now = state.get(partner);
  // Nothing is written to this side, so nothing moves the other.
  if (wanted === undefined || state.get(id) === wanted) return;
  const exclusion = now === undefined ? 'unknown' : rules.exclusionOf(partner);
  if (exclusion === undefined) {
    targets.set(partner, wanted);
    return;
  }
  targets.delete(id);
  rules.leave(id, exclusion, `it is linked with ${other(state, partner)}, which is left alone`);
}

const isLoud = (role: Role | undefined) => role === 'loudness' || role === 'mute' || role === 'gate';

/** Of two values of one parameter the softer; of what nobody hears the first. */
function softer(role: Role | undefined, first: ParamValue | undefined, second: ParamValue | undefined) {
  if (typeof first !== 'number' || typeof second !== 'number') return first;
  if (role === 'loudness' || role === 'gate') return Math.min(first, second);
  return role === 'mute' ? Math.max(first, second) : first;
}

/**
 * Of pairs that are linked before and after, who is sent and who follows by itself: by follower, its leader. The softer side leads,
 * so that no step of it is a jump for the other.
 */
export function leadersOf(state: DeskState, targets: ReadonlyMap<ParamId, ParamValue>): ReadonlyMap<ParamId, ParamId> {
  const pairs = linkedPairs(state.schema);
  const roles = rolesOf(state.schema);
  const isOn = (id: ParamId) => state.get(id) === 1 && (targets.get(id) ?? 1) === 1;
  const leaders = new Map<ParamId, ParamId>();
  for (const link of pairs.links) {
    for (const [odd, even] of pairs.sharedBy(link, isOn)) {
      const to = targets.get(odd);
      const first = state.get(odd);
      const second = state.get(even);
      if (to === undefined || targets.get(even) !== to || first === undefined || second === undefined) continue;
      const isEvenSofter = roles[odd] === 'loudness' && Number(second) < Number(first);
      const doesEvenLead = second !== to && (isEvenSofter || first === to);
      leaders.set(doesEvenLead ? odd : even, doesEvenLead ? even : odd);
    }
  }
  return leaders;
}
