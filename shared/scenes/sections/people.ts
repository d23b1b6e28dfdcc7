import * as v from 'valibot';
import { address, id, list, title } from '../limits.ts';

/** What a person may do; the hub decides by it. */
export const roles = ['engineer', 'monitorEngineer', 'performer', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Somebody of the show. No token and no PIN is ever kept in a show. */
export const person = v.strictObject({
  id,
  name: title,
  role: v.picklist(roles),
  /** The mixes that they hear and may move, by id. */
  mixes: v.exactOptional(list(id, 64), []),
});
export type Person = v.InferOutput<typeof person>;

/** A bus that somebody listens to. */
export const mix = v.strictObject({
  id,
  name: title,
  bus: address,
  /** How far a performer may raise it, in dB: −60…+10. */
  ceilingDb: v.exactOptional(v.pipe(v.number(), v.minValue(-60), v.maxValue(10)), 0),
  /** The performer's own strips, shown first. */
  me: v.exactOptional(list(address, 64), []),
});
export type Mix = v.InferOutput<typeof mix>;
