import { offsetTogether } from '../../shared/desk/cueMix.ts';
import type { Hand } from '../controls/faderGesture.svelte.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Param } from '../desk/param.svelte.ts';

/** The level that stands for several: the loudest of them. `undefined` while none is known. */
export function levelTogether(levels: readonly Param[]): number | undefined {
  const known = levels.flatMap(({ number }) => number ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

/**
 * A hand on one or several levels that move together: their balance is that of the moment in which the hand came, however far it
 * goes. What stood at −∞ stays there, except a level that is alone under the hand.
 * @param ceilingDb asked at each move, as the engineer may lower it meanwhile
 */
export function mixHand(mirror: DeskMirror, levels: readonly Param[], ceilingDb: () => number): Hand {
  let startDb = -Infinity;
  let start: readonly { readonly strip: string; readonly levelDb: number; readonly param: Param }[] = [];
  return {
    grab() {
      start = levels.flatMap((param) => {
        const { number } = param;
        return number === undefined ? [] : [{ strip: param.address, levelDb: number, param }];
      });
      startDb = levelTogether(levels) ?? -Infinity;
      mirror.touch(levels);
    },
    drag(valueDb) {
      const [only] = start;
      if (start.length === 1 && only) {
        mirror.set(only.param, Math.min(valueDb, Math.max(ceilingDb(), only.levelDb)));
        return;
      }
      if (startDb === -Infinity) return;
      const moves = offsetTogether(start, valueDb - startDb, ceilingDb());
      for (const { strip, levelDb, param } of start) mirror.set(param, moves.get(strip) ?? levelDb);
    },
    release: () => mirror.release(levels),
    cancel: () => mirror.release(levels, true),
  };
}
