import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { Change } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { type FadeSettings, fadeMsOf } from '../../../shared/scenes/fade.ts';
import { StepOrder } from '../../../shared/scenes/recallOrder.ts';
import { type RecallPhase, type RecallStep, recallPhases } from '../../../shared/scenes/recallPlan.ts';
import { type RecallKind, recallParams } from '../../../shared/scenes/scope.ts';

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
 * Divides a plan into what may be under way at once. Pairs are divided before anything falls. Without a fade: falls, the rest,
 * rises, un-mutes. With one, levels cross after the rest, unless ways of sounds change: then falls fade before it and rises after it.
 */
export function batchesOf(steps: readonly RecallStep[], schema: Schema, fade: FadeSettings): readonly Batch[] {
  const isFaded = (step: RecallStep) => fadeMsOf(step, schema.specOf(step.id), fade) > 0;
  const isCrossing = crossesSafely(steps);
  const phaseOf = (step: RecallStep): RecallPhase => (isCrossing && isFaded(step) ? 'rises' : step.phase);
  const isDivide = ({ kind, phase }: RecallStep) => kind === 'links' && phase === 'falls';
  const parts = [
    steps.filter(isDivide),
    ...recallPhases.map((phase) => steps.filter((step) => !isDivide(step) && phaseOf(step) === phase)),
  ];
  return parts
    .map((part, index) => ({
      instant: part.filter((step) => !isFaded(step)),
      faded: part.filter(isFaded),
      isSoftening: index <= 1,
    }))
    .filter(({ instant, faded }) => instant.length + faded.length > 0);
}

/** Any changes as steps in the order of recalls: for undo and for rolling back. What is there already is left out. */
export function stepsTo(state: DeskState, changes: readonly Change[]): readonly RecallStep[] {
  const { schema } = state;
  const targets = new Map<ParamId, ParamValue>(changes.map(({ id, value }) => [id, value]));
  const order = new StepOrder(state, (id) => targets.get(id));
  const params = recallParams(schema);
  const ranked = changes.flatMap(({ id, value: to }) => {
    const from = state.get(id);
    if (from === undefined || from === to) return [];
    const { phase, rank } = order.placeOf(id, from, to);
    const kind: RecallKind = params[id]?.kind ?? 'setup';
    return [{ rank, step: { id, address: schema.addressOf(id), kind, from, to, phase } }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank || a.step.id - b.step.id).map(({ step }) => step);
}
