import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';

/** A file that is being written. */
export interface DraftFile {
  write(text: string): Promise<void>;
  /** Returns when what was written is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The steps that saving is made of. Each may fail, and the computer may stop after each; tests put disks behind it that do. */
export interface FileLayer {
  /** @throws with code ENOENT where there is none */
  read(path: string): Promise<string>;
  /** Names in a folder; none if it is not there. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  /** A new, empty file. @throws with code EEXIST if there is one */
  create(path: string): Promise<DraftFile>;
  /** Takes the place of what is there: afterwards the name means the one or the other, never anything between. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Returns when names in a folder are on the disk as they are now. */
  syncFolder(folder: string): Promise<void>;
}

/** Longer files are not even read. */
const mostBytes = 200_000_000;

/** Node's own file system. */
export const disk: FileLayer = {
  async read(path) {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > mostBytes) throw new Error(`${path} has ${size} bytes, far more than any show`);
    } finally {
      await file.close();
    }
    return readFile(path, 'utf8');
  },
  async list(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    }
  },
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true });
  },
  async create(path) {
    const file = await open(path, 'wx');
    return {
      write: (text) => file.writeFile(text, 'utf8'),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(folder) {
    // Windows cannot open folders for this, and its renames do not need it.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Whether an error is the one of this code, such as ENOENT. */
export const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;

export const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
