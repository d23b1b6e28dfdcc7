import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamId } from '../desk/schema.ts';
import { couple, type Targets } from './coupling.ts';
import { type RecallPhase, recallPhases } from './recallOrder.ts';
import { type RecallStep, type SkipReason, stepsTo } from './recallSteps.ts';
import { fromSceneValue, type SceneValue } from './sceneValue.ts';
import type { SceneValues } from './sceneValues.ts';
import {
  type RecallParam,
  type RecallSafes,
  type RecallScope,
  recallParams,
  ScopeFilter,
  type SecondYes,
} from './scope.ts';

export { type RecallPhase, type RecallStep, recallPhases, type SkipReason };

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
  couple(state, sorting.targets, sorting);
  return { steps: stepsTo(state, sorting.targets), skipped: sorting.skipped, equal: sorting.equal };
}

/** Tells what is to be sent from what is left alone, value by value. */
class Sorting {
  readonly skipped: SkippedValue[] = [];
  /** By id, what is wanted of everything that may change. */
  readonly targets: Targets = new Map();
  equal = 0;
  readonly #wanted = new Map<ParamId, SceneValue>();
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
    this.#wanted.set(id, wanted);
    const read = fromSceneValue(this.#state.schema.specOf(id), wanted);
    if (!read.ok) {
      this.#leave(id, wanted, 'not possible here', read.error);
      return;
    }
    const now = this.#state.get(id);
    const exclusion = this.exclusionOf(id);
    if (read.value === now) {
      // Left alone and the same: nothing to tell.
      if (exclusion !== undefined && exclusion !== 'guarded') return;
      this.equal++;
      this.targets.set(id, read.value);
    } else if (exclusion !== undefined && exclusion !== 'guarded') this.#leave(id, wanted, exclusion);
    else if (now === undefined) this.#leave(id, wanted, 'unknown');
    else if (exclusion !== undefined) this.#leave(id, wanted, exclusion);
    else this.targets.set(id, read.value);
  }

  exclusionOf(id: ParamId): SkipReason | undefined {
    const exclusion = this.#filter.exclusionOf(id);
    if (exclusion !== undefined) return exclusion === 'not in scenes' ? 'not possible here' : exclusion;
    const yes = this.#params[id]?.yes;
    return yes === undefined || this.#agreed.has(yes) ? undefined : 'guarded';
  }

  /** A linked pair cannot have what is wanted of this side of it. */
  leave(id: ParamId, reason: SkipReason, detail: string): void {
    const wanted = this.#wanted.get(id);
    if (wanted !== undefined) this.#leave(id, wanted, reason, detail);
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
