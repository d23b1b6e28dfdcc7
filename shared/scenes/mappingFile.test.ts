import { expect, test } from 'vitest';
import { newMappings, parseMappings, printMappings } from './mappingFile.ts';
import type { Mapping } from './sections/mappings.ts';

const go: Mapping = {
  id: 'm1',
  name: '',
  port: 'Knobs',
  from: { type: 'note', channel: 1, number: 60 },
  to: { type: 'cue', action: 'go' },
  press: 'toggle',
};
const back: Mapping = { ...go, from: { type: 'note', channel: 1, number: 61 }, to: { type: 'cue', action: 'back' } };

test('what is exported is read again', () => {
  expect(JSON.parse(printMappings([]))).toEqual({ format: 'omnibus-mappings', version: 1, mappings: [] });
  expect(parseMappings(printMappings([go]))).toEqual({ ok: true, value: [go] });
});

test.each([
  ['not JSON', '{', /^This file is no JSON: /],
  ['another file', '{"format":"omnibus-show","version":1}', /no list of learnt controls/],
  ['nothing', 'null', /no list of learnt controls/],
  ['a newer format', '{"format":"omnibus-mappings","version":2,"mappings":[]}', /version 2 .* 1 is known/],
  ['no list', '{"format":"omnibus-mappings","version":1}', /wrong at mappings: /],
  [
    'a wrong channel',
    printMappings([{ ...go, from: { type: 'note', channel: 17, number: 60 } }]),
    /wrong at mappings\.0\.from\.channel: /,
  ],
])('%s is refused in words', (_what, text, words) => {
  const read = parseMappings(text);
  expect(read.ok ? '' : read.error).toMatch(words);
});

test('what is known already is not taken twice, and an id never stands for two', () => {
  expect(newMappings([go, back], [go])).toEqual([{ ...back, id: 'm2' }]);
  expect(newMappings([{ ...go, id: 'other' }], [go])).toEqual([]);
  expect(newMappings([back, { ...back, id: 'm7' }], [])).toEqual([back]);
  const third: Mapping = { ...go, id: 'm2', to: { type: 'scene', scene: 'act2' } };
  expect(newMappings([back, third], [go])).toEqual([{ ...back, id: 'm3' }, third]);
});
