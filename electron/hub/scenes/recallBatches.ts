import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { Change } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { Schema } from '../../../shared/desk/schema.ts';
import { couple } from '../../../shared/scenes/coupling.ts';
import { type FadeSettings, fadeMsOf } from '../../../shared/scenes/fade.ts';
import { type RecallPhase, type RecallStep, recallPhases } from '../../../shared/scenes/recallPlan.ts';
import { stepsTo } from '../../../shared/scenes/recallSteps.ts';
import type { RecallKind } from '../../../shared/scenes/scope.ts';

/** What is sent together. The next batch waits until all of it has landed. */
export interface Batch {
  readonly instant: readonly RecallStep[];
  readonly faded: readonly RecallStep[];
  /** Nothing may become louder after it before all of it has landed. */
  readonly isSoftening: boolean;
}

/** Kinds that change the way of a sound: while levels cross they could make it louder than before and after. */
const wayKinds: ReadonlySet<RecallKind> = new Set([
  'taps',
  'assigns',
  'groups',
  'links',
  'inserts',
  'fx',
  'routing',
  'outputs',
  'inputs',
]);

/** Whether falls and rises may fade at the same time: nothing changes the way of a sound between them. */
export function crossesSafely(steps: readonly RecallStep[]): boolean {
  return !steps.some(({ kind, phase }) => wayKinds.has(kind) && (phase === 'rest' || phase === 'rises'));
}

/**
 * Divides a plan into what may be under way at once. Pairs are divided before anything falls and linked at the end. Without a fade:
 * falls, the rest, rises, un-mutes. With one, levels cross after the rest, unless ways of sounds change: then falls fade before it
 * and rises after it. What follows the other side of a pair comes last: by then the desk has moved it.
 */
export function batchesOf(steps: readonly RecallStep[], schema: Schema, fade: FadeSettings): readonly Batch[] {
  const isFaded = (step: RecallStep) => step.follows === undefined && fadeMsOf(step, schema.specOf(step.id), fade) > 0;
  const isCrossing = crossesSafely(steps);
  const phaseOf = (step: RecallStep): RecallPhase => (isCrossing && isFaded(step) ? 'rises' : step.phase);
  const isLink = ({ kind }: RecallStep) => kind === 'links';
  const leading = steps.filter(({ follows }) => follows === undefined);
  const joining = leading.filter(({ phase }) => phase === 'joins');
  const isDivide = (step: RecallStep) => isLink(step) && step.phase === 'falls';
  const parts = [
    leading.filter(isDivide),
    ...recallPhases
      .filter((phase) => phase !== 'joins')
      .map((phase) => leading.filter((step) => !isDivide(step) && phaseOf(step) === phase)),
    joining.filter(isLink),
    joining.filter((step) => !isLink(step)),
    steps.filter(({ follows }) => follows !== undefined),
  ];
  return parts
    .map((part, index) => ({
      instant: part.filter((step) => !isFaded(step)),
      faded: part.filter(isFaded),
      isSoftening: index <= 1,
    }))
    .filter(({ instant, faded }) => instant.length + faded.length > 0);
}

/**
 * The steps as the desk hears them: where a hand at the desk was quicker than what is still on its way there, what is softer than
 * everybody sees may be louder than the desk is, and has to wait for what makes softer.
 * @param foreign what the desk said of a value on its way, if it was none of ours
 */
export function asHeard(
  steps: readonly RecallStep[],
  foreign: (id: number) => ParamValue | undefined,
): readonly RecallStep[] {
  return steps.map((step) => {
    const { id, to, phase } = step;
    const said = foreign(id);
    const isLouder = typeof said === 'number' && typeof to === 'number' && to > said;
    return phase === 'falls' && isLouder ? { ...step, phase: 'rises' } : step;
  });
}

/** Any changes as steps in the order of recalls: for undo and for rolling back. What is there already is left out. */
export function stepsBack(state: DeskState, changes: readonly Change[]): readonly RecallStep[] {
  const targets = new Map(changes.map(({ id, value }) => [id, value]));
  couple(state, targets);
  return stepsTo(state, targets, true);
}
