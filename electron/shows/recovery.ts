import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { writeWhole } from './atomicFile.ts';
import { readIfThere } from './backups.ts';
import type { FileLayer } from './fileLayer.ts';
import { showExtension } from './showNames.ts';

/** Tells one text from another without keeping it. */
export const textHash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Edits of a show that were not saved when they were written here. */
export interface Recovery {
  /** The show's file; '' for one that was never saved. */
  readonly of: string;
  /** {@link textHash} of the file on which the edits are based; '' if there was none. */
  readonly base: string;
  /** Wall-clock ms. */
  readonly atMs: number;
  /** The whole show with the edits, as a show file's text. */
  readonly text: string;
}

const header = v.strictObject({ of: v.string(), base: v.string(), atMs: v.number() });

/** Where unsaved edits of a show are kept: in the app's own folder, so that a show on a full or read-only disk has them too. */
export function recoveryFile(folder: string, of: string): string {
  return join(folder, `recovery-${of === '' ? 'untitled' : textHash(of).slice(0, 24)}${showExtension}`);
}

/** Keeps unsaved edits. @throws what the disk says */
export async function writeRecovery(layer: FileLayer, folder: string, { text, ...about }: Recovery): Promise<void> {
  await layer.makeFolder(folder);
  await writeWhole(layer, recoveryFile(folder, about.of), `${JSON.stringify(about)}\n${text}`);
}

/** The unsaved edits of a show, if there are any that can be read. @throws what the disk says */
export async function readRecovery(layer: FileLayer, folder: string, of: string): Promise<Recovery | undefined> {
  const whole = await readIfThere(layer, recoveryFile(folder, of));
  if (whole === undefined) return undefined;
  const end = whole.indexOf('\n');
  const about = v.safeParse(header, parsed(whole.slice(0, Math.max(0, end))));
  return about.success && about.output.of === of ? { ...about.output, text: whole.slice(end + 1) } : undefined;
}

/** Forgets unsaved edits: they were saved, or given up. */
export async function removeRecovery(layer: FileLayer, folder: string, of: string): Promise<void> {
  const path = recoveryFile(folder, of);
  if ((await readIfThere(layer, path)) === undefined) return;
  await layer.remove(path);
  await layer.syncFolder(folder);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
