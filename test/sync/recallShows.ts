import { seededRandom } from '../../shared/base/random.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { type NumericSpec, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { Cue } from '../../shared/scenes/cueList.ts';
import { storeScene } from '../../shared/scenes/scene.ts';
import { emptyShow, type Show } from '../../shared/scenes/show.ts';
import { addScene } from '../../shared/scenes/showEdits.ts';
import { stageSchema as schema } from '../support/stageDesk.ts';
import { isLevel } from './recallJudge.ts';

/** Everything that the play moves. */
export const played = schema.addresses
  .flatMap((_address, id) => (schema.specOf(id).kind === 'text' ? [] : [id]))
  .filter((id) => !schema.specOf(id).readOnly && !schema.specOf(id).keptByApp);
export const levels = played.filter(isLevel);
/** One of the parameter's values, the lowest more often than the others. */
export function valueFor(id: number, random: () => number): number {
  const spec = schema.specOf(id) as NumericSpec;
  return random() < 0.15 ? valueAtStep(spec, 0) : valueAtStep(spec, Math.floor(random() * stepCount(spec)));
}

/** A show with two scenes and three cues, and what its scenes have. */
export interface Known {
  readonly show: Show;
  readonly values: readonly ReadonlyMap<number, number>[];
}

const cueOf = (id: string, scene: number, ms: number): Cue => ({
  id,
  label: '',
  name: id,
  note: '',
  scene: `scene-${scene}`,
  fade: { ms, law: 'dB' },
  messages: [],
  isSkipped: false,
});

function showOf(seed: number): Known {
  const random = seededRandom(seed);
  let show: Show = { ...emptyShow, cues: [cueOf('one', 0, 0), cueOf('two', 1, 700), cueOf('three', 0, 300)] };
  const values = [0, 1].map((index) => {
    const state = new DeskState(schema);
    const known = new Map(played.map((id) => [id, valueFor(id, random)] as const));
    for (const [id, value] of known) state.set(id, value);
    show = addScene(show, storeScene(state, { id: `scene-${index}`, name: `Scene ${index}`, createdMs: 0 }));
    return known;
  });
  return { show, values };
}
/** Made once: to make a show costs more than to play with it. */
export const shows = Array.from({ length: 50 }, (_, index) => showOf(index + 1));
