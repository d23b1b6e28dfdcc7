import { faderLaw, type TravelLaw } from '../controls/travelLaw.ts';
import type { Param } from '../desk/param.svelte.ts';

/** The law of a level whose travel ends at the ceiling; a level that stands above it is shown at the end. */
export function ceilingLaw(level: Param, ceilingDb: number): TravelLaw {
  const { spec } = level;
  if (spec.kind !== 'level') throw new TypeError(`${level.address} is no level`);
  const whole = faderLaw(spec.taper, spec.steps);
  const share = whole.positionOf(Math.min(ceilingDb, whole.max));
  return {
    min: whole.min,
    max: Math.min(ceilingDb, whole.max),
    steps: Math.max(2, Math.floor(share * (whole.steps - 1)) + 1),
    valueAt: (position) => whole.valueAt(position * share),
    positionOf: (value) => Math.min(whole.positionOf(value) / share, 1),
  };
}
