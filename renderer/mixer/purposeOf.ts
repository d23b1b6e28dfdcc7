import { type StripAddress, sendAddress } from '../../shared/desk/address.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import { type GuessedPurpose, guessPurpose } from './busPurpose.ts';
import { signOf } from './stripParams.ts';
import { hasSend, stripsOfKinds } from './stripPlan.ts';

/** What a bus or matrix of the desk seems to be for, by the taps of the sends into it. */
export function purposeOf(mirror: DeskMirror, destination: StripAddress): GuessedPurpose {
  const { schema } = mirror;
  if (!schema) return 'unknown';
  const inputs = stripsOfKinds(schema, ['channel', 'bus']).filter((strip) => hasSend(schema, strip, destination));
  return guessPurpose(inputs.map((strip) => signOf(mirror.param(`${sendAddress(strip, destination)}/tap`))));
}
