import type { MappingSource, MappingTarget, RelativeCoding } from '../../shared/scenes/sections/mappings.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import { paramWords } from '../desk/paramWords.ts';

/** What a knob's coding is called. */
export const codingWords: Readonly<Record<RelativeCoding | 'absolute', string>> = {
  absolute: 'Knob or fader with an end',
  twosComplement: 'Endless, 1 and 127',
  around64: 'Endless, 65 and 63',
  signBit: 'Endless, 1 and 65',
};

/** A control in words: "CC 7 on channel 1". */
export function sourceWords(source: MappingSource): string {
  const on = ` on channel ${source.channel}`;
  switch (source.type) {
    case 'control':
      return `CC ${source.number}${on}`;
    case 'control14':
      return `CC ${source.number} with ${source.number + 32}${on}`;
    case 'nrpn':
      return `NRPN ${source.number}${on}`;
    case 'note':
      return `Note ${source.number}${on}`;
    case 'pitchBend':
      return `Pitch bend${on}`;
    case 'program':
      return `Program ${source.number + 1}${on}`;
  }
}

/** What is moved, in words: "Vox, fader". */
export function targetWords(mirror: DeskMirror, to: MappingTarget): string {
  if (to.type === 'scene') {
    const scene = mirror.scenes.show.scenes.find(({ id }) => id === to.scene);
    return scene ? `Scene “${scene.name}”` : `Scene ${to.scene} (not in this show)`;
  }
  if (to.type === 'cue') return to.action === 'go' ? 'Next cue' : 'Cue before';
  if (!mirror.schema?.has(to.address)) return `${to.address} (not on this console)`;
  const { name, what } = paramWords(mirror, to.address);
  return `${name}, ${what}`;
}
