import * as v from 'valibot';
import { canonical, type NumericSpec, type ParamSpec, positionIn, stepCount, valueAtStep } from '../desk/paramSpec.ts';
import { durationMs } from './limits.ts';
import { heightDb, recallSlopeDbPerS, riseDb } from './loudness.ts';
import type { RecallStep } from './recallPlan.ts';

/** The longest fade. */
export const longestFadeMs = 60_000;
/** Levels that may have a time of their own. */
export const fadeGroups = ['faders', 'sends'] as const;
export type FadeGroup = (typeof fadeGroups)[number];

/** How levels go from one scene to the next. */
export const fadeSettings = v.strictObject({
  /** 0…60,000 ms. */
  ms: durationMs(longestFadeMs),
  /** Even in dB, or even in fader travel. */
  law: v.exactOptional(v.picklist(['dB', 'position']), 'dB'),
  /** Own times of groups, 0…60,000 ms. */
  groups: v.exactOptional(
    v.strictObject({
      faders: v.exactOptional(durationMs(longestFadeMs)),
      sends: v.exactOptional(durationMs(longestFadeMs)),
    }),
  ),
});
export type FadeSettings = v.InferOutput<typeof fadeSettings>;
export type FadeLaw = FadeSettings['law'];

export const noFade: FadeSettings = { ms: 0, law: 'dB' };

/** Whether a change can be faded: levels only. */
export const isFadeable = (spec: ParamSpec): spec is Extract<ParamSpec, { kind: 'level' }> => spec.kind === 'level';

/**
 * Where a level is on its way, canonical. −∞ and everything below −60 dB starts and ends at −60 dB; the ends themselves are exact.
 * Never outside the two ends. @param progress 0 (still `fromDb`) … 1 (`toDb`)
 */
export function fadeValue(spec: NumericSpec, fromDb: number, toDb: number, law: FadeLaw, progress: number): number {
  if (!(progress > 0)) return fromDb;
  if (progress >= 1) return toDb;
  const start = heightDb(fromDb);
  const end = heightDb(toDb);
  const between = law === 'dB' ? start + (end - start) * progress : alongTravel(spec, start, end, progress);
  const value = canonical(spec, between);
  return Math.min(Math.max(fromDb, toDb), Math.max(Math.min(fromDb, toDb), value));
}

function alongTravel(spec: NumericSpec, startDb: number, endDb: number, progress: number): number {
  const start = positionIn(spec, startDb);
  const position = start + (positionIn(spec, endDb) - start) * progress;
  return valueAtStep(spec, Math.round(position * (stepCount(spec) - 1)));
}

/** How long the fade of one step takes, in ms; 0 for what cannot be faded. */
export function fadeMsOf(step: Pick<RecallStep, 'kind' | 'from' | 'to'>, spec: ParamSpec, fade: FadeSettings): number {
  if (!isFadeable(spec) || step.from === step.to) return 0;
  const isGroup = step.kind === 'faders' || step.kind === 'sends';
  return (isGroup ? fade.groups?.[step.kind as FadeGroup] : undefined) ?? fade.ms;
}

/** How long a plan takes, in ms. */
export interface PlanTimes {
  readonly totalMs: number;
  readonly fadersMs: number;
  readonly sendsMs: number;
}

/**
 * The time of a whole plan: of each group its fade, or longer where a level rises so far that the slope of recalls takes more (not
 * with `hardCut`). Pacing of the link is not counted.
 */
export function planTimes(
  steps: readonly RecallStep[],
  specOf: (id: number) => ParamSpec,
  fade: FadeSettings,
  hardCut: boolean,
): PlanTimes {
  const times = { totalMs: 0, fadersMs: 0, sendsMs: 0 };
  for (const step of steps) {
    const spec = specOf(step.id);
    if (typeof step.from !== 'number' || typeof step.to !== 'number') continue;
    const slopeMs =
      isFadeable(spec) && !hardCut ? (Math.max(0, riseDb(step.from, step.to)) * 1000) / recallSlopeDbPerS : 0;
    const ms = Math.max(fadeMsOf(step, spec, fade), slopeMs);
    times.totalMs = Math.max(times.totalMs, ms);
    if (step.kind === 'faders') times.fadersMs = Math.max(times.fadersMs, ms);
    if (step.kind === 'sends') times.sendsMs = Math.max(times.sendsMs, ms);
  }
  return times;
}
