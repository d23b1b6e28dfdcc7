import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { buildConsoleMap, type ConsoleMap } from './consoleMap.ts';
import { parseMap, readMap } from './mapFile.ts';
import controlChanges from './maps/control-changes.json' with { type: 'json' };
import parameterChanges from './maps/parameter-changes-01v96.json' with { type: 'json' };

function builtIn(json: unknown): ConsoleMap {
  const file = readMap(json);
  const map = file.ok ? buildConsoleMap(file.value) : file;
  if (!map.ok) throw new Error(`A built-in map is wrong: ${map.error}`);
  return map.value;
}

/** The examples in this folder, by the word that stands for them in a target; the first is taken if none is given. */
export const builtInMaps: ReadonlyMap<string, ConsoleMap> = new Map([
  ['01v96', builtIn(parameterChanges)],
  ['cc', builtIn(controlChanges)],
]);

/** Makes the map of a parsed JSON ready, such as one that a show keeps. @returns it, or a sentence that says where and what is wrong. */
export function mapFromJson(json: unknown): Result<ConsoleMap> {
  const file = readMap(json);
  return file.ok ? buildConsoleMap(file.value) : file;
}

/** Reads a map's text for a show to keep. @returns its title and the JSON as it was written, or a sentence as above. */
export function readShowMap(
  text: string,
): Result<{ readonly name: string; readonly map: Readonly<Record<string, unknown>> }> {
  const parsed = parseMap(text);
  const built = parsed.ok ? buildConsoleMap(parsed.value) : parsed;
  if (!parsed.ok) return parsed;
  if (!built.ok) return built;
  // What was not written is a default and stays one: the file is kept as its writer knows it.
  return ok({ name: parsed.value.title, map: JSON.parse(text) as Readonly<Record<string, unknown>> });
}

/**
 * The map that a target names: a built-in one by its word, one of the open show by its id, else a file by its path.
 * @param kept gives what the open show keeps under an id
 */
export function mapNamed(name: string | undefined, kept?: (id: string) => unknown): Result<ConsoleMap> {
  const known = name === undefined ? [...builtInMaps.values()][0] : builtInMaps.get(name);
  if (known) return ok(known);
  const file = name ?? '';
  const ofShow = kept?.(file);
  if (ofShow !== undefined) {
    const map = mapFromJson(ofShow);
    return map.ok ? map : fail(`The show's console map "${file}" cannot be used. ${map.error}`);
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = [...builtInMaps.keys()].join(', ');
    return fail(
      `There is no console map "${file}": the open show keeps none of this name, and as a file it cannot be read (${why}). Load it under Setup, or give the path of a file, or one of ${words}.`,
    );
  }
  const parsed = parseMap(text);
  const map = parsed.ok ? buildConsoleMap(parsed.value) : parsed;
  return map.ok ? map : fail(`${file}: ${map.error}`);
}
