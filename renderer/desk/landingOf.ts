import type { Landing } from '../../shared/desk/landing.ts';
import type { Param } from './param.svelte.ts';

/** How far several values have come that one control shows: the worst of them; unknown if any is not known. */
export function landingOf(params: Iterable<Param | undefined>): Landing {
  let landing: Landing = 'landed';
  for (const param of params) {
    if (!param) continue;
    if (param.value === undefined) return 'unknown';
    if (param.landing === 'unconfirmed') landing = 'unconfirmed';
    else if (param.landing === 'pending' && landing === 'landed') landing = 'pending';
  }
  return landing;
}
