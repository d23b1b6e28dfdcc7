import type { DeskReading } from '../../shared/guided/deskReading.ts';
import type { DeskMirror } from './deskMirror.svelte.ts';

/** The page's mirror as plans read it: whatever a plan looks at is followed, so that it is made anew when the desk changes. */
export function mirrorReading(mirror: DeskMirror): DeskReading | undefined {
  const { schema } = mirror;
  return schema && { schema, at: (address) => mirror.param(address)?.value };
}
