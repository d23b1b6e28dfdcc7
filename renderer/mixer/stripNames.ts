import { kindOfStrip, numberOfStrip, type StripAddress, type StripKind } from '../../shared/desk/address.ts';

const shortKinds = {
  channel: 'Ch',
  auxIn: 'Aux',
  fxReturn: 'FX',
  bus: 'Bus',
  matrix: 'Mtx',
  dca: 'DCA',
  main: 'Main',
} satisfies Record<StripKind, string>;

/** What stands where a strip's own name would: "Ch 12", "Bus 3", "Main". */
export function fallbackName(strip: StripAddress): string {
  if (strip === 'main/stereo') return 'Main';
  if (strip === 'main/mono') return 'Mono';
  return `${shortKinds[kindOfStrip(strip)]} ${numberOfStrip(strip) ?? ''}`;
}

/** The small print above a name: a channel is only a number, everything else says what it is. */
export function printedNumber(strip: StripAddress): string {
  if (strip === 'main/stereo') return 'L R';
  if (strip === 'main/mono') return 'Mono';
  const kind = kindOfStrip(strip);
  const number = numberOfStrip(strip) ?? '';
  return kind === 'channel' ? String(number) : `${shortKinds[kind]} ${number}`;
}

/** The name to show: its own, or the fallback if that is empty or not read yet. */
export function shownName(strip: StripAddress, ownName: string | undefined): string {
  return ownName?.trim() || fallbackName(strip);
}
