import { readFileSync } from 'node:fs';
import { isCode } from './fileLayer.ts';

/**
 * Reads a text file that somebody has named.
 * @param path as it was said
 * @throws with a sentence that names the file and says what is wrong with it
 */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(sentence(path, error), { cause: error });
  }
}

function sentence(path: string, error: unknown): string {
  if (isCode(error, 'ENOENT')) return `There is no file ${path}: look at its name and folder.`;
  if (isCode(error, 'EACCES') || isCode(error, 'EPERM')) return `${path} may not be read: give yourself the right to.`;
  if (isCode(error, 'EISDIR')) return `${path} is a folder: name a file in it.`;
  return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
