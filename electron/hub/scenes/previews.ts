import { DeskState } from '../../../shared/desk/deskState.ts';
import type { Agreement } from '../../../shared/protocol/showMessages.ts';
import { type FadeSettings, noFade, planTimes } from '../../../shared/scenes/fade.ts';
import { largeRiseDb, riseDb } from '../../../shared/scenes/loudness.ts';
import { preview, type RecallPreview } from '../../../shared/scenes/preview.ts';
import { type RecallPlan, type RecallStep, recallPlan } from '../../../shared/scenes/recallPlan.ts';
import { type Scene, valuesOf } from '../../../shared/scenes/scene.ts';
import { fromSceneValue } from '../../../shared/scenes/sceneValue.ts';
import { recallKinds, secondYeses } from '../../../shared/scenes/scope.ts';
import { crossesSafely } from './recallBatches.ts';

/** What a plan does as a page is shown it. */
export interface ShownPlan {
  readonly preview: RecallPreview;
  readonly numbers: readonly (readonly [id: number, value: number])[];
  readonly durationMs: number;
  readonly needs: readonly Agreement[];
}

/** What a person has to agree to before these steps are sent, besides what was left out of the plan for want of a yes. */
export function needsOf(steps: readonly RecallStep[]): readonly Agreement[] {
  const needs = new Set<Agreement>();
  for (const { phase, from, to, yes } of steps) {
    if (yes !== undefined) needs.add(yes);
    if (phase === 'unmutes') needs.add('unmutes');
    if (phase === 'rises' && typeof from === 'number' && typeof to === 'number' && riseDb(from, to) > largeRiseDb)
      needs.add('rises');
  }
  return [...needs];
}

/** How long a plan takes, in ms, without the time on the link: levels that may not cross fade one after the other. */
export function durationOf(
  state: DeskState,
  steps: readonly RecallStep[],
  fade: FadeSettings,
  hardCut: boolean,
): number {
  const specOf = (id: number) => state.schema.specOf(id);
  if (crossesSafely(steps)) return planTimes(steps, specOf, fade, hardCut).totalMs;
  const isFall = ({ phase }: RecallStep) => phase === 'falls';
  const falls = planTimes(steps.filter(isFall), specOf, fade, hardCut).totalMs;
  return (
    falls +
    planTimes(
      steps.filter((step) => !isFall(step)),
      specOf,
      fade,
      hardCut,
    ).totalMs
  );
}

export function shownPlan(state: DeskState, plan: RecallPlan, fade: FadeSettings, hardCut: boolean): ShownPlan {
  return {
    preview: preview(state, plan),
    numbers: plan.steps.flatMap(({ id, to }) => (typeof to === 'number' ? [[id, to] as const] : [])),
    durationMs: durationOf(state, plan.steps, fade, hardCut),
    needs: needsOf(plan.steps),
  };
}

/** What storing the desk over a scene would change, in words: from what the scene has to what the desk has. */
export function updatePreview(scene: Scene, now: DeskState): ShownPlan {
  const stored = new DeskState(now.schema);
  for (const [address, value] of scene.values) {
    const id = now.schema.idOf(address);
    const read = id === undefined ? undefined : fromSceneValue(now.schema.specOf(id), value);
    if (id !== undefined && read?.ok) stored.set(id, read.value);
  }
  const plan = recallPlan({
    state: stored,
    values: valuesOf(now),
    scope: { kinds: [...recallKinds], main: true },
    agreed: secondYeses,
  });
  return shownPlan(stored, plan, noFade, true);
}
