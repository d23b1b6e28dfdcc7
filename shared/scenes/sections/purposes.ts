import * as v from 'valibot';
import { address, list, notes, text } from '../limits.ts';

/** What a bus is for, as people said. */
export const purpose = v.strictObject({
  bus: address,
  /** `cue`, `fx`, `subgroup`, `room`, `record` …: one word. */
  purpose: v.pipe(text(32), v.regex(/^[a-zA-Z]+$/, 'one word such as cue is expected')),
});
export type Purpose = v.InferOutput<typeof purpose>;

/** A contradiction that is meant, and is not shown again. */
export const meant = v.strictObject({ address, rule: text(64), note: v.exactOptional(notes, '') });
export type Meant = v.InferOutput<typeof meant>;

export const purposes = v.strictObject({
  busses: v.exactOptional(list(purpose, 200), []),
  meant: v.exactOptional(list(meant, 5000), []),
});
export type Purposes = v.InferOutput<typeof purposes>;
