import * as v from 'valibot';

/** Plays what the journal has of a stretch of time on the emulated console, or ends that. */
export const replayMessages = [
  v.object({
    type: v.literal('replay'),
    /** Wall-clock ms, both ends included. */
    fromMs: v.pipe(v.number(), v.finite()),
    toMs: v.pipe(v.number(), v.finite()),
    /** So many times as fast as it was. */
    speed: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(100)), 1),
  }),
  v.object({ type: v.literal('endReplay') }),
] as const;

/** A replay that is under way; `null` when there is none. */
export type ReplayStatus = {
  readonly by: string;
  readonly played: number;
  readonly total: number;
  /** Changes of parameters that the emulated console does not have. */
  readonly left: number;
} | null;

export interface ReplayServerMessage {
  readonly type: 'replay';
  readonly replay: ReplayStatus;
}
