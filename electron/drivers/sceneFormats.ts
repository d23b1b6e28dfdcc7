import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import type { Scene } from '../../shared/scenes/scene.ts';
import { fromSceneValue, toSceneValue } from '../../shared/scenes/sceneValue.ts';
import { SceneValues } from '../../shared/scenes/sceneValues.ts';
import type { DeskDriver, DeskFileFormat } from './driver.ts';
import { driverOf, drivers } from './registry.ts';

/** A scene out of a file of whatever kind. */
export interface FileScene {
  readonly title: string;
  readonly notes: string;
  readonly values: SceneValues;
  /** Lines of a console's file that are not understood, verbatim. */
  readonly unknown: readonly string[];
  /** Id of the console's format; '' for a show of Omnibus. */
  readonly format: string;
  /** The schema that a console's file was read for: it knows all of its addresses. */
  readonly schema?: Schema;
}

const schemas = new Map<DeskDriver, Schema>();

/** The connected console's schema if it is of the family, otherwise that of the family's first profile. */
function schemaFor(driver: DeskDriver, connected: DeskState | undefined): Schema | undefined {
  if (connected?.schema.profile.family === driver.id) return connected.schema;
  const known = schemas.get(driver);
  if (known) return known;
  const [profile] = driver.profiles;
  if (!profile) return undefined;
  const schema = buildSchema(profile);
  schemas.set(driver, schema);
  return schema;
}

const isShow = (text: string) => /^\s*\{/.test(text);

/**
 * Reads all scenes of a file: those of a show, or the one of a console's own file.
 * @param connected the connected console, whose family is asked first
 * @returns a sentence if no family knows the file
 */
export function readScenes(name: string, text: string, connected?: DeskState): Result<readonly FileScene[]> {
  if (isShow(text)) {
    const opened = parseShow(text);
    return opened.ok ? ok(opened.value.show.scenes.map(fileScene)) : fail(`${name}: ${opened.error}`);
  }
  const family = connected?.schema.profile.family;
  const asked = drivers.toSorted((a, b) => Number(b.id === family) - Number(a.id === family));
  for (const driver of asked) {
    const schema = schemaFor(driver, connected);
    if (!schema || !driver.files?.isOwn(text)) continue;
    try {
      const { title, notes, changes, unread, format } = driver.files.read(text, schema);
      const values = new SceneValues(
        new Map(changes.map(({ id, value }) => [schema.addressOf(id), toSceneValue(schema.specOf(id), value)])),
      );
      return ok([{ title, notes, values, unknown: unread, format, schema }]);
    } catch (error) {
      return fail(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const known = fileFormats().map(({ title, extension }) => `${title} (${extension})`);
  return fail(`${name} is no scene file that is known here: choose a show of Omnibus or one of ${known.join(', ')}.`);
}

const fileScene = ({ name, notes, values, foreignLines = [] }: Scene): FileScene => ({
  title: name,
  notes,
  values,
  unknown: foreignLines,
  format: '',
});

/** Formats that scenes can be written in: of one family, or of all. */
export function fileFormats(family?: string): readonly DeskFileFormat[] {
  const asked = family === undefined ? drivers : drivers.filter(({ id }) => id === family);
  return asked.flatMap(({ files }) => files?.formats ?? []);
}

/** Reads and writes scene files for the hub. */
export const sceneFormats = {
  /** The scene of a file; of a show with several the first. */
  read(name: string, text: string, connected: DeskState | undefined): Result<FileScene> {
    const read = readScenes(name, text, connected);
    if (!read.ok) return read;
    const [first] = read.value;
    return first ? ok(first) : fail(`${name} holds no scene.`);
  },

  /** Formats of the connected console's family. */
  formats: ({ schema }: DeskState): readonly DeskFileFormat[] => fileFormats(schema.profile.family),

  /**
   * Writes a scene as a file of the connected console's family.
   * @param format id of a format, or the first letters of one: `scn` for the newest scene format
   * @param unknown lines of a file that was read, which are kept
   * @returns a sentence if the console has no such format
   */
  write(
    format: string,
    title: string,
    values: SceneValues,
    connected: DeskState,
    unknown: readonly string[] = [],
    notes = '',
  ): Result<{ readonly fileName: string; readonly text: string }> {
    const { schema } = connected;
    const { family, title: model } = schema.profile;
    const files = driverOf(family)?.files;
    const chosen =
      files?.formats.find(({ id }) => id === format) ?? files?.formats.find(({ id }) => id.startsWith(format));
    if (!files || !chosen) {
      const known = fileFormats(family).map(({ id }) => id);
      const instead = known.length > 0 ? `say ${known.join(' or ')}` : 'save the show instead';
      return fail(`${model} has no file format "${format}": ${instead}.`);
    }
    const lookUp = (id: number) => {
      const value = values.get(schema.addressOf(id));
      const read = value === undefined ? undefined : fromSceneValue(schema.specOf(id), value);
      return read?.ok ? read.value : undefined;
    };
    const text = files.print(chosen.id, schema, { title, notes }, lookUp, unknown);
    return ok({ fileName: `${fileTitle(title)}${chosen.extension}`, text });
  },
};

/** A title as a file's name: what could lead elsewhere is taken out. */
function fileTitle(title: string): string {
  const plain = title
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .slice(0, 80);
  return plain === '' ? 'Scene' : plain;
}
