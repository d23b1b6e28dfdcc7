import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { type DamagedPart, parseShow } from '../../shared/scenes/parseShow.ts';
import type { Show } from '../../shared/scenes/show.ts';
import { writeWhole } from './atomicFile.ts';
import { keepBackup, listBackups, sweepBackups } from './backups.ts';
import { type FileLayer, isCode, reasonOf } from './fileLayer.ts';
import { backupFolder, momentName, showExtension, showTitle } from './showNames.ts';

/** A show as it was opened. */
export interface OpenedFile {
  readonly show: Show;
  /** Where a save goes: the file itself, or a new one beside it if parts of it were damaged or a backup stands in for it. */
  readonly path: string;
  /** Text of the file at `path`, '' if there is none yet. */
  readonly text: string;
  /** What people should read. */
  readonly warnings: readonly string[];
}

/**
 * Opens a show file. Damaged parts are written beside it, and saves go to another file: what was opened is never overwritten.
 * @returns a sentence if it cannot be opened at all, with the newest backup that can
 */
export async function openShowFile(layer: FileLayer, path: string, wallMs: number): Promise<Result<OpenedFile>> {
  let text: string;
  try {
    text = await layer.read(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return fail(`There is no show ${path} any more. Choose another.`);
    return fail(`The show ${path} cannot be read: ${reasonOf(error)}. Choose another, or one of its backups.`);
  }
  const parsed = parseShow(text);
  if (!parsed.ok) {
    const backup = await newestWhole(layer, path);
    const hint = backup ? ` The newest backup that opens is ${backup.name}.` : '';
    return fail(`${basename(path)}: ${parsed.error}${hint}`);
  }
  const { show, damaged, warnings } = parsed.value;
  if (damaged.length === 0) return ok({ show, path, text, warnings });
  const aside = await setAside(layer, path, damaged, wallMs);
  const first = damaged[0] as DamagedPart;
  const parts = damaged.length === 1 ? 'One part' : `${damaged.length} parts`;
  const sentence = `${parts} of ${basename(path)} cannot be read (${first.path}: ${first.what}); the rest is open. ${aside} Saving makes a new file.`;
  return ok({ show, path: await repairedPath(layer, path), text: '', warnings: [sentence, ...warnings] });
}

/** Opens the newest backup of a show that can be read whole, as a new file beside it. */
export async function openNewestBackup(layer: FileLayer, path: string): Promise<OpenedFile | undefined> {
  const backup = await newestWhole(layer, path);
  if (!backup) return undefined;
  const warning = `${basename(path)} cannot be opened; this is its backup of ${backup.name}. Saving makes a new file.`;
  return { show: backup.show, path: await repairedPath(layer, path), text: '', warnings: [warning] };
}

async function newestWhole(layer: FileLayer, path: string): Promise<{ name: string; show: Show } | undefined> {
  try {
    for (const backup of await listBackups(layer, path)) {
      const parsed = parseShow(await layer.read(backup.path));
      if (parsed.ok && parsed.value.damaged.length === 0) return { name: backup.name, show: parsed.value.show };
    }
  } catch {
    // Backups that cannot be read are none; the caller says already what is wrong with the show.
  }
  return undefined;
}

/** Writes damaged parts into the folder of backups. @returns a sentence that says where they are */
async function setAside(
  layer: FileLayer,
  path: string,
  damaged: readonly DamagedPart[],
  wallMs: number,
): Promise<string> {
  const folder = backupFolder(path);
  const file = join(folder, `damaged ${momentName(wallMs)}.json`);
  try {
    await layer.makeFolder(folder);
    await writeWhole(layer, file, `${JSON.stringify(damaged, undefined, 1)}\n`);
    return `They are kept in ${file}.`;
  } catch (error) {
    return `They stay in ${basename(path)} alone, because they cannot be written elsewhere (${reasonOf(error)}).`;
  }
}

/** The path itself if nothing is there, otherwise that of {@link repairedPath}. */
export async function freePath(layer: FileLayer, path: string): Promise<string> {
  const isTaken = (await layer.list(dirname(path))).includes(basename(path));
  return isTaken ? repairedPath(layer, path) : path;
}

/** A name beside a show that is not taken. */
async function repairedPath(layer: FileLayer, path: string): Promise<string> {
  const taken = new Set(await layer.list(dirname(path)));
  for (let number = 1; ; number++) {
    const name = `${showTitle(path)} repaired${number === 1 ? '' : ` ${number}`}${showExtension}`;
    if (!taken.has(name)) return join(dirname(path), name);
  }
}

/**
 * Saves a show's text: what the file had becomes a backup, then the new text takes its place in one step.
 * @returns a sentence if the disk does not take it; then the file is as it was
 */
export async function saveShowFile(
  layer: FileLayer,
  path: string,
  text: string,
  wallMs: number,
): Promise<Result<readonly string[]>> {
  const warnings: string[] = [];
  try {
    await layer.makeFolder(dirname(path));
  } catch (error) {
    return fail(`${dirname(path)} cannot be written to (${reasonOf(error)}). Save the show elsewhere.`);
  }
  try {
    await keepBackup(layer, path, wallMs);
    await sweepBackups(layer, path);
  } catch (error) {
    // A save without a backup is worth more than none.
    warnings.push(`No backup of ${basename(path)} could be kept: ${reasonOf(error)}.`);
  }
  try {
    await writeWhole(layer, path, text);
    return ok(warnings);
  } catch (error) {
    return fail(
      `${basename(path)} is not saved: ${reasonOf(error)}. The show goes on from memory; make room, or save it elsewhere.`,
    );
  }
}
