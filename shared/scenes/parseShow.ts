import * as v from 'valibot';
import { fail, ok, type Result } from '../base/result.ts';
import type { Address } from '../desk/address.ts';
import { address, notes, title, wallMs } from './limits.ts';
import { migrated, type RawShow } from './migrations/migrations.ts';
import { aboutSchema, foreignLines, mostValues, parseValues, type Scene } from './scene.ts';
import { SceneValues, type ValueTable } from './sceneValues.ts';
import { recallSafes, recallScope } from './scope.ts';
import { purposes } from './sections/purposes.ts';
import {
  emptyShow,
  type KeptScene,
  mostKept,
  mostScenes,
  packed,
  type Show,
  type ShowList,
  showFormat,
  showLists,
  showVersion,
} from './show.ts';
import { referenceWarnings } from './showReferences.ts';

/** A part of a file that could not be read. The rest is open; this is kept aside as it was. */
export interface DamagedPart {
  /** Where: `scenes[3]`, `people[0]`. */
  readonly path: string;
  /** What is wrong, as a sentence. */
  readonly what: string;
  readonly json: unknown;
}

export interface OpenedShow {
  readonly show: Show;
  readonly damaged: readonly DamagedPart[];
  /** What was read but leads nowhere: a cue without its scene. */
  readonly warnings: readonly string[];
}

/** The longest file that is read, in UTF-16 units: 200 whole scenes that have nothing in common are 60 million. */
export const longestShow = 100_000_000;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Keys of the file besides lists of showLists. */
const ownKeys = ['format', 'version', 'name', 'notes', 'scope', 'safes', 'purposes', 'common', 'scenes', 'kept'];

/**
 * Reads the text of a show file. A part that cannot be read is set aside, the rest opens.
 * @returns a sentence if the text is no show, or one of a later version
 */
export function parseShow(text: string): Result<OpenedShow> {
  if (text.length > longestShow) return fail('The file is far larger than any show. Choose another file.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(`The file is damaged or no show: ${why.slice(0, 200)}. Open one of its backups.`);
  }
  if (!isRecord(json) || json.format !== showFormat) {
    return fail(`The file is no show of Omnibus: it does not say "format": "${showFormat}". Choose another file.`);
  }
  const { version } = json;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(`The show has no version that can be understood (${printed(version)}). Open one of its backups.`);
  }
  if (version > showVersion) {
    return fail(
      `The show was saved by a later Omnibus (format ${version}; this one reads up to ${showVersion}). Open it with that one.`,
    );
  }
  return ok(new ShowReader(migrated(json, version)).read());
}

const isRecord = (json: unknown): json is RawShow => typeof json === 'object' && json !== null && !Array.isArray(json);
const printed = (json: unknown) => (typeof json === 'object' ? 'not a number' : String(json).slice(0, 40));

/** Reads one file part by part, and sets aside what it cannot read. */
class ShowReader {
  readonly #file: RawShow;
  readonly #damaged: DamagedPart[] = [];
  /** Addresses that are good: every scene has the same. */
  readonly #addresses = new Set<Address>();

  constructor(file: RawShow) {
    this.#file = file;
  }

  read(): OpenedShow {
    const file = this.#file;
    const show: Mutable<Show> = { ...emptyShow };
    show.name = this.#part('name', title) ?? '';
    show.notes = this.#part('notes', notes) ?? '';
    const scope = this.#part('scope', recallScope);
    if (scope) show.scope = scope;
    show.safes = this.#part('safes', recallSafes) ?? {};
    show.purposes = this.#part('purposes', purposes) ?? emptyShow.purposes;
    const common = this.#common();
    show.scenes = this.#scenes('scenes', mostScenes, true)
      .map(({ json, path }) => this.#scene(json, path, common))
      .filter(isThere);
    show.kept = this.#scenes('kept', mostKept, false)
      .map(({ json, path }) => this.#kept(json, path, common))
      .filter(isThere);
    const lists: Partial<Record<ShowList, readonly unknown[]>> = {};
    for (const key of Object.keys(showLists) as ShowList[]) lists[key] = this.#list(key);
    for (const key of Object.keys(file)) {
      if (ownKeys.includes(key) || Object.hasOwn(showLists, key)) continue;
      this.#setAside(key.slice(0, 60), 'this version of Omnibus knows no such part', file[key]);
    }
    // Every list was checked by the schema of its own row.
    const whole = packed({ ...show, ...lists } as Show);
    return { show: whole, damaged: this.#damaged, warnings: referenceWarnings(whole) };
  }

  #setAside(path: string, what: string, json: unknown): undefined {
    this.#damaged.push({ path, what, json });
    return undefined;
  }

  /** @returns a part that may be left out, `undefined` if it is or was set aside */
  #part<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | undefined {
    if (!Object.hasOwn(this.#file, key)) return undefined;
    return this.#checked(schema, this.#file[key], key);
  }

  #checked<Schema extends v.GenericSchema>(
    schema: Schema,
    json: unknown,
    path: string,
    whole = json,
  ): v.InferOutput<Schema> | undefined {
    const parsed = v.safeParse(schema, json, { abortEarly: true });
    return parsed.success ? parsed.output : this.#setAside(path, issueSentence(parsed.issues[0]), whole);
  }

  /** The items of a list; what is no list, and what is too many, is set aside. */
  #items(key: string, most: number): readonly { readonly json: unknown; readonly path: string }[] {
    if (!Object.hasOwn(this.#file, key)) return [];
    const json = this.#file[key];
    if (!Array.isArray(json)) {
      this.#setAside(key, 'a list is expected', json);
      return [];
    }
    if (json.length > most) this.#setAside(key, `only the first ${most} of ${json.length} are read`, json.slice(most));
    return json.slice(0, most).map((item: unknown, index) => ({ json: item, path: `${key}[${index}]` }));
  }

  #list(key: ShowList): readonly unknown[] {
    const { item, most } = showLists[key];
    const ids = new Set<string>();
    const items: unknown[] = [];
    for (const { json, path } of this.#items(key, most)) {
      const read = this.#checked(item as v.GenericSchema<unknown, { readonly id: string }>, json, path);
      if (!read) continue;
      if (ids.has(read.id)) this.#setAside(`${path}.id`, `another one has the id "${read.id}" already`, json);
      else items.push(read);
      ids.add(read.id);
    }
    return items;
  }

  #common(): ValueTable {
    if (!Object.hasOwn(this.#file, 'common')) return new Map();
    const table = parseValues(this.#file.common, this.#addresses);
    if (table.ok) return table.value();
    this.#setAside('common', table.error, this.#file.common);
    return new Map();
  }

  /** Scenes as JSON; of two with one id the first. */
  #scenes(key: string, most: number, isUnique: boolean): readonly { readonly json: RawShow; readonly path: string }[] {
    const ids = new Set<unknown>();
    return this.#items(key, most).flatMap(({ json, path }) => {
      if (!isRecord(json)) {
        this.#setAside(path, 'a scene is expected', json);
        return [];
      }
      if (isUnique && ids.has(json.id)) {
        this.#setAside(`${path}.id`, 'another scene has this id already', json);
        return [];
      }
      ids.add(json.id);
      return [{ json, path }];
    });
  }

  #scene(json: RawShow, path: string, common: ValueTable, whole = json): Scene | undefined {
    const { values: ownJson = {}, absent: absentJson = [], foreignLines: linesJson = [], ...aboutJson } = json;
    const about = this.#checked(aboutSchema, aboutJson, path, whole);
    if (!about) return undefined;
    const own = parseValues(ownJson, this.#addresses);
    if (!own.ok) return this.#setAside(`${path} ("${about.name}").values`, own.error, whole);
    const absent = this.#checked(absentAddresses, absentJson, `${path}.absent`, whole);
    const lines = this.#checked(foreignLines, linesJson, `${path}.foreignLines`, whole);
    if (!absent || !lines) return undefined;
    const values = new SceneValues(own.value, common, new Set<Address>(absent));
    return { ...about, ...(lines.length > 0 ? { foreignLines: lines } : {}), values };
  }

  #kept(json: RawShow, path: string, common: ValueTable): KeptScene | undefined {
    const { keptMs, ...scene } = json;
    const time = this.#checked(wallMs, keptMs, `${path}.keptMs`, json);
    const read = time === undefined ? undefined : this.#scene(scene, path, common, json);
    return time === undefined || !read ? undefined : { ...read, keptMs: time };
  }
}

const absentAddresses = v.pipe(v.array(address), v.maxLength(mostValues));

const isThere = <T>(item: T | undefined): item is T => item !== undefined;

function issueSentence(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const what = issue.message.length > 200 ? `${issue.message.slice(0, 200)} …` : issue.message;
  return path === null ? what : `${path.slice(0, 100)}: ${what}`;
}
