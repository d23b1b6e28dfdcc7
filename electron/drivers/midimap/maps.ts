import { readFileSync } from 'node:fs';
import { fail, type Result } from '../../../shared/base/result.ts';
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

/** The map that a target names: a built-in one by its word, else a file by its path. */
export function mapNamed(name: string | undefined): Result<ConsoleMap> {
  const known = name === undefined ? [...builtInMaps.values()][0] : builtInMaps.get(name);
  if (known) return { ok: true, value: known };
  const file = name ?? '';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = [...builtInMaps.keys()].join(', ');
    return fail(`The console map "${file}" cannot be read: ${why}. Give the path of a file, or one of ${words}.`);
  }
  const parsed = parseMap(text);
  const map = parsed.ok ? buildConsoleMap(parsed.value) : parsed;
  return map.ok ? map : fail(`${file}: ${map.error}`);
}
