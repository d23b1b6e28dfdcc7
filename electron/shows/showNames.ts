import { basename, dirname, extname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/base/result.ts';

/** How names of show files end. */
export const showExtension = '.omnibus';

/** Names that Windows gives to devices. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Where a show of this name lies in a folder of shows. A name is only a name: with anything that could lead out of the folder, on
 * any system, it is refused. @returns a sentence if it cannot be a name
 */
export function showPath(folder: string, name: string): Result<string> {
  const plain = name.trim();
  const isName =
    plain !== '' &&
    plain.length <= 120 &&
    !/[/\\:*?"<>|\p{Cc}]/u.test(plain) &&
    !plain.startsWith('.') &&
    !plain.endsWith('.') &&
    !deviceName.test(plain);
  if (!isName) {
    return fail(
      `"${name.slice(0, 60)}" cannot be the name of a show: use letters, digits, blanks, - and _, up to 120.`,
    );
  }
  return ok(join(folder, plain.endsWith(showExtension) ? plain : `${plain}${showExtension}`));
}

/** The name of a show in words: its file's without the ending. */
export const showTitle = (path: string) => basename(path, extname(path));

/** Where the backups of a show are kept: beside it. */
export const backupFolder = (path: string) => join(dirname(path), `${showTitle(path)} backups`);

/** A file name for a moment; names of later moments sort behind. */
export const momentName = (wallMs: number) => new Date(wallMs).toISOString().replace(/[:.]/g, '-');
