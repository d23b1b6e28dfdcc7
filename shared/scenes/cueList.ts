import * as v from 'valibot';
import { fadeSettings } from './fade.ts';
import { durationMs, id, list, notes, text, title, whole } from './limits.ts';
import { recallScope } from './scope.ts';

const midiData = whole(0, 127);
const midiChannel = whole(1, 16);
const midiPort = v.pipe(title, v.minLength(1));

/** Something to send to other apparatus when a cue runs, as data: sending it is others' work. Channels count from 1, data 0…127. */
export const outMessage = v.variant('type', [
  v.strictObject({
    type: v.literal('midiNote'),
    port: midiPort,
    channel: midiChannel,
    note: midiData,
    velocity: midiData,
  }),
  v.strictObject({
    type: v.literal('midiControl'),
    port: midiPort,
    channel: midiChannel,
    control: midiData,
    value: midiData,
  }),
  v.strictObject({ type: v.literal('midiProgram'), port: midiPort, channel: midiChannel, program: midiData }),
  /** MIDI Show Control: commands to a device, 0…127 (127 all). */
  v.strictObject({
    type: v.literal('midiShowControl'),
    port: midiPort,
    device: midiData,
    command: v.picklist(['go', 'stop', 'resume']),
    cue: text(32),
  }),
  v.strictObject({
    type: v.literal('osc'),
    host: v.pipe(text(253), v.minLength(1)),
    port: whole(1, 65535),
    path: v.pipe(text(255), v.regex(/^\/[\x21-\x7e]*$/, 'an OSC path such as /cue/1/go is expected')),
    args: v.exactOptional(list(v.union([v.pipe(v.number(), v.finite()), text(255)]), 16), []),
  }),
]);
export type OutMessage = v.InferOutput<typeof outMessage>;

/** Longest time after which a cue follows by itself: a day. */
const longestFollowMs = 86_400_000;

export const cue = v.strictObject({
  id,
  /** What is printed before its name: "12", "12.5", "A3". */
  label: v.exactOptional(text(16), ''),
  name: title,
  note: v.exactOptional(notes, ''),
  /** Id of the scene that it recalls; none for a cue that only sends messages. */
  scene: v.exactOptional(id),
  scope: v.exactOptional(recallScope),
  /** Instead of the scene's own. */
  fade: v.exactOptional(fadeSettings),
  /** Number of a scene kept in the console, from 1; it cannot be shaped. */
  deskScene: v.exactOptional(whole(1, 1000)),
  messages: v.exactOptional(list(outMessage, 32), []),
  /** The next cue goes by itself this long after this one went, in ms. */
  followAfterMs: v.exactOptional(durationMs(longestFollowMs)),
  /** Passed over by GO. */
  isSkipped: v.exactOptional(v.boolean(), false),
});
export type Cue = v.InferOutput<typeof cue>;

export type CueList = readonly Cue[];

/** A second GO within this is a slip of the hand, from whatever source. */
export const goGuardMs = 500;

/** Where a cue list stands. Cues are meant by id, so that the list may be edited under it. */
export interface CuePosition {
  /** The cue that went last. */
  readonly current?: string;
  /** The cue that GO runs. */
  readonly armed?: string;
  /** Monotonic ms of the last GO. */
  readonly wentAtMs?: number;
  /** When the armed cue goes by itself, monotonic ms. */
  readonly followAtMs?: number;
}

export type CueOutcome =
  | { readonly position: CuePosition; readonly run: Cue }
  | { readonly position: CuePosition; readonly ignored: 'too soon' | 'nothing armed' | 'no such cue' };

/** The list as it stands before the first cue. */
export function firstPosition(cues: CueList): CuePosition {
  return armedAt(cues, 0);
}

function armedAt(cues: CueList, from: number): CuePosition {
  const next = cues.slice(Math.max(0, from)).find((each) => !each.isSkipped);
  return next ? { armed: next.id } : {};
}

const indexIn = (cues: CueList, cueId: string | undefined) => cues.findIndex((each) => each.id === cueId);

/** Runs the armed cue and arms the next. @param nowMs monotonic time */
export function go(cues: CueList, position: CuePosition, nowMs: number): CueOutcome {
  const { wentAtMs } = position;
  if (wentAtMs !== undefined && nowMs - wentAtMs < goGuardMs) return { position, ignored: 'too soon' };
  return run(cues, position, nowMs);
}

/** Runs what follows by itself if its time has come; the guard is for hands. @returns `undefined` if it has not */
export function follow(cues: CueList, position: CuePosition, nowMs: number): CueOutcome | undefined {
  const { followAtMs } = position;
  return followAtMs === undefined || nowMs < followAtMs ? undefined : run(cues, position, nowMs);
}

function run(cues: CueList, position: CuePosition, nowMs: number): CueOutcome {
  const index = indexIn(cues, position.armed);
  const armed = cues[index];
  if (!armed) return { position: cancelFollow(position), ignored: 'nothing armed' };
  const next = armedAt(cues, index + 1);
  const follows = armed.followAfterMs !== undefined && next.armed !== undefined;
  return {
    run: armed,
    position: {
      current: armed.id,
      wentAtMs: nowMs,
      ...next,
      ...(follows ? { followAtMs: nowMs + (armed.followAfterMs ?? 0) } : {}),
    },
  };
}

/** Arms the cue before the one that went last, so that GO runs it; nothing runs. At the first cue it arms that one again. */
export function back(cues: CueList, position: CuePosition): CuePosition {
  const index = indexIn(cues, position.current);
  const from = index < 0 ? indexIn(cues, position.armed) : index;
  const before = cues.slice(0, Math.max(0, from)).findLast((each) => !each.isSkipped);
  const armed = before ?? cues.find((each) => !each.isSkipped);
  return { ...cancelFollow(position), ...(armed ? { armed: armed.id } : {}) };
}

/** Arms a cue without running it, a skipped one too. */
export function arm(cues: CueList, position: CuePosition, cueId: string): CuePosition | undefined {
  return indexIn(cues, cueId) < 0 ? undefined : { ...cancelFollow(position), armed: cueId };
}

/** Arms a cue and runs it at once, unless a GO has just been. */
export function jump(cues: CueList, position: CuePosition, cueId: string, nowMs: number): CueOutcome {
  const armed = arm(cues, position, cueId);
  if (!armed) return { position, ignored: 'no such cue' };
  const outcome = go(cues, armed, nowMs);
  return 'run' in outcome ? outcome : { ...outcome, position };
}

/** Stops what would follow by itself: on a hand, a freeze or a lost link. */
export function cancelFollow({ followAtMs: _followAtMs, ...position }: CuePosition): CuePosition {
  return position;
}

/** The position after the list was edited: cues that are gone are nowhere, and the next one is armed. */
export function afterEdit(before: CueList, after: CueList, position: CuePosition): CuePosition {
  const isThere = (cueId: string | undefined) => cueId !== undefined && indexIn(after, cueId) >= 0;
  const { current, armed, ...rest } = position;
  const kept: CuePosition = isThere(current) && current !== undefined ? { ...rest, current } : rest;
  if (armed !== undefined && isThere(armed)) return { ...kept, armed };
  const following = before.slice(indexIn(before, armed) + 1).find((each) => isThere(each.id) && !each.isSkipped);
  const next = armed === undefined ? undefined : following?.id;
  return next === undefined ? cancelFollow(kept) : { ...cancelFollow(kept), armed: next };
}
