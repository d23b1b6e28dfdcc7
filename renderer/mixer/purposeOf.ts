import { type StripAddress, sendAddress } from '../../shared/desk/address.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import { type GuessedPurpose, guessPurpose } from './busPurpose.ts';
import { flows, signOf } from './stripParams.ts';
import { hasSend, stripsOfKinds } from './stripPlan.ts';

/** What a bus or matrix of the desk seems to be for, by the taps of the sends that flow into it, or of all if none does. */
export function purposeOf(mirror: DeskMirror, destination: StripAddress): GuessedPurpose {
  const { schema } = mirror;
  if (!schema) return 'unknown';
  const inputs = stripsOfKinds(schema, ['channel', 'bus']).filter((strip) => hasSend(schema, strip, destination));
  const sends = inputs.map((strip) => {
    const base = sendAddress(strip, destination);
    const sign = signOf(mirror.param(`${base}/tap`));
    return { sign, isFlowing: flows(mirror.param(`${base}/on`), mirror.param(`${base}/level`), sign) };
  });
  const flowing = sends.filter(({ isFlowing }) => isFlowing);
  return guessPurpose((flowing.length > 0 ? flowing : sends).map(({ sign }) => sign));
}
