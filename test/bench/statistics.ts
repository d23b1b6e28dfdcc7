/** The value below which `share` (0…1) of the samples lie. @throws if there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('There is no percentile of no samples');
  return value;
}

export const median = (samples: readonly number[]): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? percentile(samples, 0.5)
    : ((sorted[middle - 1] ?? 0) + percentile(samples, 0.5)) / 2;
};

/** Median of each run's quotient: what slows both sides of a run down together cancels out. */
export function medianRatio(figures: readonly number[], floors: readonly number[]): number {
  return median(figures.map((figure, run) => figure / (floors[run] ?? Number.NaN)));
}
