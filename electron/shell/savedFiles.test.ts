import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filtersFor, isOwnFile } from './savedFiles.ts';

const page = 'app://omnibus/index.html#timeline';
const blob = 'blob:app://omnibus/6ed3c8a2';

test.each(['omnibus-journal-2026-05-01-2015.csv', 'journal.jsonl', 'Sunday morning.json', 'a.b.CSV'])(
  '%s is a file of the page',
  (name) => {
    expect(isOwnFile(blob, page, name)).toBe(true);
  },
);

test.each([
  ['a program', blob, page, 'setup.exe'],
  ['a page', blob, page, 'journal.html'],
  ['no kind', blob, page, 'journal'],
  ['a hidden name', blob, page, '.csv'],
  ['a path', blob, page, '../journal.csv'],
  ['a Windows path', blob, page, '..\\journal.csv'],
  ['a name that is cut', blob, page, `${'x'.repeat(200)}.csv`],
  ['another origin', 'blob:https://example.org/1', page, 'journal.csv'],
  ['an origin that begins alike', 'blob:app://omnibus.example/1', page, 'journal.csv'],
  ['the network', 'https://example.org/journal.csv', page, 'journal.csv'],
  ['a file of the app', 'app://omnibus/assets/journal.csv', page, 'journal.csv'],
  ['data in the address', 'data:text/csv,1', page, 'journal.csv'],
  ['another page', blob, 'https://example.org/', 'journal.csv'],
  ['no page', blob, '', 'journal.csv'],
])('%s is not', (_what, url, from, name) => {
  expect(isOwnFile(url, from, name)).toBe(false);
});

test('whatever the name, only kinds on the list pass', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      if (isOwnFile(blob, page, name))
        expect(name).toMatch(/^[^/\\]+\.(csv|jsonl|json|txt|md|pdf|png|svg|mid|scn|zip|omnibus)$/i);
    }),
  );
});

test('the dialog names the kind', () => {
  expect(filtersFor('journal.csv')[0]).toEqual({ name: 'Table (CSV)', extensions: ['csv'] });
  expect(filtersFor('journal.JSONL')[0]).toEqual({ name: 'JSONL', extensions: ['jsonl'] });
});
