import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readText } from './readText.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnibus-text-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is read as text', () => {
  const path = join(folder, 'walk.snp');
  writeFileSync(path, '#4.0# "Gå"\n');
  expect(readText(path)).toBe('#4.0# "Gå"\n');
});

test('a file that is not there, or is none, is named in a sentence', () => {
  const path = join(folder, 'gone.scn');
  expect(() => readText(path)).toThrow(`There is no file ${path}: look at its name and folder.`);
  expect(() => readText(folder)).toThrow(`${folder} is a folder: name a file in it.`);
});
