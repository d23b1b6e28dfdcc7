import type { Cue } from '../../shared/scenes/cueList.ts';

/** A cue as it is called: its number and its name. */
export const cueTitle = ({ label, name }: Pick<Cue, 'label' | 'name'>) => (label === '' ? name : `${label}  ${name}`);

/** What a cue does, in a few words. @param sceneName `undefined` for a scene that is not in the show */
export function cueWords(cue: Cue, sceneName: (id: string) => string | undefined): string {
  const { scene, scope, fade, deskScene, messages, followAfterMs, isSkipped } = cue;
  return [
    scene === undefined ? '' : (sceneName(scene) ?? 'its scene is not in the show'),
    scope ? 'narrowed' : '',
    fade ? `fade ${fade.ms / 1000} s` : '',
    deskScene === undefined ? '' : `console’s scene ${deskScene}`,
    messages.length === 0 ? '' : `${messages.length} sent`,
    followAfterMs === undefined ? '' : `next follows after ${followAfterMs / 1000} s`,
    isSkipped ? 'passed over' : '',
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

/** The number of a new cue at the end: one more than the largest there is. */
export function nextLabel(cues: readonly Pick<Cue, 'label'>[]): string {
  const numbers = cues.map(({ label }) => Math.floor(Number(label))).filter((value) => value >= 0);
  return String(Math.max(0, ...numbers) + 1);
}
