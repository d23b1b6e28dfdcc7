import * as v from 'valibot';
import type { Address } from '../desk/address.ts';
import type { ParamValue } from '../desk/paramSpec.ts';

/** Why a value changed. `cancel` puts back what a hand let go of; `console` is a hand at the desk, or the desk itself. */
export const journalReasons = [
  'hand',
  'undo',
  'redo',
  'cancel',
  'restore',
  'panic',
  'retry',
  'recall',
  'console',
] as const;
export type PlainReason = (typeof journalReasons)[number];
/** An action that was shown as a plan before it was done, with its kind: "guided: cue mix". */
export type GuidedReason = `guided: ${string}`;
export type JournalReason = PlainReason | GuidedReason;

export const isGuidedReason = (why: unknown): why is GuidedReason =>
  typeof why === 'string' && why.startsWith('guided: ');

/** One change of one parameter, as the app keeps it. */
export interface JournalRecord {
  /** Counts from 1 since the app was started. */
  readonly id: number;
  /** Wall-clock time in ms since the epoch. */
  readonly atMs: number;
  /** Monotonic time in ms, for spans between changes. */
  readonly clockMs: number;
  /** Person or device. */
  readonly by: string;
  readonly why: JournalReason;
  /** Changes with the same number belong to one gesture or one step. */
  readonly gesture: number;
  readonly address: Address;
  readonly before: ParamValue | undefined;
  readonly after: ParamValue;
  /** How long the console took to say the same; `undefined` while it has not. Of what the console said itself: 0. */
  readonly landedMs: number | undefined;
}

/** A line of the journal as it is kept, in the order in which things happened. */
export type JournalLine =
  | ({ readonly type: 'change' } & JournalRecord)
  /** A change that stands further up has landed. */
  | { readonly type: 'landed'; readonly change: number; readonly ms: number }
  /** The desk as found on connecting; off is `null`. */
  | {
      readonly type: 'found';
      readonly atMs: number;
      readonly target: string;
      readonly name: string;
      readonly model: string;
      readonly firmware: string;
      readonly values: Readonly<Record<Address, ParamValue | null>>;
    }
  /** Freeze, panic, an error, the app's start. */
  | { readonly type: 'event'; readonly atMs: number; readonly by: string; readonly text: string };

/** One change as it is shown: values in the desk's own words with their unit. */
export interface JournalEntry {
  readonly id: number;
  readonly atMs: number;
  readonly by: string;
  readonly why: JournalReason;
  readonly gesture: number;
  readonly address: Address;
  /** Empty if it was unknown. */
  readonly before: string;
  readonly after: string;
  /** `null` while the console has not confirmed it. */
  readonly landedMs: number | null;
}

const wallMs = v.pipe(v.number(), v.finite());

/** Which changes are asked for; what is left out does not narrow the choice. Times are wall-clock ms, both ends included. */
export const journalFilter = v.object({
  /** A strip (`channel/1`) or any other beginning of addresses. */
  strip: v.optional(v.pipe(v.string(), v.maxLength(100))),
  person: v.optional(v.pipe(v.string(), v.maxLength(60))),
  fromMs: v.optional(wallMs),
  toMs: v.optional(wallMs),
});
export type JournalFilter = v.InferOutput<typeof journalFilter>;

/** Whether an address is a strip's own, or lies below it. */
export function isWithin(address: Address, strip: string): boolean {
  return address.startsWith(strip) && (address.length === strip.length || address[strip.length] === '/');
}

export function matchesFilter(record: JournalRecord, { strip, person, fromMs, toMs }: JournalFilter): boolean {
  return (
    (strip === undefined || isWithin(record.address, strip)) &&
    (person === undefined || record.by === person) &&
    (fromMs === undefined || record.atMs >= fromMs) &&
    (toMs === undefined || record.atMs <= toMs)
  );
}

export const journalFormats = ['csv', 'jsonl'] as const;
export type JournalFormat = (typeof journalFormats)[number];

const columns = ['time', 'ms', 'by', 'why', 'gesture', 'address', 'old', 'new', 'landed after ms'];

/** Records as a file for people and other programs, oldest first. Off is `-inf`, unknown is empty. */
export function printJournal(records: Iterable<JournalRecord>, format: JournalFormat): string {
  let text = format === 'csv' ? `${columns.join(',')}\r\n` : '';
  for (const record of records) text += format === 'csv' ? csvLine(record) : `${JSON.stringify(exported(record))}\n`;
  return text;
}

function csvLine(record: JournalRecord): string {
  const { time, ms, by, why, gesture, address, old, new: after, landedMs } = exported(record);
  return `${[time, ms, by, why, gesture, address, old, after, landedMs].map(csvCell).join(',')}\r\n`;
}

function exported({ atMs, clockMs, by, why, gesture, address, before, after, landedMs }: JournalRecord) {
  const time = new Date(atMs).toISOString();
  return {
    time,
    ms: Math.round(clockMs),
    by,
    why,
    gesture,
    address,
    old: worded(before),
    new: worded(after),
    landedMs,
  };
}

function worded(value: ParamValue | undefined): ParamValue | undefined {
  return value === -Infinity ? '-inf' : value;
}

function csvCell(value: ParamValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would take a name that begins like this for a formula.
  const text = /^[=+@\t\r]|^-(?!inf$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
