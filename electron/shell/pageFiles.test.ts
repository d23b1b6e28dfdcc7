import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentType, isOwnPage, requestedFile } from './pageFiles.ts';

const files = new Set(['index.html', 'assets/main-1a2b.js', 'assets/main-1a2b.css', 'assets/notes.exe']);

describe('requestedFile', () => {
  test.each([
    ['app://omnibus/', 'index.html'],
    ['app://omnibus', 'index.html'],
    ['app://omnibus/index.html', 'index.html'],
    ['app://omnibus/index.html?x=1#routing', 'index.html'],
    ['app://omnibus/assets/main-1a2b.js', 'assets/main-1a2b.js'],
    ['app://omnibus/assets/../index.html', 'index.html'],
  ])('%s is %s', (url, file) => {
    expect(requestedFile(url, files)).toBe(file);
  });

  test.each([
    'app://omnibus/../../etc/passwd',
    'app://omnibus/%2e%2e/%2e%2e/etc/passwd',
    'app://omnibus/..%2f..%2fetc%2fpasswd',
    'app://omnibus/..\\..\\windows\\win.ini',
    'app://omnibus//etc/passwd',
    'app://omnibus/%00',
    'app://omnibus/%zz',
    'app://omnibus/assets/',
    'app://omnibus/assets/notes.exe',
    'app://omnibus.example/index.html',
    'app://other/index.html',
    'app://omnibus:80@other/index.html',
    'file:///etc/passwd',
    'https://omnibus/index.html',
  ])('%s is no file of the page', (url) => {
    expect(requestedFile(url, files)).toBeUndefined();
  });

  test('whatever is asked, the answer is on the list', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webPath(), fc.string({ unit: 'binary' })), (path) => {
        const file = requestedFile(`app://omnibus/${path}`, files);
        return file === undefined || files.has(file);
      }),
    );
  });
});

test('only the page itself is the own page', () => {
  expect(isOwnPage('app://omnibus/index.html')).toBe(true);
  expect(isOwnPage('app://omnibus.example/')).toBe(false);
  expect(isOwnPage('devtools://devtools/bundled/inspector.html')).toBe(false);
});

test('modules are announced as JavaScript, unknown files not at all', () => {
  expect(contentType('assets/a.js')).toBe('text/javascript; charset=utf-8');
  expect(contentType('assets/A.PNG')).toBe('image/png');
  expect(contentType('assets/a.exe')).toBeUndefined();
  expect(contentType('README')).toBeUndefined();
});
