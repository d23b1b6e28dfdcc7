import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { type Form, forms } from './values.ts';

/** What stands before every address of the desk. */
export const root = '/omnibus/';

/** A parameter and the form in which it is meant. */
export interface Place {
  readonly id: ParamId;
  readonly form: Form;
}

/** The OSC address of a parameter, without the form behind it. */
export const oscAddress = (schema: Schema, id: ParamId) => root + schema.addressOf(id);

/** The parameter that an OSC address means. */
export function placeOf(schema: Schema, address: string): Place | undefined {
  if (!address.startsWith(root)) return undefined;
  const path = address.slice(root.length);
  const id = schema.idOf(path);
  if (id !== undefined) return { id, form: 'value' };
  for (const form of ['position', 'text'] as const) {
    if (!path.endsWith(forms[form])) continue;
    const inner = schema.idOf(path.slice(0, -forms[form].length));
    if (inner !== undefined) return { id: inner, form };
  }
  return undefined;
}

/** A pattern without the form behind it, and the form. */
export function formOf(pattern: string): { readonly pattern: string; readonly form: Form } {
  for (const form of ['position', 'text'] as const) {
    if (pattern.endsWith(forms[form])) return { pattern: pattern.slice(0, -forms[form].length), form };
  }
  return { pattern, form: 'value' };
}
