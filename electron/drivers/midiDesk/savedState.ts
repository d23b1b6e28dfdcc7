import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import { accept, type ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';

const kind = 'omnibus emulated console';
const off = '-inf';

/** All values of a desk as text, one line each, in the order of the schema. */
export function printState(schema: Schema, lookUp: (id: ParamId) => ParamValue | undefined): string {
  const values: Record<string, ParamValue> = {};
  for (const [id, address] of schema.addresses.entries()) {
    const value = lookUp(id);
    if (value !== undefined) values[address] = value === -Infinity ? off : value;
  }
  return `${JSON.stringify({ kind, family: schema.profile.family, model: schema.profile.model, values }, undefined, 1)}\n`;
}

/** Reads what {@link printState} wrote. @throws with a sentence that names what is wrong; nothing of it is used then. */
export function restoreState(schema: Schema, text: string): DeskDiff {
  const values = valuesOf(text, schema);
  const changes: Change[] = [];
  for (const [address, value] of Object.entries(values)) {
    const id = schema.idOf(address);
    if (id === undefined) throw new Error(`The saved state names "${address}", which this console does not have.`);
    const accepted = accept(schema.specOf(id), value === off && schema.specOf(id).kind !== 'text' ? -Infinity : value);
    if (!accepted.ok) throw new Error(`The saved state has a wrong value at "${address}": ${accepted.error}.`);
    changes.push({ id, value: accepted.value });
  }
  return changes;
}

function valuesOf(text: string, schema: Schema): object {
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch (error) {
    throw new Error('The saved state cannot be read: it is not JSON. Remove the file to begin anew.', { cause: error });
  }
  const { family } = schema.profile;
  if (typeof saved !== 'object' || saved === null || !('kind' in saved) || saved.kind !== kind)
    throw new Error('The saved state is no state of an emulated console. Remove the file to begin anew.');
  if (!('family' in saved) || saved.family !== family || !('values' in saved) || typeof saved.values !== 'object')
    throw new Error(`The saved state is not one of the family "${family}". Choose another file.`);
  return saved.values ?? {};
}
