import * as v from 'valibot';
import { title, whole } from '../scenes/limits.ts';
import { consoleMap, longestConsoleMap } from '../scenes/sections/consoleMaps.ts';

/** Messages about descriptions of consoles that the open show keeps. */

export type ConsoleMapServerMessage =
  /** All that the open show keeps; again whenever they are others. */
  | { readonly type: 'consoleMaps'; readonly maps: readonly { readonly id: string; readonly name: string }[] }
  /** What became of a `consoleMapPut`: the id by which it is kept, or `null` and a sentence that says where and what is wrong. */
  | {
      readonly type: 'consoleMapRead';
      readonly request: number;
      readonly id: string | null;
      readonly problem: string;
    };

const id = consoleMap.entries.id;

export const consoleMapClientMessages = [
  /** The text of a file; with an id it takes the place of what the show keeps under it. */
  v.object({
    type: v.literal('consoleMapPut'),
    request: whole(0, Number.MAX_SAFE_INTEGER),
    id: v.optional(id),
    fileName: title,
    text: v.pipe(
      v.string(),
      v.maxLength(longestConsoleMap, `at most ${longestConsoleMap} letters are expected: write it with ranges`),
    ),
  }),
  v.object({ type: v.literal('consoleMapDelete'), id }),
] as const;
