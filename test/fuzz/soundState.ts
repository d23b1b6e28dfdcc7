import { expect } from 'vitest';
import { canonical, type ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';

/** Whether a value is one that its parameter can have. */
export function isSound(schema: Schema, id: ParamId, value: ParamValue): boolean {
  const spec = schema.specOf(id);
  if (spec.kind === 'text') return typeof value === 'string' && value.length <= spec.maxLength;
  return typeof value === 'number' && Object.is(canonical(spec, value), value);
}

/** Every value is unknown or one that its spec allows. */
export function expectSound(schema: Schema, get: (id: ParamId) => ParamValue | undefined): void {
  const unsound: string[] = [];
  for (let id = 0; id < schema.size; id++) {
    const value = get(id);
    if (value !== undefined && !isSound(schema, id, value)) unsound.push(`${schema.addressOf(id)}: ${String(value)}`);
  }
  expect(unsound).toEqual([]);
}
