import type { OscReader } from '../../../transports/oscCodec.ts';
import { plainText } from './extraValues.ts';
import type { ShowStorage } from './showStorage.ts';
import { isSlot } from './showStorage.ts';
import { type Library, libraries } from './storedShow.ts';

const longestName = 31;
const longestNotes = 63;

/** What a request on the show came to: its type, answered with 1 or 0. */
export interface ShowAnswer {
  readonly type: string;
  readonly done: boolean;
  /** The scene that the desk has recalled, if one was. */
  readonly recalledScene?: number;
}

const isLibrary = (type: string): type is Library => (libraries as readonly string[]).includes(type);

/**
 * `/save`, `/load`, `/copy`, `/add`, `/delete`, `/rename` (facts, section 10).
 * @returns `undefined` for requests that are not in the documented form: they get no answer.
 */
export function answerShowRequest(storage: ShowStorage, message: OscReader): ShowAnswer | undefined {
  const type = message.text(0);
  const index = intAt(message, 1);
  if (type === undefined || index === undefined) return undefined;
  switch (message.address) {
    case '/save':
      return answer(type, save(storage, type, index, message));
    case '/load': {
      const done = load(storage, type, index, message);
      return done && type === 'scene' ? { type, done, recalledScene: index } : answer(type, done);
    }
    case '/copy':
      return answer(type, copy(storage, type, index, intAt(message, 2)));
    case '/add':
      return answer(type, type === 'cue' && storage.addCue(index, nameAt(message, 2)));
    case '/delete':
      return answer(type, remove(storage, type, index));
    case '/rename':
      return answer(type, rename(storage, type, index, nameAt(message, 2)));
    default:
      return undefined;
  }
}

const answer = (type: string, done: boolean | undefined): ShowAnswer => ({ type, done: done ?? false });

function intAt(message: OscReader, place: number): number | undefined {
  return message.tag(place) === 'i' ? message.number(place) : undefined;
}

function nameAt(message: OscReader, place: number): string {
  return plainText(message.text(place) ?? '', longestName);
}

function save(storage: ShowStorage, type: string, index: number, message: OscReader): boolean {
  const name = nameAt(message, 2);
  if (type === 'scene') return storage.saveScene(index, name, plainText(message.text(3) ?? '', longestNotes));
  if (type === 'snippet') return storage.saveSnippet(index, name);
  return isLibrary(type) && storage.savePreset(type, index, name, intAt(message, 3) ?? 0);
}

function load(storage: ShowStorage, type: string, index: number, message: OscReader): boolean {
  if (type === 'scene') return storage.recallScene(index);
  if (type === 'snippet') return storage.recallSnippet(index);
  return isLibrary(type) && storage.loadPreset(type, index, intAt(message, 2) ?? 0, intAt(message, 3));
}

/** Snippets cannot be copied. */
function copy(storage: ShowStorage, type: string, from: number, to: number | undefined): boolean | undefined {
  if (to === undefined) return undefined;
  if (type === 'scene') return storage.copyScene(from, to);
  return isLibrary(type) && storage.copyPreset(type, from, to);
}

/** Scene 0 always exists. */
function remove(storage: ShowStorage, type: string, index: number): boolean {
  const { scenes, snippets, cues, presets } = storage.show;
  if (type === 'scene') return index !== 0 && scenes.delete(index);
  if (type === 'snippet') return snippets.delete(index);
  if (type === 'cue') return cues.delete(index);
  return isLibrary(type) && presets[type].delete(index);
}

function rename(storage: ShowStorage, type: string, index: number, name: string): boolean {
  if (!isSlot(index)) return false;
  if (isLibrary(type)) return storage.renamePreset(type, index, name);
  const { scenes, snippets, cues } = storage.show;
  const slots = { scene: scenes, snippet: snippets, cue: cues };
  if (!Object.hasOwn(slots, type)) return false;
  const stored = slots[type as keyof typeof slots].get(index);
  if (!stored) return false;
  stored.name = name;
  return true;
}
