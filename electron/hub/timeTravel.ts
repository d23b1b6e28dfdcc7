import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { type ParamSpec, type ParamValue, printValue } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import { isWithin, type JournalEntry, type JournalRecord } from '../../shared/protocol/journal.ts';
import type { RestoreChange } from '../../shared/protocol/trust.ts';
import type { GuardTable } from './guards.ts';

/** A value with its unit. */
function worded(spec: ParamSpec, value: ParamValue): string {
  return `${printValue(spec, value)}${spec.unit === '' || spec.unit === 'pan' ? '' : ` ${spec.unit}`}`;
}

/** A change of the journal in the words of the desk that it was made on; of another desk in plain numbers. */
export function entryOf(record: JournalRecord, schema: Schema | undefined): JournalEntry {
  const id = schema?.idOf(record.address);
  const spec = id === undefined ? undefined : schema?.specOf(id);
  const print = (value: ParamValue) => (spec ? worded(spec, value) : String(value));
  return {
    id: record.id,
    atMs: record.atMs,
    by: record.by,
    why: record.why,
    gesture: record.gesture,
    address: record.address,
    before: record.before === undefined ? '' : print(record.before),
    after: print(record.after),
    landedMs: record.landedMs ?? null,
  };
}

/** Changes that lead from one state of a desk back to another, of a strip or of all that can be set. */
export function changesBack(now: DeskState, then: DeskState, strip?: string): Change[] {
  const { schema } = now;
  return now.diffTo(then).filter(({ id }) => {
    if (schema.specOf(id).readOnly || now.get(id) === undefined) return false;
    return strip === undefined || isWithin(schema.addressOf(id), strip);
  });
}

/** The same changes for people to look at before they are made. */
export function previewOf(now: DeskState, changes: readonly Change[], guards: GuardTable): RestoreChange[] {
  const { schema } = now;
  return changes.map(({ id, value }) => {
    const spec = schema.specOf(id);
    const before = now.get(id) ?? value;
    return {
      id,
      address: schema.addressOf(id),
      before: worded(spec, before),
      after: worded(spec, value),
      guarded: guards.isGuarded(id, before, value),
    };
  });
}

/** A state as lists that JSON can carry. */
export function valuesOf(state: DeskState, strip?: string) {
  const numbers: [id: number, value: number][] = [];
  const texts: [id: number, text: string][] = [];
  for (const { id, value } of state.known()) {
    if (strip !== undefined && !isWithin(state.schema.addressOf(id), strip)) continue;
    if (typeof value === 'number') numbers.push([id, value]);
    else texts.push([id, value]);
  }
  return { numbers, texts };
}
