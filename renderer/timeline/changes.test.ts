import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../shared/protocol/journal.ts';
import { landedWords, movedWords, spokenChange } from './changeWords.ts';
import { foldChanges } from './foldedChanges.ts';

const entry = (over: Partial<JournalEntry> = {}): JournalEntry => ({
  id: 1,
  atMs: new Date(2026, 0, 2, 20, 14, 3).getTime(),
  by: 'Anna',
  why: 'hand',
  gesture: 1,
  address: 'channel/1/fader',
  before: '−4.2 dB',
  after: '−6.0 dB',
  landedMs: 12.4,
  ...over,
});

describe('a change in words', () => {
  test('a unit that both values have is said once', () => {
    expect(movedWords(entry())).toBe('−4.2 → −6.0 dB');
    expect(movedWords(entry({ before: '−∞ dB' }))).toBe('−∞ → −6.0 dB');
    expect(movedWords(entry({ before: 'Lead Vocal', after: 'Old Vocal' }))).toBe('Lead Vocal → Old Vocal');
    expect(movedWords(entry({ before: '', after: 'on' }))).toBe('? → on');
  });

  test('landing is told of what was sent, not of what the console did', () => {
    expect(landedWords(entry())).toBe('12 ms');
    expect(landedWords(entry({ landedMs: 1240 }))).toBe('1.2 s');
    expect(landedWords(entry({ landedMs: null }))).toBe('not confirmed');
    expect(landedWords(entry({ why: 'console', landedMs: 0 }))).toBe('');
  });

  test('is one sentence for a screen reader', () => {
    expect(spokenChange(entry(), 'Kick, fader')).toBe(
      '20:14:03, Anna, Kick, fader, −4.2 dB to −6.0 dB, by hand, landed after 12 ms',
    );
  });
});

describe('steps of one gesture', () => {
  const { atMs } = entry();
  const at = (id: number, ms: number, over: Partial<JournalEntry> = {}) => entry({ id, atMs: atMs + ms, ...over });

  test('are one change from the first value to the last', () => {
    const folded = foldChanges([
      at(4, 60, { before: '3', after: '4' }),
      at(3, 40, { address: 'channel/2/fader' }),
      at(2, 20, { before: '2', after: '3' }),
      at(1, 0, { before: '1', after: '2' }),
    ]);
    expect(folded.map(({ id, before, after, firstMs, count }) => [id, before, after, firstMs - atMs, count])).toEqual([
      [4, '1', '4', 0, 3],
      [3, '−4.2 dB', '−6.0 dB', 40, 1],
    ]);
  });

  test('after a rest, of another gesture or for another reason they are changes of their own', () => {
    expect(foldChanges([at(2, 6000), at(1, 0)])).toHaveLength(2);
    expect(foldChanges([at(2, 10, { gesture: 2 }), at(1, 0)])).toHaveLength(2);
    expect(
      foldChanges([at(2, 10, { before: 'on', after: 'off' }), at(1, 0, { before: 'off', after: 'on' })]),
    ).toHaveLength(2);
    expect(foldChanges([at(2, 10, { why: 'cancel' }), at(1, 0)])).toHaveLength(2);
  });
});
