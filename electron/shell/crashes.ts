/** A page that crashed comes back at once; one that keeps crashing comes back after a pause, so that it takes no core. */
const calmMs = 60_000;
const patience = 3;
const pauseMs = 2_000;

/** Decides how long to wait before a crashed page is loaded again. */
export function createCrashLog(): { reloadDelayMs(nowMs: number): number } {
  let recentMs: number[] = [];
  return {
    reloadDelayMs(nowMs) {
      recentMs = [...recentMs.filter((crashMs) => nowMs - crashMs < calmMs), nowMs];
      return recentMs.length > patience ? pauseMs : 0;
    },
  };
}
