import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId } from '../desk/schema.ts';
import { leadersOf } from './coupling.ts';
import { forcedBy } from './followers.ts';
import { inOrder } from './inOrder.ts';
import { followingRank, movedByLink, type RecallPhase, StepOrder } from './recallOrder.ts';
import { type Exclusion, type RecallKind, recallParams, type SecondYes } from './scope.ts';

/** One value to send. */
export interface RecallStep {
  readonly id: ParamId;
  readonly address: Address;
  readonly kind: RecallKind;
  readonly from: ParamValue;
  /** Canonical. Equal to `from` only if `isRepeat`. */
  readonly to: ParamValue;
  readonly phase: RecallPhase;
  /** The desk moves it by itself when an earlier step lands, so it must be sent although it seems to be right. */
  readonly isRepeat?: true;
  /** The side of a linked pair that is sent: this one is moved with it by the desk, and sent last if that did not happen. */
  readonly follows?: ParamId;
  /** The second yes that this step was given. */
  readonly yes?: SecondYes;
}

/**
 * Why a value of the scene is not sent: `not on this desk` and `not possible here` could not be carried to this console; `unknown`
 * was not read yet, so nothing may start from it; `guarded` needs a second yes.
 */
export type SkipReason =
  | Exclude<Exclusion, 'not in scenes'>
  | 'not on this desk'
  | 'not possible here'
  | 'unknown'
  | 'guarded';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * The steps that lead to some values, in the order of recalls, with what the desk moves by itself when some of them land.
 * @param targets as linked pairs can have them (`couple`); what is there already is left out
 * @param isPuttingBack what the desk moves by itself and nobody wants otherwise is put back as it is now
 */
export function stepsTo(
  state: DeskState,
  targets: ReadonlyMap<ParamId, ParamValue>,
  isPuttingBack = false,
): readonly RecallStep[] {
  const { schema } = state;
  const params = recallParams(schema);
  const order = new StepOrder(state, (id) => targets.get(id));
  const leaders = leadersOf(state, targets);
  const forced = forcedOf(state, targets);
  const steps: RecallStep[] = [];
  const ranks: number[] = [];
  const add = (id: ParamId, from: ParamValue, to: ParamValue) => {
    const { phase, rank } = forced.get(id) === 'by linking' ? movedByLink : order.placeOf(id, from, to);
    const { kind = 'setup', yes } = params[id] ?? {};
    const step: Mutable<RecallStep> = { id, address: schema.addressOf(id), kind, from, to, phase };
    const leader = leaders.get(id);
    if (from === to) step.isRepeat = true;
    else if (leader !== undefined) step.follows = leader;
    if (yes !== undefined) step.yes = yes;
    steps.push(step);
    ranks.push(step.follows === undefined ? rank : followingRank);
  };
  for (const [id, to] of targets) {
    const from = state.get(id);
    if (from !== undefined && from !== to) add(id, from, to);
  }
  for (const id of forced.keys()) {
    const now = state.get(id);
    const to = targets.get(id) ?? (isPuttingBack ? now : undefined);
    if (now !== undefined && now === to) add(id, now, now);
  }
  return inOrder(steps, ranks, schema.size);
}

/** What the desk moves by itself when these values land, and whether that is because a pair becomes one. */
function forcedOf(
  state: DeskState,
  targets: ReadonlyMap<ParamId, ParamValue>,
): ReadonlyMap<ParamId, 'by linking' | 'by another change'> {
  const forced = new Map<ParamId, 'by linking' | 'by another change'>();
  for (const [id, to] of targets) {
    const from = state.get(id);
    if (from === undefined || from === to) continue;
    const isLinking = to === 1 && state.schema.specOf(id).group === 'links';
    for (const each of forcedBy(state.schema, id)) forced.set(each, isLinking ? 'by linking' : 'by another change');
  }
  return forced;
}
