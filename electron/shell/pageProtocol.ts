import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { protocol } from 'electron';
import { contentType, pageScheme, requestedFile } from './pageFiles.ts';

/** The page gets its scripts and styles from its own files and talks to nobody: its one link is the message port. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  // The files change with the app and are read from the disk beside it.
  'cache-control': 'no-store',
};

/** Must run before Electron is ready. A standard, secure scheme has an origin and may load modules. */
export function announcePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the page's files, and nothing else, to the page's scheme. @param folder where the built page is */
export async function servePage(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  protocol.handle(pageScheme, async (request) => {
    const file = request.method === 'GET' ? requestedFile(request.url, files) : undefined;
    if (file === undefined) return new Response('Not found', { status: 404, headers });
    const body = await readFile(join(folder, file));
    return new Response(new Uint8Array(body), {
      headers: { ...headers, 'content-type': contentType(file) ?? 'application/octet-stream' },
    });
  });
}
