import * as v from 'valibot';
import { id, title } from '../limits.ts';
import { longestConsoleMap } from './consoleMapSize.ts';

export { longestConsoleMap };

/** No description lies deeper; what does would break whoever walks through it. */
const mostLevels = 12;

/** Plain data that comes back from a file as it was: no number that JSON cannot write. */
function isPlain(json: unknown, levels: number): boolean {
  if (typeof json === 'number') return Number.isFinite(json);
  if (typeof json !== 'object' || json === null) return json !== undefined;
  return levels > 0 && Object.values(json).every((item) => isPlain(item, levels - 1));
}

/** Whether a show can keep it and read it again. */
export const isKeepable = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  !Array.isArray(json) &&
  isPlain(json, mostLevels) &&
  JSON.stringify(json).length <= longestConsoleMap;

/**
 * A console described by somebody: which of its messages carries which parameter. What stands in it is read by those who speak to
 * that console; the show keeps it as it is.
 */
export const consoleMap = v.strictObject({
  id,
  name: title,
  map: v.custom<Readonly<Record<string, unknown>>>(
    isKeepable,
    `a description of at most ${longestConsoleMap} letters and ${mostLevels} levels is expected`,
  ),
});
export type KeptConsoleMap = v.InferOutput<typeof consoleMap>;
