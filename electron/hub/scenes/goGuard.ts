import { goGuardMs } from '../../../shared/scenes/cueList.ts';

/** What whoever was too quick is told. */
export const ignoredSentence = `Ignored: another GO or recall began less than ${goGuardMs} ms before.`;

/** A second GO within half a second is a slip of the hand, whoever it comes from: a key, a tablet, a surface, another person. */
export class GoGuard {
  #wentMs = -Infinity;

  /** @param nowMs monotonic time. @returns whether this one counts */
  take(nowMs: number): boolean {
    if (nowMs - this.#wentMs < goGuardMs) return false;
    this.#wentMs = nowMs;
    return true;
  }
}
