/** The page's address in the window. A scheme of its own gives it an origin, which file: has not. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://omnibus`;
export const pageUrl = `${pageOrigin}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

/** How a file is announced to the browser; a kind of file that the page has no use for is not served. */
export function contentType(path: string): string | undefined {
  return contentTypes[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/**
 * Which of the page's files a request means. The list is made once, at start, so no spelling of a path can reach
 * another file.
 * @param files paths below the page's folder, with forward slashes
 * @returns one of `files`, or undefined
 */
export function requestedFile(requestUrl: string, files: ReadonlySet<string>): string | undefined {
  if (!isOwnPage(requestUrl)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(new URL(requestUrl).pathname.slice(1));
  } catch {
    // A malformed percent sign names no file.
    return undefined;
  }
  const file = path === '' ? 'index.html' : path;
  return files.has(file) && contentType(file) !== undefined ? file : undefined;
}

/** Whether an address is the page's own, and not merely one that begins like it. */
export function isOwnPage(url: string): boolean {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`);
}
