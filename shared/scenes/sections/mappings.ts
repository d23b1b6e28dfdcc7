import * as v from 'valibot';
import { address, id, title, whole } from '../limits.ts';

/** One control of a surface and the parameter that it moves. */
export const mapping = v.strictObject({
  id,
  name: v.exactOptional(title, ''),
  /** The port it comes from, by its name on the system; '' for any. */
  port: v.exactOptional(title, ''),
  /** What the hand moves. Channels count from 1, numbers 0…127. */
  from: v.variant('type', [
    v.strictObject({ type: v.literal('control'), channel: whole(1, 16), number: whole(0, 127) }),
    v.strictObject({ type: v.literal('note'), channel: whole(1, 16), number: whole(0, 127) }),
    v.strictObject({ type: v.literal('pitchBend'), channel: whole(1, 16) }),
    v.strictObject({ type: v.literal('program'), channel: whole(1, 16), number: whole(0, 127) }),
  ]),
  to: v.variant('type', [
    v.strictObject({ type: v.literal('param'), address }),
    v.strictObject({ type: v.literal('scene'), scene: id }),
    v.strictObject({ type: v.literal('cue'), action: v.picklist(['go', 'back']) }),
  ]),
});
export type Mapping = v.InferOutput<typeof mapping>;
