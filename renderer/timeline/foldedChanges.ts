import type { JournalEntry } from '../../shared/protocol/journal.ts';

/** All steps of one gesture or fade on one parameter, as one change. */
export interface FoldedChange extends JournalEntry {
  /** When its first step was; `atMs` is when its last was. */
  readonly firstMs: number;
  readonly count: number;
}

/** A hand that rests longer than this has made two changes, though it never let go. */
const restMs = 5000;

/**
 * A drag is written down step by step; a person remembers that it went from here to there.
 * @param entries newest first, as the folded ones
 */
export function foldChanges(entries: readonly JournalEntry[]): readonly FoldedChange[] {
  const folded: FoldedChange[] = [];
  const places = new Map<string, number>();
  for (const entry of entries) {
    const key = `${entry.gesture} ${entry.why} ${entry.address}`;
    const place = places.get(key);
    const later = place === undefined ? undefined : folded[place];
    // There and back again is two changes: as one it would say that nothing happened.
    const isReturn = later?.after === entry.before;
    if (place !== undefined && later && !isReturn && later.firstMs - entry.atMs <= restMs) {
      folded[place] = { ...later, before: entry.before, firstMs: entry.atMs, count: later.count + 1 };
      continue;
    }
    places.set(key, folded.length);
    folded.push({ ...entry, firstMs: entry.atMs, count: 1 });
  }
  return folded;
}
