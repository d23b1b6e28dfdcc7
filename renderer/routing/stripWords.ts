import { kindOfStrip, numberOfStrip, type StripAddress, type StripKind } from '../../shared/desk/address.ts';

/** Words for strips that have no name of their own, and for kinds of strips. */

interface KindWords {
  /** Before a number, where there is room: "bus 4". */
  readonly long: string;
  /** Before a number, in a header: "Ch 4". */
  readonly short: string;
  readonly group: string;
  /** What its fader is called in a sentence. */
  readonly fader: string;
}

const kindWords = {
  channel: { long: 'channel', short: 'Ch', group: 'Channels', fader: 'channel fader' },
  auxIn: { long: 'aux in', short: 'Aux', group: 'Aux inputs', fader: 'aux in fader' },
  fxReturn: { long: 'effect return', short: 'Return', group: 'Effect returns', fader: 'return fader' },
  bus: { long: 'bus', short: 'Bus', group: 'Busses', fader: 'bus fader' },
  matrix: { long: 'matrix', short: 'Matrix', group: 'Matrices', fader: 'matrix fader' },
  dca: { long: 'DCA', short: 'DCA', group: 'DCAs', fader: 'DCA fader' },
  main: { long: 'main', short: 'Main', group: 'Mains', fader: 'main fader' },
} satisfies Record<StripKind, KindWords>;

export const groupTitle = (kind: StripKind): string => kindWords[kind].group;
export const faderWord = (kind: StripKind): string => kindWords[kind].fader;

/** What a strip is: "bus 4", "main", "mono main". */
export function plainName(strip: StripAddress): string {
  if (strip === 'main/mono') return 'mono main';
  const number = numberOfStrip(strip);
  const { long } = kindWords[kindOfStrip(strip)];
  return number === undefined ? long : `${long} ${number}`;
}

/** What stands where a strip's name would: "Ch 4", "Bus 12", "Main", "Mono". */
export function fallbackName(strip: StripAddress): string {
  if (strip === 'main/mono') return 'Mono';
  const number = numberOfStrip(strip);
  const { short } = kindWords[kindOfStrip(strip)];
  return number === undefined ? short : `${short} ${number}`;
}

/** The name to show: its own, or the fallback if that is empty or not read yet. */
export function shownName(strip: StripAddress, ownName: string | undefined): string {
  const name = ownName?.trim();
  return name ? name : fallbackName(strip);
}
