/**
 * Law of the meters: more room for the levels that matter. Ascending pairs of level in dB (0 is full scale) and height (0…1).
 */
const breakpoints: readonly (readonly [levelDb: number, height: number])[] = [
  [-70, 0],
  [-60, 0.05],
  [-40, 0.2],
  [-20, 0.52],
  [-10, 0.74],
  [0, 0.96],
  [6, 1],
];

/** Height 0…1 of a level in a meter. */
export function meterHeight(levelDb: number): number {
  const [lowest] = breakpoints;
  if (lowest === undefined || !(levelDb > lowest[0])) return 0;
  for (let i = 1; i < breakpoints.length; i++) {
    const [endDb, endHeight] = breakpoints[i] as readonly [number, number];
    if (levelDb > endDb) continue;
    const [startDb, startHeight] = breakpoints[i - 1] as readonly [number, number];
    return startHeight + ((levelDb - startDb) / (endDb - startDb)) * (endHeight - startHeight);
  }
  return 1;
}

/** Colours by level: quiet green, loud yellow, near full scale orange, at full scale red. */
export const meterColors: readonly (readonly [levelDb: number, color: string])[] = [
  [-70, '#1f7f52'],
  [-30, '#2aa567'],
  [-18, '#46b85e'],
  [-12, '#b9b23f'],
  [-6, '#d98d3a'],
  [-2, '#f2594a'],
  [6, '#ff3b30'],
];

const holdMs = 1500;
const barFallDbPerMs = 0.045;
const peakFallDbPerMs = 0.03;
const floorDb = -90;

/** What a meter shows between the levels it is told: it rises at once, falls evenly, and keeps the peak for a while. */
export class MeterBallistics {
  barDb = floorDb;
  peakDb = floorDb;
  #peakMs = 0;

  /** @param elapsedMs since the last picture */
  follow(levelDb: number, nowMs: number, elapsedMs: number): void {
    this.barDb = Math.max(levelDb, this.barDb - barFallDbPerMs * elapsedMs, floorDb);
    if (levelDb >= this.peakDb) {
      this.peakDb = levelDb;
      this.#peakMs = nowMs;
    } else if (nowMs - this.#peakMs > holdMs) {
      this.peakDb = Math.max(this.peakDb - peakFallDbPerMs * elapsedMs, this.barDb, floorDb);
    }
  }
}
