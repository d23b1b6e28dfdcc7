import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  type GuidedReason,
  isGuidedReason,
  type JournalFilter,
  type JournalRecord,
  journalReasons,
  matchesFilter,
} from '../../shared/protocol/journal.ts';
import { isJournalFile } from './journalFile.ts';

/** JSON has no −∞: off is `null`. */
const value = v.pipe(
  v.nullable(v.union([v.number(), v.string()])),
  v.transform((read) => read ?? -Infinity),
);
const line = v.variant('type', [
  v.object({
    type: v.literal('change'),
    id: v.number(),
    atMs: v.number(),
    clockMs: v.number(),
    by: v.string(),
    why: v.union([v.picklist(journalReasons), v.custom<GuidedReason>(isGuidedReason)]),
    gesture: v.number(),
    address: v.string(),
    before: v.optional(value),
    after: value,
    landedMs: v.optional(v.number()),
  }),
  v.object({ type: v.literal('landed'), change: v.number(), ms: v.number() }),
]);

interface Run {
  readonly records: Map<number, JournalRecord>;
}

/** What is kept on disk, and how many lines could not be read. */
export interface KeptJournal {
  readonly records: readonly JournalRecord[];
  readonly unreadable: number;
}

/** Reads all changes that are kept and match, oldest first. A torn or foreign line costs nothing but itself. */
export function readJournal(folder: string, filter: JournalFilter): KeptJournal {
  const runs = new Map<string, Run>();
  let unreadable = 0;
  for (const name of namesIn(folder)) {
    const key = name.slice(0, name.lastIndexOf('-'));
    const run = runs.get(key) ?? { records: new Map() };
    runs.set(key, run);
    for (const text of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (text !== '' && !takeLine(text, run, filter)) unreadable++;
    }
  }
  return { records: Array.from(runs.values(), ({ records }) => [...records.values()]).flat(), unreadable };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isJournalFile).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** @returns whether it is a line of a journal */
function takeLine(text: string, { records }: Run, filter: JournalFilter): boolean {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return false;
  }
  const parsed = v.safeParse(line, json);
  if (!parsed.success) return isOtherLine(json);
  if (parsed.output.type === 'landed') {
    const { change, ms } = parsed.output;
    const record = records.get(change);
    if (record) records.set(change, { ...record, landedMs: ms });
    return true;
  }
  const { type: _type, before, landedMs, ...rest } = parsed.output;
  const record: JournalRecord = { ...rest, before, landedMs };
  if (matchesFilter(record, filter)) records.set(record.id, record);
  return true;
}

/** The desk as found, and events: no changes. */
function isOtherLine(json: unknown): boolean {
  return (
    typeof json === 'object' && json !== null && 'type' in json && (json.type === 'found' || json.type === 'event')
  );
}
