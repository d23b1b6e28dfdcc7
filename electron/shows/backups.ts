import { basename, join } from 'node:path';
import { writeWhole } from './atomicFile.ts';
import { type FileLayer, isCode } from './fileLayer.ts';
import { backupFolder, momentName, showExtension } from './showNames.ts';

/** How many earlier versions of a show are kept. */
export const backupGenerations = 10;

const backupPattern = /^\d{4}-\d\d-\d\dT[\dZ-]+\.omnibus$/;

/** One earlier version of a show. */
export interface Backup {
  readonly path: string;
  /** The moment in its name: that of the save which replaced it. */
  readonly name: string;
}

/** Earlier versions of a show, newest first. */
export async function listBackups(layer: FileLayer, path: string): Promise<readonly Backup[]> {
  const folder = backupFolder(path);
  const names = (await layer.list(folder)).filter((name) => backupPattern.test(name));
  return names
    .toSorted()
    .reverse()
    .map((name) => ({ path: join(folder, name), name: basename(name, showExtension) }));
}

/** Keeps what a show's file has now, before another text takes its place. @returns whether there was anything. */
export async function keepBackup(layer: FileLayer, path: string, wallMs: number): Promise<boolean> {
  const text = await readIfThere(layer, path);
  if (text === undefined) return false;
  const folder = backupFolder(path);
  await layer.makeFolder(folder);
  const taken = new Set(await layer.list(folder));
  let moment = wallMs;
  while (taken.has(`${momentName(moment)}${showExtension}`)) moment++;
  await writeWhole(layer, join(folder, `${momentName(moment)}${showExtension}`), text);
  return true;
}

/** Removes the oldest versions. */
export async function sweepBackups(layer: FileLayer, path: string): Promise<void> {
  const old = (await listBackups(layer, path)).slice(backupGenerations);
  for (const backup of old) await layer.remove(backup.path);
}

/** The text of a file, `undefined` if there is none. */
export async function readIfThere(layer: FileLayer, path: string): Promise<string | undefined> {
  try {
    return await layer.read(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
