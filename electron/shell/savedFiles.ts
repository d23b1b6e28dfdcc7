import { pageOrigin } from './pageFiles.ts';

/** Kinds of files that the page may hand over to be kept: what it writes itself, and nothing that a system would run. */
const savableKinds = [
  'csv',
  'jsonl',
  'json',
  'txt',
  'md',
  'pdf',
  'png',
  'svg',
  'mid',
  'scn',
  'zip',
  'omnibus',
] as const;

/** A file name longer than this is cut by some systems in the middle of its kind. */
const longestName = 120;

/**
 * Whether a download is a file that the app's own page made and hands over to be kept.
 * @param url what is downloaded @param pageUrl the page that does it
 */
export function isOwnFile(url: string, pageUrl: string, fileName: string): boolean {
  if (!url.startsWith(`blob:${pageOrigin}/`) || !`${pageUrl}/`.startsWith(`${pageOrigin}/`)) return false;
  const kind = /^[^/\\\0]+\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  return fileName.length <= longestName && savableKinds.some((each) => each === kind);
}

/** What the dialog lets choose: files of this kind, and others. */
export function filtersFor(fileName: string): { name: string; extensions: string[] }[] {
  const kind = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return [
    { name: kind === 'csv' ? 'Table (CSV)' : kind.toUpperCase(), extensions: [kind] },
    { name: 'All files', extensions: ['*'] },
  ];
}
