/** Levels in dB from which each step of a meter's lights is lit, from the lowest; the last is full scale. */
const stepsDb = [-60, -50, -40, -30, -20, -14, -10, -8, -6, -4, -2, 0];

/** The step of a level: 0 dark … 12 full scale. */
export function meterStep(levelDb: number): number {
  let step = 0;
  while (step < stepsDb.length && levelDb >= (stepsDb[step] ?? Infinity)) step++;
  return step;
}
