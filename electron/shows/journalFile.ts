import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JournalLine } from '../../shared/protocol/journal.ts';
import { settingsFile } from './settings.ts';

/** A file of the journal is followed by another when it has grown to this. */
const maxFileBytes = 8 * 1024 * 1024;
/** Old files go when all together are larger than this … */
const maxTotalBytes = 128 * 1024 * 1024;
/** … or when nothing has been added to them for this long. */
const maxAgeMs = 90 * 24 * 3600 * 1000;
/** What may wait for a disk that does not take anything; older lines are given up first. */
const maxWaitingChars = 4 * 1024 * 1024;

export const isJournalFile = (name: string) => /^journal-[\w-]+\.jsonl$/.test(name);

/** Where the journal is kept: beside the settings. */
export function journalFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  return join(dirname(settingsFile(environment, platform)), 'journal');
}

export interface JournalFileOptions {
  readonly folder: string;
  readonly wallMs: () => number;
  /** Told once when the journal cannot be kept. */
  warn(message: string): void;
  readonly maxFileBytes?: number;
  readonly maxTotalBytes?: number;
  /** Adds text to a file; replaced in tests. */
  readonly append?: (file: string, text: string) => Promise<void>;
}

/**
 * The journal on disk: lines of JSON in files that are only ever added to, one set of files for each start of the app, so that a
 * line torn by a crash stays the last of its file. A disk that takes nothing is told once; what it missed is tried again.
 */
export class JournalFile {
  readonly #options: JournalFileOptions;
  readonly #run: string;
  #part = 1;
  #bytes = 0;
  #waiting: string[] = [];
  #waitingChars = 0;
  #isTorn = false;
  #hasWarned = false;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #isClosed = false;

  constructor(options: JournalFileOptions) {
    this.#options = options;
    const start = new Date(options.wallMs()).toISOString().replace(/[-:.]/g, '');
    this.#run = `${start}-${process.pid}`;
  }

  /** The file that is added to now. */
  get file(): string {
    return join(this.#options.folder, `journal-${this.#run}-${String(this.#part).padStart(4, '0')}.jsonl`);
  }

  /** Takes lines; they are on disk a moment later. */
  readonly write = (lines: readonly JournalLine[]): void => {
    if (this.#isClosed) return;
    let text = '';
    for (const line of lines) text += `${JSON.stringify(line)}\n`;
    this.#waiting.push(text);
    this.#waitingChars += text.length;
    while (this.#waitingChars > maxWaitingChars && this.#waiting.length > 1) {
      this.#waitingChars -= this.#waiting.shift()?.length ?? 0;
    }
    this.#go();
  };

  #go(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#drain().finally(() => {
      this.#isWriting = false;
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const taken = this.#waiting;
      const text = taken.join('');
      this.#waiting = [];
      this.#waitingChars = 0;
      try {
        await this.#append(this.#isTorn ? `\n${text}` : text);
        this.#isTorn = false;
      } catch (error) {
        // How much of it has arrived is not known: the rest of a line must not run into the next.
        this.#isTorn = true;
        this.#waiting = [...taken, ...this.#waiting];
        this.#waitingChars += text.length;
        this.#warnOnce(error);
        return;
      }
    }
  }

  async #append(text: string): Promise<void> {
    const { append = appendFile, folder } = this.#options;
    if (this.#bytes === 0) {
      await mkdir(folder, { recursive: true });
      await this.#sweep();
    }
    await append(this.file, text);
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes < (this.#options.maxFileBytes ?? maxFileBytes)) return;
    this.#part++;
    this.#bytes = 0;
  }

  /** Removes the oldest files. */
  async #sweep(): Promise<void> {
    const { folder, wallMs } = this.#options;
    const names = (await readdir(folder)).filter(isJournalFile).sort().reverse();
    let total = 0;
    for (const name of names) {
      const file = join(folder, name);
      const { size, mtimeMs } = await stat(file);
      total += size;
      const isOld = wallMs() - mtimeMs > maxAgeMs || total > (this.#options.maxTotalBytes ?? maxTotalBytes);
      if (isOld) await rm(file, { force: true });
    }
  }

  #warnOnce(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const why = error instanceof Error ? error.message : String(error);
    this.#options.warn(`The journal cannot be kept in ${this.#options.folder} (${why}); it goes on in memory.`);
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    this.#go();
    await this.#writing;
  }
}
