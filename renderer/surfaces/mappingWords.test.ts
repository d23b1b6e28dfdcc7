import { expect, test } from 'vitest';
import type { MappingSource } from '../../shared/scenes/sections/mappings.ts';
import { sourceWords } from './mappingWords.ts';

test.each<[MappingSource, string]>([
  [{ type: 'control', channel: 1, number: 7, coding: 'absolute' }, 'CC 7 on channel 1'],
  [{ type: 'control14', channel: 2, number: 1 }, 'CC 1 with 33 on channel 2'],
  [{ type: 'nrpn', channel: 1, number: 300 }, 'NRPN 300 on channel 1'],
  [{ type: 'note', channel: 16, number: 60 }, 'Note 60 on channel 16'],
  [{ type: 'pitchBend', channel: 3 }, 'Pitch bend on channel 3'],
  [{ type: 'program', channel: 1, number: 0 }, 'Program 1 on channel 1'],
])('%j is "%s"', (source, words) => {
  expect(sourceWords(source)).toBe(words);
});
