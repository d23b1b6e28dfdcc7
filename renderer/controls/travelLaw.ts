import { dbAtPosition, maxDbOf, positionOfDb, type Taper } from '../../shared/units/taper.ts';

/** Law between the travel of a control (0…1) and its value, and the steps that the desk keeps of it. */
export interface TravelLaw {
  readonly min: number;
  readonly max: number;
  /** Number of values over the travel, evenly spaced. */
  readonly steps: number;
  valueAt(position: number): number;
  positionOf(value: number): number;
}

/** A level in dB on a fader's taper; the lower end is −∞. */
export function faderLaw(taper: Taper, steps: number): TravelLaw {
  return {
    min: taper.breakpoints[0]?.[1] ?? 0,
    max: maxDbOf(taper),
    steps,
    valueAt: (position) => dbAtPosition(taper, position),
    positionOf: (valueDb) => positionOfDb(taper, valueDb),
  };
}

/** −1…+1 from left to right. */
export function panLaw(steps: number): TravelLaw {
  return {
    min: -1,
    max: 1,
    steps,
    valueAt: (position) => position * 2 - 1,
    positionOf: (value) => (value + 1) / 2,
  };
}

/**
 * The position after a nudge by `amount` of the value. It moves by one of the desk's steps at least: where the steps are
 * coarser than the nudge, a key would otherwise do nothing.
 */
export function nudged(law: TravelLaw, position: number, amount: number): number {
  const last = law.steps - 1;
  const step = Math.round(position * last);
  const value = law.valueAt(position);
  const wanted = law.positionOf((Number.isFinite(value) ? value : law.min) + amount);
  const direction = Math.sign(amount);
  const moved = Math.round(wanted * last);
  const isFarther = direction > 0 ? moved > step : moved < step;
  return Math.min(Math.max(isFarther ? moved : step + direction, 0), last) / last;
}
