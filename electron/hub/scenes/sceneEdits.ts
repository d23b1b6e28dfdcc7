import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import type { Cue } from '../../../shared/scenes/cueList.ts';
import { type Scene, storeScene, updateScene } from '../../../shared/scenes/scene.ts';
import type { Show } from '../../../shared/scenes/show.ts';
import {
  addScene,
  duplicateScene,
  moveScene,
  removeScene,
  replaceScene,
  sceneOf,
} from '../../../shared/scenes/showEdits.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import type { ShowDesk } from './showDesk.ts';

export const editMessages = [
  'showScope',
  'showSafes',
  'sceneStore',
  'sceneUpdate',
  'sceneDescribe',
  'sceneDuplicate',
  'sceneMove',
  'sceneDelete',
  'sceneBring',
  'cuePut',
  'cueMove',
  'cueDelete',
] as const;
export type EditMessage = Extract<ClientMessage, { type: (typeof editMessages)[number] }>;

export function isEditMessage(message: ClientMessage): message is EditMessage {
  return (editMessages as readonly string[]).includes(message.type);
}

/** Most cues of a show. */
const mostCues = 5000;

/** An id that no scene or cue of the show has. */
export function freshId(show: Show, prefix: 'scene' | 'cue', wallMs: number): string {
  const taken = new Set([...show.scenes, ...show.kept, ...show.cues].map(({ id }) => id));
  for (let count = 0; ; count++) {
    const id = `${prefix}-${Math.floor(wallMs).toString(36)}${count === 0 ? '' : `-${count}`}`;
    if (!taken.has(id)) return id;
  }
}

/**
 * Edits the show as a client wants it.
 * @returns a sentence if it cannot be done
 */
export function edit(hub: DeskHub, desk: ShowDesk, by: string, message: EditMessage): string | undefined {
  try {
    desk.edit(by, labelOf(desk.show, message), (show) => edited(hub, show, by, message));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Edits the show for somebody; who stores and gives a `request` is told which scene came of it, or why none. */
export function editFor(hub: DeskHub, desk: ShowDesk, session: HubSession, message: EditMessage): string | undefined {
  const before = new Set(desk.show.scenes.map(({ id }) => id));
  const problem = edit(hub, desk, session.name, message);
  if (message.type !== 'sceneStore' || message.request === undefined) return problem;
  const id = desk.show.scenes.find((scene) => !before.has(scene.id))?.id ?? '';
  session.send({ type: 'sceneStored', request: message.request, id, problem: problem ?? '' });
  return undefined;
}

function labelOf(show: Show, message: EditMessage): string {
  const nameOf = (id: string) => {
    const found =
      sceneOf(show, id) ?? show.kept.find((each) => each.id === id) ?? show.cues.find((each) => each.id === id);
    return `"${found?.name ?? id}"`;
  };
  switch (message.type) {
    case 'showScope':
      return 'scope of the show';
    case 'showSafes':
      return 'safes of the show';
    case 'sceneStore':
      return `store "${message.name}"`;
    case 'sceneUpdate':
      return `update ${nameOf(message.id)}`;
    case 'sceneDescribe':
      return `change ${nameOf(message.id)}`;
    case 'sceneDuplicate':
      return `duplicate ${nameOf(message.id)}`;
    case 'sceneMove':
    case 'cueMove':
      return `move ${nameOf(message.id)}`;
    case 'sceneDelete':
    case 'cueDelete':
      return `delete ${nameOf(message.id)}`;
    case 'sceneBring':
      return `bring back ${nameOf(message.id)}`;
    case 'cuePut':
      return `cue "${message.cue.name}"`;
  }
}

function edited(hub: DeskHub, show: Show, by: string, message: EditMessage): Show {
  const wallMs = hub.wallMs();
  switch (message.type) {
    case 'showScope': {
      const { scope: _scope, ...rest } = show;
      return message.scope === null ? rest : { ...rest, scope: message.scope };
    }
    case 'showSafes':
      return { ...show, safes: message.safes };
    case 'sceneStore':
      return stored(hub, show, by, message);
    case 'sceneUpdate':
      return replaceScene(show, updateScene(need(show, message.id), knownState(hub), wallMs), wallMs);
    case 'sceneDescribe':
      return described(show, message.id, message.about);
    case 'sceneDuplicate': {
      const { name } = need(show, message.id);
      const copy = { id: freshId(show, 'scene', wallMs), name: `${name} copy`.slice(0, 200), createdMs: wallMs };
      return duplicateScene(show, message.id, copy);
    }
    case 'sceneMove':
      return moveScene(show, message.id, message.index);
    case 'sceneDelete':
      return removeScene(show, message.id, wallMs);
    case 'sceneBring':
      return brought(show, message.id, message.keptMs, wallMs);
    case 'cuePut':
      return { ...show, cues: cuesWith(show.cues, message.cue, message.index) };
    case 'cueMove': {
      const moved = show.cues.find(({ id }) => id === message.id);
      if (!moved) throw new Error('The show has no such cue any more.');
      return { ...show, cues: show.cues.filter((each) => each !== moved).toSpliced(message.index, 0, moved) };
    }
    case 'cueDelete':
      return { ...show, cues: show.cues.filter(({ id }) => id !== message.id) };
  }
}

type Asked<Type extends EditMessage['type']> = Extract<EditMessage, { type: Type }>;

function knownState(hub: DeskHub) {
  const { state, status } = hub;
  if (!state || status.state !== 'live')
    throw new Error('The desk is not live: what is not known for sure is not stored. Connect the console first.');
  return state;
}

function stored(hub: DeskHub, show: Show, by: string, message: Asked<'sceneStore'>): Show {
  const { name, notes, color, scope, after } = message;
  const createdMs = hub.wallMs();
  const scene = storeScene(knownState(hub), {
    id: freshId(show, 'scene', createdMs),
    name,
    createdMs,
    author: by.slice(0, 200),
    ...(notes === undefined ? {} : { notes }),
    ...(color === undefined ? {} : { color }),
    ...(scope === undefined ? {} : { scope }),
  });
  return addScene(show, scene, after);
}

function described(show: Show, id: string, about: Asked<'sceneDescribe'>['about']): Show {
  const { scope, fade, ...plain } = about;
  const { scope: oldScope, fade: oldFade, ...scene } = need(show, id);
  const kept = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const nextScope = scope === undefined ? oldScope : (scope ?? undefined);
  const nextFade = fade === undefined ? oldFade : (fade ?? undefined);
  const next: Scene = {
    ...scene,
    ...kept,
    ...(nextScope ? { scope: nextScope } : {}),
    ...(nextFade ? { fade: nextFade } : {}),
  };
  return { ...show, scenes: show.scenes.map((each) => (each.id === id ? next : each)) };
}

function brought(show: Show, id: string, keptMs: number, wallMs: number): Show {
  const version = show.kept.find((each) => each.id === id && each.keptMs === keptMs);
  if (!version) throw new Error('That version is not kept any more.');
  const { keptMs: _keptMs, ...scene } = version;
  if (sceneOf(show, id)) return replaceScene(show, scene, wallMs);
  return addScene({ ...show, kept: show.kept.filter((each) => each !== version) }, scene);
}

function cuesWith(cues: readonly Cue[], cue: Cue, index: number | undefined): readonly Cue[] {
  if (cues.some(({ id }) => id === cue.id)) return cues.map((each) => (each.id === cue.id ? cue : each));
  if (cues.length >= mostCues) throw new Error(`A show holds ${mostCues} cues: delete some first.`);
  return cues.toSpliced(index ?? cues.length, 0, cue);
}

function need(show: Show, id: string): Scene {
  const scene = sceneOf(show, id);
  if (!scene) throw new Error('The show has no such scene any more.');
  return scene;
}
