import * as v from 'valibot';
import { address, id, list, text, title } from '../limits.ts';

/** What a person may do; the hub decides by it. */
export const roles = ['engineer', 'monitorEngineer', 'performer', 'viewer'] as const;
export type Role = (typeof roles)[number];

/**
 * Somebody of the show and what they may do once they have paired. It lets nobody in by itself: a show is handed around as a file, so
 * that it holds no token and no PIN.
 */
export const person = v.strictObject({
  id,
  name: title,
  role: v.picklist(roles),
  /** The busses and matrices that they mix; an engineer and a viewer have none. */
  busses: v.exactOptional(list(address, 64), []),
});
export type Person = v.InferOutput<typeof person>;

/** Channels that a performer moves with one fader. */
const group = v.strictObject({ name: text(40), members: list(address, 128) });

/** A level in dB, or how scenes write −∞. */
const keptLevel = v.union([v.pipe(v.number(), v.finite()), v.literal('-inf')]);

/** What the app keeps of a bus that somebody listens to, beside the desk's own values. */
export const mix = v.strictObject({
  id,
  name: title,
  bus: address,
  /** How far a performer may raise it, in dB: −60…+10. */
  ceilingDb: v.exactOptional(v.pipe(v.number(), v.minValue(-60), v.maxValue(10)), 0),
  /** The performer's own strips. */
  me: v.exactOptional(list(address, 128), []),
  /** What the performer's page shows, in this order; empty for everything that has a name. */
  strips: v.exactOptional(list(address, 128), []),
  groups: v.exactOptional(list(group, 32), []),
  /** The levels of the soundcheck by address of the send. */
  soundcheck: v.exactOptional(v.pipe(v.record(address, keptLevel), v.maxEntries(1000))),
});
export type Mix = v.InferOutput<typeof mix>;
