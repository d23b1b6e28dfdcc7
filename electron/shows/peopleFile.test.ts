import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { withOldPeople } from './oldPeople.ts';
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

test('who is paired is read as it was written, by nobody but the owner', () => {
  const warnings: string[] = [];
  const path = join(folder, 'deep', 'people.json');
  const file = new PeopleFile(path, (warning) => warnings.push(warning));
  expect([file.load(), file.old]).toEqual([[], undefined]);
  file.save([lindi]);
  const again = new PeopleFile(path, (warning) => warnings.push(warning));
  expect([again.load(), again.old]).toEqual([[lindi], undefined]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  expect(warnings).toEqual([]);
});

test('a file that is torn or made up gives nobody a right, and says so', () => {
  const path = join(folder, 'people.json');
  for (const text of ['{"people":[', '[]', '5', 'null', '']) {
    const warnings: string[] = [];
    writeFileSync(path, text);
    const file = new PeopleFile(path, (warning) => warnings.push(warning));
    expect(file.load(), text).toEqual([]);
    expect(warnings.length, text).toBe(1);
  }
  writeFileSync(path, JSON.stringify({ people: [{ ...lindi, role: 'owner' }], mixes: [{ ...booth, ceilingDb: 99 }] }));
  const warnings: string[] = [];
  const file = new PeopleFile(path, (warning) => warnings.push(warning));
  expect([file.load(), file.old?.mixes]).toEqual([[], []]);
  expect(warnings).toHaveLength(2);
  writeFileSync(path, JSON.stringify({ people: 'x', mixes: [booth] }));
  expect(new PeopleFile(path, () => undefined).old?.mixes).toEqual([booth]);
});

test('what an earlier version kept here is offered until the show has it, and goes into the show whole', () => {
  const path = join(folder, 'people.json');
  const ben = { ...lindi, id: '-b', name: 'Ben', role: 'monitorEngineer', busses: ['bus/1', 'matrix/2'] };
  writeFileSync(path, JSON.stringify({ people: [lindi, ben], mixes: [booth] }));
  const file = new PeopleFile(path, () => undefined);
  file.save(file.load());
  const { old } = new PeopleFile(path, () => undefined);
  if (!old) throw new Error('Nothing is offered');
  const show = withOldPeople(emptyShow, old);
  expect(withOldPeople(show, old)).toBe(show);
  const text = printShow(show);
  expect(text).not.toContain('tokenHash');
  expect(text).not.toContain(lindi.tokenHash);
  const read = parseShow(text);
  if (!read.ok) throw new Error(read.error);
  expect(read.value.damaged).toEqual([]);
  expect(read.value.show.people).toEqual([
    { id: 'a', name: 'Lindi', role: 'performer', busses: ['bus/5'] },
    { id: 'p-b', name: 'Ben', role: 'monitorEngineer', busses: ['bus/1', 'matrix/2'] },
  ]);
  expect(read.value.show.mixes).toEqual([
    {
      ...booth,
      id: 'bus-5',
      soundcheck: { 'channel/1/send/bus/5/level': -6, 'channel/2/send/bus/5/level': '-inf' },
    },
  ]);
  file.forgetOld();
  const after = new PeopleFile(path, () => undefined);
  expect([after.old, after.load().map(({ id }) => id)]).toEqual([undefined, ['a', 'p-b']]);
});

test('what the show says itself is not overwritten by what was kept beside it', () => {
  const mixes = [{ id: 'x', bus: 'bus/5', name: 'Booth', ceilingDb: -20, me: [], strips: [], groups: [] }];
  const people = [{ id: 'a', name: 'Lindi', role: 'viewer' as const, busses: [] }];
  const show = { ...emptyShow, mixes, people };
  expect(withOldPeople(show, { people: [lindi], mixes: [booth] })).toBe(show);
});

test('where nothing can be written the app goes on and says so', () => {
  const warnings: string[] = [];
  const path = join(folder, 'people.json');
  mkdirSync(path);
  const file = new PeopleFile(path, (warning) => warnings.push(warning));
  file.save([lindi]);
  expect(file.load()).toEqual([lindi]);
  expect(warnings.at(-1)).toContain('cannot be written');
});

test('the file holds no token', () => {
  const path = join(folder, 'people.json');
  new PeopleFile(path, () => undefined).save([lindi]);
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')).people[0]).sort()).toEqual(Object.keys(lindi).sort());
});
