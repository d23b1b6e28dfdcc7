import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JournalLine } from '../../shared/protocol/journal.ts';
import { runJournalCommand } from './journalCommand.ts';
import { JournalFile, type JournalFileOptions, journalFolder } from './journalFile.ts';
import { readJournal } from './journalReader.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnibus-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noonMs = Date.UTC(2026, 4, 1, 12);
const change = (id: number, more: object = {}): JournalLine => ({
  type: 'change',
  id,
  atMs: noonMs + id * 1000,
  clockMs: id,
  by: 'Anna',
  why: 'hand',
  gesture: id,
  address: `channel/${id}/fader`,
  before: -Infinity,
  after: -10,
  landedMs: undefined,
  ...more,
});

function opened(more: Partial<JournalFileOptions> = {}) {
  const warnings: string[] = [];
  const wallMs = () => noonMs;
  const journal = new JournalFile({ folder, wallMs, warn: (text) => warnings.push(text), ...more });
  return { journal, warnings };
}

const idsIn = () => readJournal(folder, {}).records.map(({ id }) => id);

describe('the journal on disk', () => {
  test('lies beside the settings', () => {
    expect(journalFolder({ OMNIBUS_SETTINGS: '/home/x/omnibus/settings.json' }, 'linux')).toBe(
      join('/home/x/omnibus', 'journal'),
    );
  });

  test('keeps the kind of a guided action, and no reason that nobody gives', async () => {
    const { journal } = opened();
    journal.write([change(1, { why: 'guided: cue mix' }), change(2, { why: 'a whim' })]);
    await journal.close();
    const { records, unreadable } = readJournal(folder, {});
    expect(records.map(({ why }) => why)).toEqual(['guided: cue mix']);
    expect(unreadable).toBe(1);
  });

  test('holds what was written, with what landed later', async () => {
    const { journal, warnings } = opened();
    journal.write([
      {
        type: 'found',
        atMs: 1,
        target: 't',
        name: 'n',
        model: 'm',
        firmware: '1',
        values: { 'channel/1/fader': null },
      },
      change(1),
      change(2, { landedMs: 5 }),
    ]);
    journal.write([
      { type: 'landed', change: 1, ms: 12 },
      { type: 'event', atMs: 1, by: 'Anna', text: 'freeze' },
    ]);
    await journal.close();
    const { records, unreadable } = readJournal(folder, {});
    expect(records.map(({ id, before, landedMs }) => [id, before, landedMs])).toEqual([
      [1, -Infinity, 12],
      [2, -Infinity, 5],
    ]);
    expect([unreadable, warnings]).toEqual([0, []]);
  });

  test('goes on in another file when one is large, and removes the oldest', async () => {
    const { journal } = opened({ maxFileBytes: 1000, maxTotalBytes: 3000 });
    for (let id = 1; id <= 60; id++) {
      journal.write([change(id)]);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await journal.close();
    expect(readdirSync(folder).length).toBeGreaterThan(2);
    expect(readdirSync(folder).length).toBeLessThan(7);
    expect(idsIn().at(-1)).toBe(60);
    expect(idsIn()[0]).toBeGreaterThan(1);
  });

  test('removes what is older than a season', async () => {
    const old = join(folder, 'journal-20250101T000000000Z-1-0001.jsonl');
    writeFileSync(old, '');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    utimesSync(old, new Date(0), new Date(0));
    const { journal } = opened();
    journal.write([change(1)]);
    await journal.close();
    expect(readdirSync(folder)).toHaveLength(2);
    expect(readdirSync(folder)).toContain('notes.txt');
  });

  test('survives a torn last line and lines of others', async () => {
    const { journal } = opened();
    journal.write([change(1), change(2)]);
    await journal.close();
    const text = readFileSync(journal.file, 'utf8');
    writeFileSync(journal.file, `${text}{"type":"change","id":3,"at`);
    writeFileSync(join(folder, 'journal-2-1-0001.jsonl'), '\u0000\u0000\n[]\n{"type":"change","id":"x"}\n');
    expect(idsIn()).toEqual([1, 2]);
    expect(readJournal(folder, {}).unreadable).toBe(4);
  });

  test('warns once while the disk takes nothing, and catches up', async () => {
    let isFull = true;
    const texts: string[] = [];
    const { journal, warnings } = opened({
      append: async (_file, text) => {
        if (isFull) throw new Error('ENOSPC: no space left on device');
        texts.push(text);
      },
    });
    for (let id = 1; id <= 3; id++) {
      journal.write([change(id)]);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('no space left');
    isFull = false;
    journal.write([change(4)]);
    await journal.close();
    expect(texts.join('').startsWith('\n')).toBe(true);
    expect(texts.join('').trim().split('\n')).toHaveLength(4);
  });

  test('is a warning where no folder can be made', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { journal, warnings } = opened({ folder: join(file, 'journal') });
    journal.write([change(1)]);
    await journal.close();
    expect(warnings).toHaveLength(1);
  });

  test('of a folder that is not there is empty', () => {
    expect(readJournal(join(folder, 'none'), {})).toEqual({ records: [], unreadable: 0 });
  });
});

describe('omnibus journal export', () => {
  async function exported(...args: string[]) {
    const { journal } = opened();
    journal.write([change(1), change(2, { by: 'Ben' }), change(3)]);
    await journal.close();
    let text = '';
    runJournalCommand(['export', ...args], folder, { out: (more) => (text += more), warn: () => undefined });
    return text;
  }

  test('prints a table', async () => {
    const lines = (await exported()).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('2026-05-01T12:00:01.000Z,1,Anna,hand,1,channel/1/fader,-inf,-10,');
  });

  test('prints what is asked for', async () => {
    const text = await exported('--format', 'jsonl', '--strip', 'channel/2', '--person', 'Ben');
    expect(JSON.parse(text)).toMatchObject({ by: 'Ben', address: 'channel/2/fader', old: '-inf', new: -10 });
    const late = await exported('--format', 'jsonl', '--from', '2026-05-01T12:00:03Z', '--to', '2026-05-02T00:00Z');
    expect(late.trim().split('\n')).toHaveLength(1);
  });

  test('says what it does not understand', async () => {
    await expect(exported('--format', 'exe')).rejects.toThrow('--format exe');
    await expect(exported('--from', 'noon')).rejects.toThrow('--from noon');
    expect(() => runJournalCommand([], folder, { out: () => undefined, warn: () => undefined })).toThrow('export');
  });
});
