import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the page, ready to be sent. */
export interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  /** The same as gzip, for whoever takes it. */
  readonly packed?: Buffer;
  /** Its name changes with its content: a browser that has it need never ask again. */
  readonly isForever?: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Reads the built page once. The list is fixed from then on: no request can name any other file.
 * @throws if the folder has no index.html: the page was not built.
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const name = `/${path.slice(folder.length + 1).replaceAll('\\', '/')}`;
    const packed = existsSync(`${path}.gz`) && readFileSync(`${path}.gz`);
    files.set(name, { bytes, type, etag, ...(packed && { packed }), isForever: name.startsWith('/assets/') });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`The page was not built: ${folder} has no index.html. Run "npm run build".`);
  files.set('/', index);
  return files;
}
