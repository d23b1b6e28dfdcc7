import type { StripAddress } from '../../shared/desk/address.ts';
import { dbOfMeterByte } from '../../shared/protocol/meterScale.ts';
import type { ReadLevel } from '../controls/meterCanvas.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';

/** Readers of a strip's meters: two for one that is metered by side, one for others, none for a strip without sound. */
export function meterReaders(mirror: DeskMirror, strip: StripAddress): readonly ReadLevel[] {
  const meters = mirror.profile?.meters ?? [];
  const own = meters.indexOf(strip);
  const indexes = own >= 0 ? [own] : [meters.indexOf(`${strip}/left`), meters.indexOf(`${strip}/right`)];
  return indexes
    .filter((index) => index >= 0)
    .map((index) => () => (mirror.isLive ? dbOfMeterByte(mirror.meterLevels[index] ?? 0) : -Infinity));
}
