import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId } from '../desk/schema.ts';
import { forcedBy } from './followers.ts';
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

/** A value that the recall brings, before it is put in order. */
interface Wanted {
  readonly id: ParamId;
  readonly param: RecallParam;
  readonly to: ParamValue;
  readonly value: SceneValue;
}

/** Works out what a recall sends, and in what order. Sends nothing: the same plan is the preview. */
export function recallPlan(request: RecallRequest): RecallPlan {
  const { state, values, scope = {}, safes, agreed = [] } = request;
  const { schema } = state;
  const params = recallParams(schema);
  const filter = new ScopeFilter(schema, scope, safes);
  const skipped: SkippedValue[] = [];
  const wanted = new Map<ParamId, Wanted>();
  let equal = 0;
  for (const [address, value] of values) {
    const id = schema.idOf(address);
    if (id === undefined) {
      skipped.push({ address, reason: 'not on this desk', wanted: value });
      continue;
    }
    const param = params[id];
    if (!param) continue;
    const read = fromSceneValue(schema.specOf(id), value);
    const exclusion = filter.exclusionOf(id);
    const skip = (reason: SkipReason, detail?: string) =>
      skipped.push(skippedValue(address, id, value, reason, param, detail));
    const now = state.get(id);
    if (!read.ok) {
      skip('not possible here', read.error);
    } else if (read.value === now && exclusion === undefined) {
      equal++;
      wanted.set(id, { id, param, to: read.value, value });
    } else if (read.value === now) {
      // Out of scope and the same: nothing to tell.
    } else if (exclusion === 'out of scope' || exclusion === 'safe') {
      skip(exclusion);
    } else if (now === undefined) {
      skip('unknown');
    } else if (param.yes !== undefined && !agreed.includes(param.yes)) {
      skip('guarded');
    } else {
      wanted.set(id, { id, param, to: read.value, value });
    }
  }
  return { steps: ordered(state, wanted), skipped, equal };
}

function skippedValue(
  address: Address,
  id: ParamId,
  wanted: SceneValue,
  reason: SkipReason,
  { yes }: RecallParam,
  detail: string | undefined,
): SkippedValue {
  return {
    address,
    id,
    reason,
    wanted,
    ...(detail === undefined ? {} : { detail }),
    ...(yes === undefined ? {} : { yes }),
  };
}

/** The steps of what differs, with what the desk moves by itself when some of them land. */
function ordered(state: DeskState, wanted: ReadonlyMap<ParamId, Wanted>): readonly RecallStep[] {
  const { schema } = state;
  const order = new StepOrder(state, (id) => wanted.get(id)?.to);
  const repeats = new Set<ParamId>();
  const ranked: { readonly step: RecallStep; readonly rank: number }[] = [];
  const add = ({ id, param, to }: Wanted, isRepeat: boolean) => {
    const from = state.get(id);
    if (from === undefined) return;
    const { phase, rank } = order.placeOf(id, from, to);
    const address = schema.addressOf(id);
    const repeat = isRepeat ? ({ isRepeat } as const) : {};
    const yes = param.yes === undefined ? {} : { yes: param.yes };
    ranked.push({ step: { id, address, kind: param.kind, from, to, phase, ...repeat, ...yes }, rank });
  };
  for (const each of wanted.values()) {
    if (state.get(each.id) === each.to) continue;
    add(each, false);
    for (const id of forcedBy(schema, each.id)) repeats.add(id);
  }
  for (const id of repeats) {
    const each = wanted.get(id);
    if (each && state.get(id) === each.to) add(each, true);
  }
  return ranked.toSorted((a, b) => a.rank - b.rank || a.step.id - b.step.id).map(({ step }) => step);
}
