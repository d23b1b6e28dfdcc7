import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId } from '../desk/schema.ts';
import { forcedBy } from './followers.ts';
import { inOrder } from './inOrder.ts';
import { type RecallPhase, recallPhases, StepOrder } from './recallOrder.ts';
import { fromSceneValue, type SceneValue } from './sceneValue.ts';
import type { SceneValues } from './sceneValues.ts';
import {
  type Exclusion,
  type RecallKind,
  type RecallParam,
  type RecallSafes,
  type RecallScope,
  recallParams,
  ScopeFilter,
  type SecondYes,
} from './scope.ts';

export { type RecallPhase, recallPhases };

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

/** One value of the scene that is not sent. What is as the scene has it anyway is not listed. */
export interface SkippedValue {
  readonly address: Address;
  /** Unless the desk has no such parameter. */
  readonly id?: ParamId;
  readonly reason: SkipReason;
  readonly wanted: SceneValue;
  /** A sentence where the reason alone does not say it. */
  readonly detail?: string;
  /** The yes that is missing, whether it is in scope or not. */
  readonly yes?: SecondYes;
}

export interface RecallPlan {
  /** In the order in which they are to be sent: cut at any point, no level is above the higher of before and after. */
  readonly steps: readonly RecallStep[];
  readonly skipped: readonly SkippedValue[];
  /** How many values of the scene are in scope and there already. */
  readonly equal: number;
}

export interface RecallRequest {
  /** What the desk has now. */
  readonly state: DeskState;
  readonly values: SceneValues;
  /** Already combined of show, scene and recall (`combineScopes`). */
  readonly scope?: RecallScope;
  readonly safes?: RecallSafes;
  /** What was agreed to a second time. Without it, such changes are skipped as `guarded`. */
  readonly agreed?: readonly SecondYes[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Works out what a recall sends, and in what order. Sends nothing: the same plan is the preview. */
export function recallPlan(request: RecallRequest): RecallPlan {
  const { state, values } = request;
  const { schema } = state;
  const sorting = new Sorting(request);
  values.forEach((value, address) => {
    const id = schema.idOf(address);
    if (id === undefined) sorting.skip({ address, reason: 'not on this desk', wanted: value });
    else sorting.take(id, value);
  });
  return { steps: ordered(state, sorting.targets), skipped: sorting.skipped, equal: sorting.equal };
}

/** Tells what is to be sent from what is left alone, value by value. */
class Sorting {
  readonly skipped: SkippedValue[] = [];
  /** By id, what is wanted of everything that may change. */
  readonly targets = new Map<ParamId, ParamValue>();
  equal = 0;
  readonly #state: DeskState;
  readonly #params: readonly (RecallParam | undefined)[];
  readonly #filter: ScopeFilter;
  readonly #agreed: ReadonlySet<SecondYes>;

  constructor({ state, scope = {}, safes, agreed = [] }: RecallRequest) {
    this.#state = state;
    this.#params = recallParams(state.schema);
    this.#filter = new ScopeFilter(state.schema, scope, safes);
    this.#agreed = new Set(agreed);
  }

  take(id: ParamId, wanted: SceneValue): void {
    const param = this.#params[id];
    if (!param) return;
    const read = fromSceneValue(this.#state.schema.specOf(id), wanted);
    if (!read.ok) {
      this.#leave(id, wanted, 'not possible here', read.error);
      return;
    }
    const now = this.#state.get(id);
    const exclusion = this.#filter.exclusionOf(id);
    if (read.value === now) {
      // Out of scope and the same: nothing to tell.
      if (exclusion !== undefined) return;
      this.equal++;
      this.targets.set(id, read.value);
    } else if (exclusion === 'out of scope' || exclusion === 'safe') this.#leave(id, wanted, exclusion);
    else if (now === undefined) this.#leave(id, wanted, 'unknown');
    else if (param.yes !== undefined && !this.#agreed.has(param.yes)) this.#leave(id, wanted, 'guarded');
    else this.targets.set(id, read.value);
  }

  #leave(id: ParamId, wanted: SceneValue, reason: SkipReason, detail?: string): void {
    const yes = this.#params[id]?.yes;
    this.skip({
      address: this.#state.schema.addressOf(id),
      id,
      reason,
      wanted,
      ...(detail === undefined ? {} : { detail }),
      ...(yes === undefined ? {} : { yes }),
    });
  }

  skip(value: SkippedValue): void {
    this.skipped.push(value);
  }
}

/** The steps of what differs, with what the desk moves by itself when some of them land. */
function ordered(state: DeskState, targets: ReadonlyMap<ParamId, ParamValue>): readonly RecallStep[] {
  const { schema } = state;
  const params = recallParams(schema);
  const order = new StepOrder(state, (id) => targets.get(id));
  const repeats = new Set<ParamId>();
  const steps: RecallStep[] = [];
  const ranks: number[] = [];
  const add = (id: ParamId, from: ParamValue, to: ParamValue, isRepeat: boolean) => {
    const param = params[id];
    if (!param) return;
    const { phase, rank } = order.placeOf(id, from, to);
    const { kind, yes } = param;
    const step: Mutable<RecallStep> = { id, address: schema.addressOf(id), kind, from, to, phase };
    if (isRepeat) step.isRepeat = true;
    if (yes !== undefined) step.yes = yes;
    steps.push(step);
    ranks.push(rank);
  };
  for (const [id, to] of targets) {
    const from = state.get(id);
    if (from === undefined || from === to) continue;
    add(id, from, to, false);
    for (const each of forcedBy(schema, id)) repeats.add(each);
  }
  for (const id of repeats) {
    const to = targets.get(id);
    if (to !== undefined && state.get(id) === to) add(id, to, to, true);
  }
  return inOrder(steps, ranks, schema.size);
}
