import type { StripAddress } from '../../shared/desk/address.ts';
import { shownName } from '../../shared/desk/stripNames.ts';
import type { RecallScope } from '../../shared/scenes/scope.ts';
import type { DeskMirror } from './deskMirror.svelte.ts';

/** Strips and busses that a scope is limited to; what is left out is not limited. */
export type Places = Pick<RecallScope, 'strips' | 'busses'>;

const kindTitles: Readonly<Record<string, string>> = {
  channel: 'channels',
  auxIn: 'aux ins',
  fxReturn: 'effect returns',
  bus: 'busses',
  matrix: 'matrices',
  main: 'mains',
  dca: 'DCAs',
  muteGroup: 'mute groups',
};

export const isDestination = (kind: string) => kind === 'bus' || kind === 'matrix' || kind === 'main';

/** The strips of the desk by kind, with the names that they have now. */
export function stripGroups(mirror: DeskMirror) {
  const titled = (strip: StripAddress) => ({ id: strip, title: shownName(strip, mirror.param(`${strip}/name`)?.text) });
  return (mirror.profile?.strips ?? []).map(({ kind, strips }) => ({
    kind,
    title: kindTitles[kind] ?? kind,
    choices: strips.map(titled),
  }));
}

/** What a scope can be limited to, as lists to choose from. */
export function placeLists(mirror: DeskMirror, places: Places) {
  const groups = stripGroups(mirror);
  return [
    { list: 'strips', title: 'Only these strips', empty: 'all', groups, chosen: places.strips ?? [] },
    {
      list: 'busses',
      title: 'Of sends only those to',
      empty: 'all busses',
      groups: groups.filter(({ kind }) => isDestination(kind)),
      chosen: places.busses ?? [],
    },
  ] as const;
}

/** The places of a scope alone. */
export function placesOf({ strips, busses }: RecallScope = {}): Places {
  return { ...(strips && { strips }), ...(busses && { busses }) };
}

/** The same scope with one list chosen anew; none where nothing is chosen. */
export function withPlaces<Scope extends Places>(scope: Scope, list: keyof Places, chosen: readonly string[]): Scope {
  const { [list]: _old, ...rest } = scope;
  return { ...rest, ...(chosen.length > 0 && { [list]: [...chosen] }) } as Scope;
}
