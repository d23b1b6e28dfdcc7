import type { Result } from '../../../shared/base/result.ts';
import type { DeskState } from '../../../shared/desk/deskState.ts';
import { mostFileParts } from '../../../shared/protocol/showMessages.ts';
import type { SceneValues } from '../../../shared/scenes/sceneValues.ts';

/** A scene file as it was read. */
export interface ReadScene {
  readonly title: string;
  readonly notes?: string;
  readonly values: SceneValues;
  /** Lines that are not understood. */
  readonly unknown: readonly string[];
}

/** Reads and writes the scene files of consoles; who knows the formats stands outside the hub. */
export interface SceneFormats {
  /** @param state the connected console, whose family is asked first. @returns a sentence if no family knows the file */
  read(name: string, text: string, state: DeskState | undefined): Result<ReadScene>;
  /** Formats of the connected console. */
  formats(state: DeskState): readonly { readonly id: string; readonly title: string }[];
  /** @returns a sentence if the connected console has no such format */
  write(
    format: string,
    title: string,
    values: SceneValues,
    state: DeskState,
    unknown?: readonly string[],
    notes?: string,
  ): Result<{ fileName: string; text: string }>;
}

/** So many files that were read wait to be used. */
const mostFiles = 8;

/** Files that clients sent, until they are used. */
export class SceneFiles {
  readonly #formats: SceneFormats | undefined;
  readonly #files = new Map<string, ReadScene>();
  readonly #parts = new Map<object, { readonly name: string; readonly request: number; readonly texts: string[] }>();
  #count = 0;

  constructor(formats: SceneFormats | undefined) {
    this.#formats = formats;
  }

  get(file: string): ReadScene | undefined {
    return this.#files.get(file);
  }

  /**
   * Takes a part of a client's file.
   * @returns nothing until the last part is there; then the file's name here, or a sentence
   */
  take(
    client: object,
    { name, request, part, parts, text }: { name: string; request: number; part: number; parts: number; text: string },
    state: DeskState | undefined,
  ): Result<{ readonly file: string; readonly read: ReadScene }> | undefined {
    let open = this.#parts.get(client);
    if (part === 0 || open?.request !== request) {
      open = { name, request, texts: [] };
      this.#parts.set(client, open);
    }
    if (part !== open.texts.length || parts > mostFileParts) {
      this.#parts.delete(client);
      return { ok: false, error: `The parts of ${name} did not come in order: try again.` };
    }
    open.texts.push(text);
    if (part + 1 < parts) return undefined;
    this.#parts.delete(client);
    return this.#read(name, open.texts.join(''), state);
  }

  #read(name: string, text: string, state: DeskState | undefined): Result<{ file: string; read: ReadScene }> {
    if (!this.#formats) return { ok: false, error: 'Scene files cannot be read here.' };
    const read = this.#formats.read(name, text, state);
    if (!read.ok) return read;
    const file = `file-${++this.#count}`;
    this.#files.set(file, read.value);
    for (const old of this.#files.keys()) {
      if (this.#files.size <= mostFiles) break;
      this.#files.delete(old);
    }
    return { ok: true, value: { file, read: read.value } };
  }

  formatsFor(state: DeskState | undefined): readonly { readonly id: string; readonly title: string }[] {
    return (state && this.#formats?.formats(state).map(({ id, title }) => ({ id, title }))) ?? [];
  }

  /** @param about lines that were not understood when it was read, which are kept, and its notes */
  write(
    format: string,
    title: string,
    values: SceneValues,
    state: DeskState,
    about: { readonly unknown: readonly string[]; readonly notes: string },
  ): Result<{ fileName: string; text: string }> {
    const { unknown, notes } = about;
    const written = this.#formats?.write(format, title, values, state, unknown, notes);
    return written ?? { ok: false, error: 'Scene files cannot be written here.' };
  }

  left(client: object): void {
    this.#parts.delete(client);
  }
}
