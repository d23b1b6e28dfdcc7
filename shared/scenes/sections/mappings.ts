import * as v from 'valibot';
import { address, id, title, whole } from '../limits.ts';

/** How an endless knob tells which way it turns: two's complement (1, 127), around 64 (65, 63), or with a sign bit (1, 65). */
export const relativeCodings = ['twosComplement', 'around64', 'signBit'] as const;
export type RelativeCoding = (typeof relativeCodings)[number];

const channel = whole(1, 16);

/** What the hand moves. Channels count from 1. */
export const mappingSource = v.variant('type', [
  /** A controller of 7 bits, with `coding` an endless knob. */
  v.strictObject({
    type: v.literal('control'),
    channel,
    number: whole(0, 127),
    coding: v.exactOptional(v.picklist(['absolute', ...relativeCodings]), 'absolute'),
  }),
  /** Two controllers that make 14 bits: `number`, and 32 more for the lower half. */
  v.strictObject({ type: v.literal('control14'), channel, number: whole(0, 31) }),
  v.strictObject({ type: v.literal('nrpn'), channel, number: whole(0, 16_383) }),
  v.strictObject({ type: v.literal('note'), channel, number: whole(0, 127) }),
  v.strictObject({ type: v.literal('pitchBend'), channel }),
  v.strictObject({ type: v.literal('program'), channel, number: whole(0, 127) }),
]);
export type MappingSource = v.InferOutput<typeof mappingSource>;

/** What is moved. */
export const mappingTarget = v.variant('type', [
  v.strictObject({ type: v.literal('param'), address }),
  v.strictObject({ type: v.literal('scene'), scene: id }),
  v.strictObject({ type: v.literal('cue'), action: v.picklist(['go', 'back']) }),
]);
export type MappingTarget = v.InferOutput<typeof mappingTarget>;

/** One control of a surface and the parameter that it moves. */
export const mapping = v.strictObject({
  id,
  name: v.exactOptional(title, ''),
  /** The port it comes from, by its name on the system; '' for any. */
  port: v.exactOptional(title, ''),
  from: mappingSource,
  to: mappingTarget,
  /** What a button does to a switch: each press turns it over, or it is on while the button is held. */
  press: v.exactOptional(v.picklist(['toggle', 'whileHeld']), 'toggle'),
});
export type Mapping = v.InferOutput<typeof mapping>;
