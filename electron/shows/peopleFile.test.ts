import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PeopleFile } from './peopleFile.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'people-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lindi = {
  id: 'a',
  name: 'Lindi',
  role: 'performer' as const,
  busses: ['bus/5'],
  tokenHash: 'ab'.repeat(32),
  expiresMs: 1_900_000_000_000,
};
const booth = {
  bus: 'bus/5',
  name: 'Lindi',
  ceilingDb: -3,
  me: ['channel/1'],
  strips: ['channel/1', 'channel/2'],
  groups: [{ name: 'Rhythm', members: ['channel/2'] }],
  soundcheck: { 'channel/1/send/bus/5/level': -6, 'channel/2/send/bus/5/level': null },
};

test('people and mixes are read as they were written, by nobody but their owner', () => {
  const warnings: string[] = [];
  const path = join(folder, 'deep', 'people.json');
  const file = new PeopleFile(path, (warning) => warnings.push(warning));
  expect([file.loadPeople(), file.loadMixes()]).toEqual([[], []]);
  file.savePeople([lindi]);
  file.saveMixes([booth]);
  const again = new PeopleFile(path, (warning) => warnings.push(warning));
  expect([again.loadPeople(), again.loadMixes()]).toEqual([[lindi], [booth]]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  expect(warnings).toEqual([]);
});

test('a file that is torn or made up gives nobody a right, and says so', () => {
  const path = join(folder, 'people.json');
  for (const text of ['{"people":[', '[]', '5', 'null', '']) {
    const warnings: string[] = [];
    writeFileSync(path, text);
    const file = new PeopleFile(path, (warning) => warnings.push(warning));
    expect(file.loadPeople(), text).toEqual([]);
    expect(warnings.length, text).toBe(1);
  }
  writeFileSync(path, JSON.stringify({ people: [{ ...lindi, role: 'owner' }], mixes: [{ ...booth, ceilingDb: 99 }] }));
  const warnings: string[] = [];
  const file = new PeopleFile(path, (warning) => warnings.push(warning));
  expect([file.loadPeople(), file.loadMixes()]).toEqual([[], []]);
  expect(warnings).toHaveLength(2);
  writeFileSync(path, JSON.stringify({ people: 'x', mixes: [booth] }));
  expect(new PeopleFile(path, () => undefined).loadMixes()).toEqual([booth]);
});

test('where nothing can be written the app goes on and says so', () => {
  const warnings: string[] = [];
  const path = join(folder, 'people.json');
  mkdirSync(path);
  const file = new PeopleFile(path, (warning) => warnings.push(warning));
  file.savePeople([lindi]);
  expect(file.loadPeople()).toEqual([lindi]);
  expect(warnings.at(-1)).toContain('cannot be written');
});

test('the file holds no token', () => {
  const path = join(folder, 'people.json');
  new PeopleFile(path, () => undefined).savePeople([lindi]);
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')).people[0]).sort()).toEqual(Object.keys(lindi).sort());
});
