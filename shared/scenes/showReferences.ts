import type { Show } from './show.ts';

/** Names of things of a show that are not there: they do nothing, and are told when it opens. */
export function referenceWarnings(show: Show): readonly string[] {
  const scenes = new Set(show.scenes.map(({ id }) => id));
  const warnings: string[] = [];
  for (const { name, label, scene } of show.cues) {
    if (scene !== undefined && !scenes.has(scene)) {
      warnings.push(
        `Cue ${label === '' ? '' : `${label} `}"${name}" recalls the scene "${scene}", which is not in the show.`,
      );
    }
  }
  for (const { id, to } of show.mappings) {
    if (to.type === 'scene' && !scenes.has(to.scene)) {
      warnings.push(`The mapping "${id}" recalls the scene "${to.scene}", which is not in the show.`);
    }
  }
  return warnings;
}
