import {
  isGuidedReason,
  type JournalEntry,
  type JournalReason,
  type PlainReason,
} from '../../shared/protocol/journal.ts';
import { clockTime } from '../controls/clockTime.ts';

const reasons = {
  hand: 'by hand',
  undo: 'undo',
  redo: 'redo',
  cancel: 'let go without change',
  restore: 'restored',
  panic: 'panic',
  retry: 'sent again',
  recall: 'recall',
  console: 'at the console',
} satisfies Record<PlainReason, string>;

export const whyWords = (why: JournalReason): string =>
  isGuidedReason(why) ? why.slice('guided: '.length) : reasons[why];

/** @returns how long it took until the console said the same; nothing for what the console did itself */
export function landedWords({ landedMs, why }: JournalEntry): string {
  if (why === 'console') return '';
  if (landedMs === null) return 'not confirmed';
  return landedMs < 1000 ? `${Math.max(Math.round(landedMs), 1)} ms` : `${(landedMs / 1000).toFixed(1)} s`;
}

/** Old and new; a unit that both have is said once: "−2.6 → −2.0 dB". */
export function movedWords({ before, after }: Pick<JournalEntry, 'before' | 'after'>): string {
  const unit = /\s\S+$/.exec(after)?.[0] ?? '';
  const old = unit !== '' && /\d|∞/.test(after) && before.endsWith(unit) ? before.slice(0, -unit.length) : before;
  return `${old || '?'} → ${after || '“”'}`;
}

/** A change as one sentence for a screen reader. */
export function spokenChange(entry: JournalEntry, line: string): string {
  const landed = landedWords(entry);
  const parts = [clockTime(entry.atMs), entry.by, line, `${entry.before || 'unknown'} to ${entry.after || 'empty'}`];
  return [
    ...parts,
    whyWords(entry.why),
    ...(landed === '' ? [] : [landed === 'not confirmed' ? landed : `landed after ${landed}`]),
  ].join(', ');
}
