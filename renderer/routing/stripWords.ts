import { kindOfStrip, numberOfStrip, type StripAddress, type StripKind } from '../../shared/desk/address.ts';

/** Words for strips that have no name of their own, and for kinds of strips. */

interface KindWords {
  /** Before a number, where there is room: "bus 4". */
  readonly long: string;
  readonly group: string;
  /** What its fader is called in a sentence. */
  readonly fader: string;
}

const kindWords = {
  channel: { long: 'channel', group: 'Channels', fader: 'channel fader' },
  auxIn: { long: 'aux in', group: 'Aux inputs', fader: 'aux in fader' },
  fxReturn: { long: 'effect return', group: 'Effect returns', fader: 'return fader' },
  bus: { long: 'bus', group: 'Busses', fader: 'bus fader' },
  matrix: { long: 'matrix', group: 'Matrices', fader: 'matrix fader' },
  dca: { long: 'DCA', group: 'DCAs', fader: 'DCA fader' },
  main: { long: 'main', group: 'Mains', fader: 'main fader' },
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
