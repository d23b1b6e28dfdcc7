import { basename, dirname, join } from 'node:path';
import { type DraftFile, type FileLayer, isCode } from './fileLayer.ts';

/** Drafts that were left by a stop in the middle of a save. */
export const isDraft = (name: string) => /^\..+\.draft-\d+-\d+$/.test(name);

let drafts = 0;

/**
 * Writes a whole file so that, whenever the computer stops, the name means the old or the new text: a draft is written and brought
 * to the disk, takes the old one's place, and then the folder is brought to the disk as well. @throws what the disk says; then the
 * old text is still there and no draft
 */
export async function writeWhole(layer: FileLayer, path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const { draft, file } = await newDraft(layer, path);
  try {
    try {
      await file.write(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await layer.rename(draft, path);
  } catch (error) {
    await discard(layer, draft);
    throw error;
  }
  await layer.syncFolder(folder);
}

/** A draft of an earlier process with the same number may still be there: the next name is free. */
async function newDraft(layer: FileLayer, path: string): Promise<{ readonly draft: string; readonly file: DraftFile }> {
  for (let attempt = 0; ; attempt++) {
    const draft = join(dirname(path), `.${basename(path)}.draft-${process.pid}-${++drafts}`);
    try {
      return { draft, file: await layer.create(draft) };
    } catch (error) {
      if (attempt >= 100 || !isCode(error, 'EEXIST')) throw error;
    }
  }
}

/** A draft that cannot be used must not stay on a disk that is full. */
async function discard(layer: FileLayer, draft: string): Promise<void> {
  try {
    await layer.remove(draft);
  } catch {
    // Where nothing can be written nothing may be deletable either; the caller already says what is wrong.
  }
}

/** Removes drafts that an earlier stop left in a folder: those of one file. */
export async function sweepDrafts(layer: FileLayer, path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await layer.list(folder)) {
    if (isDraft(name) && name.startsWith(`.${basename(path)}.draft-`)) await layer.remove(join(folder, name));
  }
}
