import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { writeWhole } from './atomicFile.ts';
import { readIfThere } from './backups.ts';
import type { FileLayer } from './fileLayer.ts';

/** How many shows are remembered. */
const mostRecent = 12;
const recentSchema = v.strictObject({
  /** Paths of show files, the one opened last first. */
  shows: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.maxLength(100)),
  /** The show that was open at the end; '' for one that was never saved. */
  open: v.pipe(v.string(), v.maxLength(4096)),
});

/** Shows opened lately. */
export interface RecentShows {
  readonly shows: readonly string[];
  readonly open: string;
}

const recentFile = (folder: string) => join(folder, 'recent-shows.json');

/** Reads the list. What cannot be read is an empty one: the app starts as for the first time. */
export async function readRecent(layer: FileLayer, folder: string): Promise<RecentShows> {
  const none: RecentShows = { shows: [], open: '' };
  try {
    const text = await readIfThere(layer, recentFile(folder));
    const parsed = v.safeParse(recentSchema, text === undefined ? undefined : JSON.parse(text));
    if (!parsed.success) return none;
    const { shows, open } = parsed.output;
    return { shows: shows.filter((path) => isAbsolute(path)).slice(0, mostRecent), open: isAbsolute(open) ? open : '' };
  } catch {
    return none;
  }
}

/** Puts a show first; '' says that the open one was never saved. @throws what the disk says */
export async function noteRecent(layer: FileLayer, folder: string, path: string): Promise<RecentShows> {
  const { shows } = await readRecent(layer, folder);
  const others = shows.filter((each) => each !== path);
  const next = { shows: (path === '' ? others : [path, ...others]).slice(0, mostRecent), open: path };
  await layer.makeFolder(folder);
  await writeWhole(layer, recentFile(folder), `${JSON.stringify(next, undefined, 1)}\n`);
  return next;
}
