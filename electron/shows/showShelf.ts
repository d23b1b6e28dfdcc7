import { stat } from 'node:fs/promises';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { Show } from '../../shared/scenes/show.ts';
import type { FileLayer } from './fileLayer.ts';
import { ShowDocument, type ShowDocumentOptions } from './showDocument.ts';
import { showExtension, showPath, showTitle } from './showNames.ts';

/** When a file was written last, in wall-clock ms. */
export type SavedMs = (path: string) => Promise<number>;
const fromDisk: SavedMs = async (path) => (await stat(path)).mtimeMs;

export interface ShelfOptions extends ShowDocumentOptions {
  /** Where shows are kept. */
  readonly shelf: string;
  readonly savedMs?: SavedMs;
}

/** One folder of shows, by their names: nobody who names a show can lead out of it. The open one is kept by {@link ShowDocument}. */
export class ShowShelf {
  readonly #document: ShowDocument;
  readonly #layer: FileLayer;
  readonly #shelf: string;
  readonly #savedMs: SavedMs;

  constructor({ shelf, savedMs = fromDisk, ...options }: ShelfOptions) {
    this.#document = new ShowDocument(options);
    this.#layer = options.layer;
    this.#shelf = shelf;
    this.#savedMs = savedMs;
  }

  get show(): Show {
    return this.#document.show;
  }

  get status(): { readonly name: string; readonly isSaved: boolean } {
    const { path, title, isEdited } = this.#document.status;
    return { name: path === '' ? '' : title, isSaved: path !== '' && !isEdited };
  }

  edit(show: Show): void {
    this.#document.edit(show);
  }

  onChange(listener: () => void): Disposable {
    return this.#document.onChange(() => listener());
  }

  onOpened(listener: () => void): Disposable {
    return this.#document.onOpened(listener);
  }

  /** Opens what was open last, with edits that were not saved. */
  start(): Promise<void> {
    return this.#document.start();
  }

  /** Shows on the shelf, the one saved last first. @throws what the disk says */
  async list(): Promise<readonly { readonly name: string; readonly savedMs: number }[]> {
    const names = (await this.#layer.list(this.#shelf)).filter((each) => each.endsWith(showExtension));
    const shows = await Promise.all(
      names.map(async (each) => {
        const path = showPath(this.#shelf, showTitle(each));
        return path.ok ? [{ name: showTitle(each), savedMs: await this.#savedMs(path.value).catch(() => 0) }] : [];
      }),
    );
    return shows.flat().toSorted((a, b) => b.savedMs - a.savedMs);
  }

  /** A new show under a name that is free. @returns a sentence if it cannot be made */
  async create(name: string): Promise<string | undefined> {
    const path = await this.#freePath(name);
    if (typeof path !== 'string') return path.problem;
    await this.#document.newShow();
    this.#document.edit({ ...this.#document.show, name: showTitle(path) });
    return problemOf(await this.#document.saveAs(path));
  }

  /** @returns a sentence if it cannot be opened; then the open one stays */
  async open(name: string): Promise<string | undefined> {
    const path = showPath(this.#shelf, name);
    return path.ok ? problemOf(await this.#document.open(path.value)) : path.error;
  }

  /** Saves the show, under another name if one is given. @returns a sentence if the disk does not take it */
  async save(name?: string): Promise<string | undefined> {
    if (name === undefined) return problemOf(await this.#document.save());
    const path = await this.#freePath(name);
    if (typeof path !== 'string') return path.problem;
    this.#document.edit({ ...this.#document.show, name: showTitle(path) });
    return problemOf(await this.#document.saveAs(path));
  }

  async #freePath(name: string): Promise<string | { readonly problem: string }> {
    const path = showPath(this.#shelf, name);
    if (!path.ok) return { problem: path.error };
    const title = showTitle(path.value);
    const isTaken = (await this.#layer.list(this.#shelf)).some(
      (each) => showTitle(each).toLowerCase() === title.toLowerCase(),
    );
    return isTaken ? { problem: `There is a show "${title}" already: choose another name.` } : path.value;
  }

  /** Keeps unsaved edits; nothing is lost by closing. */
  close(): Promise<void> {
    return this.#document.close();
  }
}

const problemOf = (result: { readonly ok: true } | { readonly ok: false; readonly error: string }) =>
  result.ok ? undefined : result.error;
