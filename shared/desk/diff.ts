import type { ParamValue } from './paramSpec.ts';
import type { ParamId } from './schema.ts';

/** One parameter's new value. */
export interface Change {
  readonly id: ParamId;
  readonly value: ParamValue;
}

/** What changed, each parameter at most once. Its cost is that of the changes, never that of the desk. */
export type DeskDiff = readonly Change[];
