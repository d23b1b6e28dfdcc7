import { parseArgs } from 'node:util';
import { journalFormats, printJournal } from '../../shared/protocol/journal.ts';
import { readJournal } from './journalReader.ts';

/** A time of the command line in ms since the epoch. @throws with a sentence if it is none. */
function timeOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`--${option} ${text} is no time: write it like 2026-05-01T20:15.`);
  return ms;
}

export interface JournalCommandOutput {
  out(text: string): void;
  warn(text: string): void;
}

/** `omnibus journal export …`: prints what is kept in a folder. @throws with a sentence if the words cannot be understood. */
export function runJournalCommand(args: readonly string[], folder: string, { out, warn }: JournalCommandOutput): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'csv' },
      from: { type: 'string' },
      to: { type: 'string' },
      strip: { type: 'string' },
      person: { type: 'string' },
    },
  });
  if (positionals.length !== 1 || positionals[0] !== 'export') throw new Error('Say: omnibus journal export');
  const format = journalFormats.find((each) => each === values.format);
  if (!format) throw new Error(`--format ${values.format} is not known: say ${journalFormats.join(' or ')}.`);
  const { records, unreadable } = readJournal(folder, {
    strip: values.strip,
    person: values.person,
    fromMs: timeOf('from', values.from),
    toMs: timeOf('to', values.to),
  });
  out(printJournal(records, format));
  if (unreadable > 0) warn(`${unreadable} lines of the journal in ${folder} cannot be read and were left out.`);
}
