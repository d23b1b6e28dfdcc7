import {
  type LevelSpec,
  type NumericSpec,
  positionIn,
  stepCount,
  stepOf,
  valueAtStep,
} from '../../../shared/desk/paramSpec.ts';
import { dbAtPosition, maxDbOf, positionOfDb, type Taper } from '../../../shared/units/taper.ts';
import { faderSpan } from './face.ts';

/**
 * What is printed beside the faders of such surfaces, as level over position. Only the mark at 0 dB is established; the others
 * are read off pictures of common models.
 */
export const printedScale: Taper = {
  breakpoints: [
    [0, -90],
    [600 / faderSpan, -60],
    [2000 / faderSpan, -40],
    [3500 / faderSpan, -30],
    [5500 / faderSpan, -20],
    [8500 / faderSpan, -10],
    [10_700 / faderSpan, -5],
    [12_800 / faderSpan, 0],
    [14_700 / faderSpan, 5],
    [1, 10],
  ],
};

/** The printed scale, so that its numbers are true; a desk that goes higher has its own law over the whole way. */
function lawOf(spec: LevelSpec): Taper {
  return maxDbOf(spec.taper) > maxDbOf(printedScale) ? spec.taper : printedScale;
}

/** Where a fader stands for a value: 0 … 16383. */
export function faderPosition(spec: NumericSpec, value: number): number {
  const share = spec.kind === 'level' ? positionOfDb(lawOf(spec), value) : positionIn(spec, value);
  return Math.round(Math.min(1, Math.max(0, share)) * faderSpan);
}

/** The value that a fader's position stands for, on the desk's own steps. */
export function faderValue(spec: NumericSpec, position: number): number {
  const share = position / faderSpan;
  if (spec.kind === 'level') return valueAtStep(spec, stepOf(spec, dbAtPosition(lawOf(spec), share)));
  return valueAtStep(spec, Math.round(share * (stepCount(spec) - 1)));
}

/** Clicks of a knob for its whole way. */
const knobClicks = 100;

/** The value that some clicks of a knob lead to; each click is at least one of the desk's steps. */
export function turnedValue(spec: NumericSpec, value: number, clicks: number): number {
  const last = stepCount(spec) - 1;
  const step = stepOf(spec, value) + Math.round(clicks * Math.max(1, last / knobClicks));
  return valueAtStep(spec, Math.min(last, Math.max(0, step)));
}
