import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

interface Pause {
  readonly fromMs: number;
  readonly durationMs: number;
}

/** When Node's collector of garbage stopped this process: what an input took beyond that is the app's own time. */
export class CollectorPauses {
  #pauses: Pause[] = [];
  readonly #observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      this.#pauses.push({ fromMs: startTime, durationMs: duration });
  });

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** How long it paused between two moments of `performance.now()`, in ms. Reports come a little later, so it is waited for them. */
  async between(fromMs: number, untilMs: number): Promise<number> {
    await setTimeout(1);
    return this.#pauses
      .filter((pause) => pause.fromMs >= fromMs - 1 && pause.fromMs <= untilMs)
      .reduce((total, { durationMs }) => total + durationMs, 0);
  }

  /** Forgets what was before, so that a long run keeps nothing. */
  forget(): void {
    this.#pauses = [];
  }

  dispose(): void {
    this.#observer.disconnect();
  }
}
