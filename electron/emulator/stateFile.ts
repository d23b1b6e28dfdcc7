import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';

/** The text of a state file, `undefined` if there is none yet. @throws (rejects) with a sentence if it cannot be read. */
export async function readStateFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw new Error(`The state file ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

/**
 * Writes a state file so that there is always the old or the new one, whole: beside it first, then in its place.
 * @throws (rejects) with a sentence if it cannot be written.
 */
export async function writeStateFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Error(`The state file ${file} cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
