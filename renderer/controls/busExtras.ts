import { getContext, type Snippet, setContext } from 'svelte';

/** Where a bus is shown: places have different room. */
export type BusPlace = 'rail' | 'strip' | 'head';

/**
 * What the page adds wherever a domain shows a bus: the sign of its purpose beside the name, and the button that opens the guided
 * actions. The domains that draw busses know nothing of either.
 */
export interface BusExtras {
  /** @param bus the bus's address */
  readonly sign: Snippet<[bus: string, place: BusPlace]>;
  readonly guide: Snippet;
}

const key = Symbol('bus extras');

export function setBusExtras(extras: BusExtras): void {
  setContext(key, extras);
}

/** What the page adds; `undefined` where a domain is drawn alone. */
export function busExtras(): BusExtras | undefined {
  return getContext<BusExtras | undefined>(key);
}
