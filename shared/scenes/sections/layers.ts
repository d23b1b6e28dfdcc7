import * as v from 'valibot';
import { address, id, list, title } from '../limits.ts';

/** A page of faders: strips in the order of a person's choice. */
export const layer = v.strictObject({ id, name: title, strips: v.exactOptional(list(address, 500), []) });
export type Layer = v.InferOutput<typeof layer>;
