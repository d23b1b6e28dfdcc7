import type { Scene, SceneAbout } from './scene.ts';
import { type KeptScene, mostKept, mostScenes, packed, type Show } from './show.ts';

/** Edits of a show's scenes. Each gives another show; keeping the one before is the undo. */

/** A new scene after another, or at the end. @throws if the show is full or has the id already */
export function addScene(show: Show, scene: Scene, afterId?: string): Show {
  if (show.scenes.length >= mostScenes) throw new Error(`A show holds ${mostScenes} scenes: delete some first.`);
  if (sceneOf(show, scene.id)) throw new Error(`The show has a scene "${scene.id}" already.`);
  const index = show.scenes.findIndex(({ id }) => id === afterId);
  const at = index < 0 ? show.scenes.length : index + 1;
  return packed({ ...show, scenes: show.scenes.toSpliced(at, 0, scene) });
}

export function sceneOf(show: Show, id: string): Scene | undefined {
  return show.scenes.find((scene) => scene.id === id);
}

/** Puts a scene in the place of the one with its id, which is kept. */
export function replaceScene(show: Show, scene: Scene, keptMs: number): Show {
  const old = needScene(show, scene.id);
  const scenes = show.scenes.map((each) => (each.id === scene.id ? scene : each));
  return packed({ ...show, scenes, kept: withKept(show, old, keptMs) });
}

/** Takes a scene out; it is kept. Cues that recall it stay, and say that it is not there. */
export function removeScene(show: Show, id: string, keptMs: number): Show {
  const old = needScene(show, id);
  return { ...show, scenes: show.scenes.filter((each) => each.id !== id), kept: withKept(show, old, keptMs) };
}

/** Changes what is said of a scene, not its values: name, notes, colour, scope, fade. */
export function describeScene(show: Show, id: string, about: Partial<Omit<SceneAbout, 'id'>>): Show {
  needScene(show, id);
  return { ...show, scenes: show.scenes.map((each) => (each.id === id ? { ...each, ...about } : each)) };
}

/** A copy with an id and a name of its own, behind the first. */
export function duplicateScene(show: Show, id: string, copy: Pick<Scene, 'id' | 'name' | 'createdMs'>): Show {
  return addScene(show, { ...needScene(show, id), ...copy }, id);
}

/** Moves a scene to a place, from 0. */
export function moveScene(show: Show, id: string, index: number): Show {
  const scene = needScene(show, id);
  return { ...show, scenes: show.scenes.filter((each) => each.id !== id).toSpliced(Math.max(0, index), 0, scene) };
}

function needScene(show: Show, id: string): Scene {
  const scene = sceneOf(show, id);
  if (!scene) throw new Error(`The show has no scene "${id}" any more.`);
  return scene;
}

function withKept(show: Show, scene: Scene, keptMs: number): readonly KeptScene[] {
  return [{ ...scene, keptMs }, ...show.kept].slice(0, mostKept);
}
