import { kindOfStrip, numberOfStrip, type StripAddress, type StripKind } from './address.ts';

/** Short words for kinds of strips, before a number. */
const shortKinds = {
  channel: 'Ch',
  auxIn: 'Aux',
  fxReturn: 'FX',
  bus: 'Bus',
  matrix: 'Matrix',
  dca: 'DCA',
  main: 'Main',
} satisfies Record<StripKind, string>;

/** What stands where a strip's own name would: "Ch 12", "Bus 3", "Main", "Mono". */
export function fallbackName(strip: StripAddress): string {
  if (strip === 'main/mono') return 'Mono';
  const number = numberOfStrip(strip);
  const kind = shortKinds[kindOfStrip(strip)];
  return number === undefined ? kind : `${kind} ${number}`;
}

/** The name to show: its own, or the fallback if that is empty or not read yet. */
export function shownName(strip: StripAddress, ownName: string | undefined): string {
  return ownName?.trim() || fallbackName(strip);
}
