import { expect, test } from 'vitest';
import { parseShow } from '../parseShow.ts';
import { printShow } from '../printShow.ts';
import { longestConsoleMap } from './consoleMaps.ts';

const show = (maps: string) => `{"format":"omnibus-show","version":2,"consoleMaps":[${maps}]}`;
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

function opened(maps: string) {
  const read = parseShow(show(maps));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

test('a description of any kind is kept and printed as it was', () => {
  const text = '{"id":"a","name":"Desk","map":{"title":"Désk","params":[{"n":[0,-1.5,"-inf"],"on":true,"off":null}]}}';
  const { show: read, damaged } = opened(text);
  expect(damaged).toEqual([]);
  expect(read.consoleMaps).toEqual([JSON.parse(text)]);
  const again = parseShow(printShow(read));
  expect(again.ok && again.value.show.consoleMaps).toEqual([JSON.parse(text)]);
});

test.each([
  ['a list', '[]'],
  ['a text', '"x"'],
  ['a number that no file can hold', '{"a":1e999}'],
  ['deeper than any', deep(100_000)],
  ['longer than any', JSON.stringify({ a: 'x'.repeat(longestConsoleMap) })],
])('%s is no description: it is set aside, the rest opens', (_what, map) => {
  const { show: read, damaged } = opened(`{"id":"a","name":"Desk","map":${map}},{"id":"b","name":"B","map":{}}`);
  expect(read.consoleMaps.map(({ id }) => id)).toEqual(['b']);
  expect(damaged.map(({ path }) => path)).toEqual(['consoleMaps[0]']);
});

test('a show from before has none', () => {
  expect(parseShow('{"format":"omnibus-show","version":1}')).toMatchObject({
    ok: true,
    value: { show: { consoleMaps: [] } },
  });
});
