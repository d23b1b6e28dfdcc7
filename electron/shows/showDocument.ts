import { basename, dirname, join } from 'node:path';
import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { emptyShow, type Show } from '../../shared/scenes/show.ts';
import { sweepDrafts, writeWhole } from './atomicFile.ts';
import { type Backup, listBackups, readIfThere } from './backups.ts';
import { type FileLayer, reasonOf } from './fileLayer.ts';
import { noteRecent, readRecent } from './recentShows.ts';
import { type Recovery, readRecovery, removeRecovery, textHash, writeRecovery } from './recovery.ts';
import { freePath, type OpenedFile, openNewestBackup, openShowFile, saveShowFile } from './showFile.ts';
import { backupFolder, momentName, showExtension, showTitle } from './showNames.ts';

/** Edits wait this long for more before they are kept, in ms. */
const autosaveMs = 2000;

export interface ShowDocumentOptions {
  readonly layer: FileLayer;
  /** The app's own folder, for unsaved edits and the list of recent shows. */
  readonly folder: string;
  readonly clock: Clock;
  readonly wallMs: () => number;
  /** Tells a person what went wrong but does not stop the show. */
  readonly warn: (message: string) => void;
}

const nothingOpen: OpenedFile = { show: emptyShow, path: '', text: '', warnings: [] };

/** Where the show stands, for the title of a window. */
export interface ShowStatus {
  /** '' until it is saved for the first time. */
  readonly path: string;
  readonly title: string;
  /** Whether it differs from what is saved. */
  readonly isEdited: boolean;
}

/**
 * The open show and its file. The show is always in memory and goes on whatever the disk does. Edits that are not saved are kept
 * in the app's folder a moment later and are there again after a crash, without a question. Nothing here sends anything anywhere.
 */
export class ShowDocument {
  readonly #options: ShowDocumentOptions;
  readonly #changed = new Emitter<Show>();
  readonly #opened = new Emitter<void>();
  #show: Show = emptyShow;
  #path = '';
  /** Hash of what is saved; '' if nothing is. */
  #savedHash = '';
  #isEdited = false;
  #timer: Disposable | undefined;
  #hasWarned = false;
  /** One thing at a time happens to the files. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ShowDocumentOptions) {
    this.#options = options;
  }

  get show(): Show {
    return this.#show;
  }

  get status(): ShowStatus {
    return {
      path: this.#path,
      title: this.#path === '' ? 'Untitled' : showTitle(this.#path),
      isEdited: this.#isEdited,
    };
  }

  /** Told of every other show or edit. */
  onChange(listener: (show: Show) => void): Disposable {
    return this.#changed.on(listener);
  }

  /** Told when another show has taken the place of the open one, before {@link onChange}. */
  onOpened(listener: () => void): Disposable {
    return this.#opened.on(listener);
  }

  /** Takes an edited show. */
  edit(show: Show): void {
    if (show === this.#show) return;
    this.#show = show;
    this.#isEdited = true;
    this.#timer ??= this.#options.clock.after(autosaveMs, () => {
      this.#timer = undefined;
      void this.#inTurn(() => this.#autosave());
    });
    this.#changed.emit(show);
  }

  /** Opens what was open last, with edits that were not saved. Never fails: at worst the show is a new one, and says why. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      const { layer, folder, wallMs, warn } = this.#options;
      const { open } = await readRecent(layer, folder);
      if (open === '') {
        await this.#adopt(nothingOpen, false);
        return;
      }
      const opened = await openShowFile(layer, open, wallMs());
      if (opened.ok) {
        await this.#adopt(opened.value);
        return;
      }
      warn(opened.error);
      await this.#adopt((await this.#fromEdits(open)) ?? (await openNewestBackup(layer, open)) ?? nothingOpen);
    });
  }

  /** A show whose file cannot be opened, from edits that were not saved: they stand for the whole of it. */
  async #fromEdits(path: string): Promise<OpenedFile | undefined> {
    const recovery = await this.#recovery(path);
    const parsed = recovery && parseShow(recovery.text);
    if (!parsed?.ok) return undefined;
    const warnings = [`${basename(path)} cannot be opened; this is the show with its unsaved edits.`];
    return { show: parsed.value.show, path: await freePath(this.#options.layer, path), text: '', warnings };
  }

  /** A new, empty show. Unsaved edits of the one before are kept and come back when that is opened again. */
  newShow(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#leave();
      await this.#adopt(nothingOpen);
    });
  }

  /** Opens a show file. @returns a sentence if it cannot be opened; then the open one stays */
  open(path: string): Promise<Result<undefined>> {
    return this.#inTurn(async () => {
      const opened = await openShowFile(this.#options.layer, path, this.#options.wallMs());
      if (!opened.ok) return opened;
      await this.#leave();
      await this.#adopt(opened.value);
      return ok(undefined);
    });
  }

  /** Saves to the show's own file. @returns a sentence if it has none yet or the disk does not take it */
  save(): Promise<Result<undefined>> {
    return this.#inTurn(() => this.#saveTo(this.#path));
  }

  /** Saves to another file, which is the show's own from then on. */
  saveAs(path: string): Promise<Result<undefined>> {
    return this.#inTurn(() => this.#saveTo(path));
  }

  /** Shows opened lately, the last first. */
  async recent(): Promise<readonly string[]> {
    return (await readRecent(this.#options.layer, this.#options.folder)).shows;
  }

  /** Earlier versions of the open show, newest first. */
  async backups(): Promise<readonly Backup[]> {
    return this.#path === '' ? [] : listBackups(this.#options.layer, this.#path);
  }

  /** Puts an earlier version in the place of the open one, as an edit: nothing is saved by it. */
  restoreBackup(name: string): Promise<Result<undefined>> {
    return this.#inTurn(async () => {
      const { layer, wallMs } = this.#options;
      const backup = (await this.backups()).find((each) => each.name === name);
      if (!backup) return { ok: false, error: `There is no backup ${name} of this show any more.` };
      const opened = await openShowFile(layer, backup.path, wallMs());
      if (!opened.ok) return opened;
      this.edit(opened.value.show);
      return ok(undefined);
    });
  }

  /** Keeps unsaved edits; nothing is lost by closing. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#keepEdits());
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(action);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #keepEdits(): Promise<void> {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#isEdited) await this.#autosave();
  }

  /** Another show is about to take this one's place. One without a file gets one, or nobody would find it again. */
  async #leave(): Promise<void> {
    await this.#keepEdits();
    if (this.#path !== '' || !this.#isEdited) return;
    const { layer, folder, wallMs, warn } = this.#options;
    const file = join(folder, `Untitled ${momentName(wallMs())}${showExtension}`);
    await this.#quietly('The show that was never saved', async () => {
      await writeWhole(layer, file, printShow(this.#show));
      await removeRecovery(layer, folder, '');
      warn(`The show that was never saved is kept in ${file}.`);
    });
  }

  async #adopt(opened: OpenedFile, isNoted = true): Promise<void> {
    const { warn } = this.#options;
    const { show, path, text, warnings } = opened;
    for (const warning of warnings) warn(warning);
    this.#show = show;
    this.#path = path;
    this.#savedHash = text === '' ? '' : textHash(text);
    this.#isEdited = text === '' && path !== '';
    await this.#recover();
    this.#opened.emit();
    this.#changed.emit(this.#show);
    if (this.#isEdited) await this.#autosave();
    if (isNoted) await this.#note(this.#path);
    if (path !== '') await this.#quietly('Old drafts', () => sweepDrafts(this.#options.layer, path));
  }

  /** Takes unsaved edits of a stop without a save. Edits of another version of the file are put beside it. */
  async #recover(): Promise<void> {
    const recovery = await this.#recovery(this.#path);
    if (!recovery) return;
    const parsed = parseShow(recovery.text);
    if (!parsed.ok) {
      this.#options.warn(`Edits that were not saved cannot be read: ${parsed.error}`);
      return;
    }
    if (textHash(recovery.text) === this.#savedHash) {
      await this.#forget(this.#path);
    } else if (recovery.base === this.#savedHash || this.#savedHash === '') {
      this.#show = parsed.value.show;
      this.#isEdited = true;
      const time = new Date(recovery.atMs).toISOString().slice(0, 16).replace('T', ' ');
      this.#options.warn(`Edits of ${time} UTC that were not saved are here again. Save to keep them.`);
    } else {
      await this.#putBeside(recovery);
    }
  }

  /** The file was changed by others since: both versions are kept. */
  async #putBeside({ text }: Recovery): Promise<void> {
    const { layer, wallMs, warn } = this.#options;
    const folder = backupFolder(this.#path);
    const file = join(folder, `unsaved ${momentName(wallMs())}${showExtension}`);
    await this.#quietly('Edits that were not saved', async () => {
      await layer.makeFolder(folder);
      await writeWhole(layer, file, text);
      await removeRecovery(layer, this.#options.folder, this.#path);
      warn(`${basename(this.#path)} was changed elsewhere after edits that were not saved: they are kept in ${file}.`);
    });
  }

  async #recovery(path: string): Promise<Recovery | undefined> {
    try {
      return await readRecovery(this.#options.layer, this.#options.folder, path);
    } catch (error) {
      this.#options.warn(`Edits that were not saved cannot be read: ${reasonOf(error)}.`);
      return undefined;
    }
  }

  async #autosave(): Promise<void> {
    if (!this.#isEdited) return;
    const { layer, folder, wallMs } = this.#options;
    const recovery = { of: this.#path, base: this.#savedHash, atMs: wallMs(), text: printShow(this.#show) };
    try {
      await writeRecovery(layer, folder, recovery);
      this.#hasWarned = false;
    } catch (error) {
      if (!this.#hasWarned) {
        this.#options.warn(
          `Unsaved edits cannot be kept in ${folder} (${reasonOf(error)}); the show goes on from memory.`,
        );
      }
      this.#hasWarned = true;
    }
  }

  async #saveTo(path: string): Promise<Result<undefined>> {
    if (path === '') return { ok: false, error: 'This show has no file yet: say where to save it.' };
    const { layer, wallMs, warn } = this.#options;
    const show = this.#show;
    const text = printShow(show);
    const isOverwritingOther = path === this.#path && (await this.#isChangedElsewhere(path));
    const saved = await saveShowFile(layer, path, text, wallMs());
    if (!saved.ok) {
      await this.#autosave();
      return saved;
    }
    for (const warning of saved.value) warn(warning);
    if (isOverwritingOther) warn(`${basename(path)} had been changed elsewhere; that version is its newest backup.`);
    const before = this.#path;
    this.#path = path;
    this.#savedHash = textHash(text);
    // An edit may have come while the disk was busy.
    this.#isEdited = this.#show !== show;
    await this.#forget(before);
    await this.#forget(path);
    await this.#note(path);
    this.#changed.emit(this.#show);
    return ok(undefined);
  }

  async #isChangedElsewhere(path: string): Promise<boolean> {
    try {
      const text = await readIfThere(this.#options.layer, path);
      return text !== undefined && this.#savedHash !== '' && textHash(text) !== this.#savedHash;
    } catch {
      // What cannot be read cannot be compared; the save that follows says what is wrong.
      return false;
    }
  }

  #forget(path: string): Promise<void> {
    return this.#quietly('Edits that were saved', () =>
      removeRecovery(this.#options.layer, this.#options.folder, path),
    );
  }

  #note(path: string): Promise<void> {
    return this.#quietly('The list of recent shows', async () => {
      await noteRecent(this.#options.layer, this.#options.folder, path);
    });
  }

  /** Does what the show can do without. */
  async #quietly(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#options.warn(
        `${what}: ${reasonOf(error)} (in ${dirname(this.#path === '' ? this.#options.folder : this.#path)}).`,
      );
    }
  }
}
