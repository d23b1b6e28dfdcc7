import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const notBuilt = /\.(test\.ts|md)$/;

/**
 * @param {string} root
 * @param {string} place a folder or a file
 * @returns {string[]}
 */
function filesIn(root, place) {
  const path = join(root, place);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !notBuilt.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * One hash over names and contents of everything a bundle is made from. Contents, not times: a checkout changes times.
 * @param {string} root
 * @param {string[]} places
 */
export function sourceStamp(root, places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesIn(root, place)).sort()) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
