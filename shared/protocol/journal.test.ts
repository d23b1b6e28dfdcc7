import { describe, expect, test } from 'vitest';
import { type JournalRecord, matchesFilter, printJournal } from './journal.ts';

const record: JournalRecord = {
  id: 1,
  atMs: Date.UTC(2026, 4, 1, 20, 15, 30, 125),
  clockMs: 4711.4,
  by: 'Anna',
  why: 'hand',
  gesture: 3,
  address: 'channel/1/fader',
  before: -Infinity,
  after: -10,
  landedMs: 12,
};

describe('a filter', () => {
  test.each([
    [{}, true],
    [{ strip: 'channel/1' }, true],
    [{ strip: 'channel/1/fader' }, true],
    [{ strip: 'channel' }, true],
    [{ strip: 'channel/10' }, false],
    [{ strip: 'channel/1/fade' }, false],
    [{ person: 'Anna' }, true],
    [{ person: 'anna' }, false],
    [{ fromMs: record.atMs, toMs: record.atMs }, true],
    [{ fromMs: record.atMs + 1 }, false],
    [{ toMs: record.atMs - 1 }, false],
  ])('%j matches: %s', (filter, isMatch) => {
    expect(matchesFilter(record, filter)).toBe(isMatch);
  });
});

describe('a printed journal', () => {
  test('is a table for spreadsheets', () => {
    expect(printJournal([record], 'csv')).toBe(
      'time,ms,by,why,gesture,address,old,new,landed after ms\r\n' +
        '2026-05-01T20:15:30.125Z,4711,Anna,hand,3,channel/1/fader,-inf,-10,12\r\n',
    );
  });

  test('leaves empty what is not known', () => {
    const unknown = { ...record, before: undefined, landedMs: undefined };
    expect(printJournal([unknown], 'csv').split('\r\n')[1]?.endsWith('channel/1/fader,,-10,')).toBe(true);
  });

  test('holds no formula and no broken cell, whatever names there are', () => {
    const name = (after: string) => printJournal([{ ...record, before: 'Kick', after }], 'csv').split('\r\n')[1];
    expect(name('=SUM(A1)')).toContain(",Kick,'=SUM(A1),");
    expect(name('-2+3')).toContain(",'-2+3,");
    expect(name('@x')).toContain(",'@x,");
    expect(name('a,"b"')).toContain(',"a,""b""",');
  });

  test('is one JSON object a line for programs', () => {
    const lines = printJournal([record, { ...record, after: 'x' }], 'jsonl')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { time: '2026-05-01T20:15:30.125Z', old: '-inf', new: -10, landedMs: 12 },
      { new: 'x' },
    ]);
  });
});
