import * as v from 'valibot';
import { id, title } from '../limits.ts';

/** A thing with fingers on it that the show uses. */
export const surface = v.strictObject({
  id,
  name: title,
  kind: v.picklist(['motorFaders', 'midi', 'osc']),
  /** Ports by their names on the system, to and from it. */
  input: v.exactOptional(title, ''),
  output: v.exactOptional(title, ''),
});
export type Surface = v.InferOutput<typeof surface>;
