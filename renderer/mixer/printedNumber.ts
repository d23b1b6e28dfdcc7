import { numberOfStrip, type StripAddress } from '../../shared/desk/address.ts';
import { fallbackName } from '../../shared/desk/stripNames.ts';

/** The small print above a name: a channel is only a number, everything else says what it is. */
export function printedNumber(strip: StripAddress): string {
  if (strip === 'main/stereo') return 'L R';
  return strip.startsWith('channel/') ? String(numberOfStrip(strip)) : fallbackName(strip);
}
