import type { Hand } from '../controls/faderGesture.svelte.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Param } from '../desk/param.svelte.ts';

/** A hand on one parameter of the desk. */
export function paramHand(mirror: DeskMirror, param: Param): Hand {
  return {
    grab: () => mirror.touch([param]),
    drag: (value) => mirror.set(param, value),
    release: () => mirror.release([param]),
    cancel: () => mirror.release([param], true),
  };
}
