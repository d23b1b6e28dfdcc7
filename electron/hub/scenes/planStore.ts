import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { Schema } from '../../../shared/desk/schema.ts';
import type { RecallStep } from '../../../shared/scenes/recallPlan.ts';
import { fromSceneValue, type SceneValue, toSceneValue } from '../../../shared/scenes/sceneValue.ts';

/** One value of a recall as it is kept: by address and in plain words, so that it can be read after a restart. */
export interface KeptStep {
  readonly address: string;
  readonly from: SceneValue;
  readonly to: SceneValue;
}

/** A recall that was begun, with everything that is needed to go on with it or to take it back. */
export interface KeptPlan {
  readonly title: string;
  readonly by: string;
  /** Wall-clock ms. */
  readonly atMs: number;
  /** The console that it is for. */
  readonly desk: { readonly name: string; readonly model: string; readonly schemaHash: string };
  /** In the order in which they are sent. */
  readonly steps: readonly KeptStep[];
}

/** Keeps the plan of the recall that is under way where a crash does not reach it. */
export interface PlanStore {
  /** What an earlier run of the app left. */
  readonly left: KeptPlan | undefined;
  /** Resolves when the plan is on the disk. @throws (rejects) what the disk says */
  keep(plan: KeptPlan): Promise<void>;
  /** The recall came to its end. */
  drop(): Promise<void>;
}

export function keptSteps(schema: Schema, steps: readonly RecallStep[]): readonly KeptStep[] {
  return steps.map(({ id, address, from, to }) => {
    const spec = schema.specOf(id);
    return { address, from: toSceneValue(spec, from), to: toSceneValue(spec, to) };
  });
}

/** What has become of each value of a plan on the desk as it is now. */
export interface Standing {
  readonly applied: number;
  /** Levels between what was there and what was wanted: on their way. */
  readonly between: number;
  /** Neither as before nor as wanted, nor between the two. */
  readonly changed: number;
  readonly total: number;
  /** Values that go on to what was wanted, and back to what was there; what others changed since is in neither. */
  readonly onward: readonly { readonly id: number; readonly value: number | string }[];
  readonly backward: readonly { readonly id: number; readonly value: number | string }[];
}

/** Compares a plan with the desk: it is known exactly how far it got, whatever was lost on the way. */
export function standingOf(plan: KeptPlan, state: DeskState): Standing {
  const { schema } = state;
  const onward: { id: number; value: number | string }[] = [];
  const backward: { id: number; value: number | string }[] = [];
  let applied = 0;
  let between = 0;
  let changed = 0;
  for (const { address, from, to } of plan.steps) {
    const id = schema.idOf(address);
    const spec = id === undefined ? undefined : schema.specOf(id);
    const before = spec && fromSceneValue(spec, from);
    const after = spec && fromSceneValue(spec, to);
    if (id === undefined || !before?.ok || !after?.ok) {
      changed++;
      continue;
    }
    const now = state.get(id);
    const isBetween =
      spec?.kind === 'level' &&
      typeof now === 'number' &&
      now >= Math.min(Number(before.value), Number(after.value)) &&
      now <= Math.max(Number(before.value), Number(after.value));
    if (now === after.value) {
      applied++;
      if (before.value !== after.value) backward.push({ id, value: before.value });
    } else if (now === before.value) onward.push({ id, value: after.value });
    else if (isBetween) {
      between++;
      onward.push({ id, value: after.value });
      backward.push({ id, value: before.value });
    } else changed++;
  }
  return { applied, between, changed, total: plan.steps.length, onward, backward };
}
