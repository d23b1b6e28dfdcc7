import { untrack } from 'svelte';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { DeskAt } from '../desk/deskTrust.svelte.ts';
import { differencesByStrip, type StripThen, stripsThen } from './stripsThen.ts';

/** The desk at a chosen time. While the time is dragged there is one question under way, and the newest time after it. */
export class TimeTravel {
  /** The time asked for; `undefined` is now. */
  atMs = $state.raw<number | undefined>();
  past = $state.raw<DeskAt | undefined>();
  strips = $state.raw<readonly (readonly StripThen[])[]>([]);
  /** Values that differ in all, those outside of strips with them. */
  differences = $state.raw(0);
  problem = $state.raw('');

  readonly #mirror: DeskMirror;
  #isAsking = false;

  constructor(mirror: DeskMirror) {
    this.#mirror = mirror;
  }

  /** @param atMs `undefined` goes back to now */
  async go(atMs: number | undefined): Promise<void> {
    this.atMs = atMs;
    if (atMs === undefined) {
      this.past = undefined;
      this.problem = '';
      return;
    }
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      let asked: number | undefined;
      while (this.atMs !== undefined && this.atMs !== asked) {
        asked = this.atMs;
        const past = await this.#mirror.trust.deskAt(asked);
        if (this.atMs === undefined) return;
        this.past = past;
        this.problem = past.values.size === 0 ? 'The desk is not known at that time.' : '';
        this.compare();
      }
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Compares with the desk as it is now; thousands of values, so it is done once in a while and not at each change. */
  compare(): void {
    const { past } = this;
    const size = this.#mirror.schema?.size ?? 0;
    if (!past) return;
    untrack(() => {
      const values = new Map([...past.values].filter(([id]) => id < size));
      this.strips = stripsThen(this.#mirror, values);
      this.differences = [...differencesByStrip(this.#mirror, values).values()].reduce((sum, count) => sum + count, 0);
    });
  }
}
