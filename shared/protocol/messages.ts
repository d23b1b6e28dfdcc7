import * as v from 'valibot';
import type { DeskProfile } from '../desk/profile.ts';
import type { ConnectionStatus, ConsoleFamily, FoundDesk, LinkDiagnostics } from './connection.ts';
import { type ConsoleMapServerMessage, consoleMapClientMessages } from './consoleMapMessages.ts';
import { type DeskKeyServerMessage, deskKeyClientMessages } from './deskKeyMessages.ts';
import type { DeskPart } from './deskPart.ts';
import { guidedMessages } from './guidedMessages.ts';
import { type JournalEntry, type JournalFormat, journalFilter, journalFormats } from './journal.ts';
import { type RemoteServerMessage, remoteClientMessages } from './remoteMessages.ts';
import { type ReplayServerMessage, replayMessages } from './replayMessages.ts';
import type { Grant } from './roles.ts';
import { type ShowServerMessage, showClientMessages } from './showMessages.ts';
import { type SurfaceServerMessage, surfaceClientMessages } from './surfaceMessages.ts';
import type { OutputStatus, PanicStatus, RestoreChange, UndoStep } from './trust.ts';

/**
 * Control messages of a link, as JSON in text frames. Values travel in binary frames (frames.ts).
 * The order after connecting: client `hello` → app `hello`, `connection`, and once a console is known `desk` and a snapshot frame.
 */
export type ServerMessage =
  | ShowServerMessage
  | SurfaceServerMessage
  | ConsoleMapServerMessage
  | DeskKeyServerMessage
  | ReplayServerMessage
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly version: string;
      readonly you: Grant & { readonly name: string };
    }
  | RemoteServerMessage
  /**
   * A console's profile, or `null` when there is none; the client builds its schema from it and compares the hash. Who sees only a part
   * of it is told that part in place of the patterns. A snapshot follows.
   */
  | {
      readonly type: 'desk';
      readonly profile: DeskProfile | null;
      readonly schemaHash: string;
      readonly part?: DeskPart;
    }
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  | { readonly type: 'diagnostics'; readonly link: LinkDiagnostics }
  | { readonly type: 'found'; readonly desks: readonly FoundDesk[]; readonly searching: boolean }
  /** Controls that somebody else holds. */
  | { readonly type: 'held'; readonly holds: readonly { readonly id: number; readonly by: string }[] }
  /** Labels of what undo and redo would do for this client; `null` if nothing. */
  | { readonly type: 'history'; readonly undo: string | null; readonly redo: string | null }
  /** Everybody who is connected. */
  | { readonly type: 'people'; readonly names: readonly string[] }
  /** Console families that the app can speak to, for the console panel. */
  | { readonly type: 'families'; readonly families: readonly ConsoleFamily[] }
  /** Whether sets go to the console, and if not, since when and because of whom. */
  | { readonly type: 'output'; readonly output: OutputStatus }
  /** Outputs that are pulled down and kept down; `null` if none are. */
  | { readonly type: 'panic'; readonly panic: PanicStatus | null }
  /** Values that the console was asked for again and again and never confirmed. */
  | { readonly type: 'unconfirmed'; readonly ids: readonly number[] }
  /** This client's own steps, newest first: what undo and redo would go through. Only for those who asked for them. */
  | { readonly type: 'steps'; readonly done: readonly UndoStep[]; readonly undone: readonly UndoStep[] }
  /** A set that is taken only with a second yes: `confirm` with the same id and value. `question` says what it is about. */
  | { readonly type: 'confirm'; readonly id: number; readonly value: number; readonly question: string }
  /** Wall-clock time at which the console was read on connecting; its state then can be restored. `null` without a console. */
  | { readonly type: 'asFound'; readonly atMs: number | null }
  /** Answers carry the number of their request. Entries come newest first; `more` if older ones match too. */
  | {
      readonly type: 'journal';
      readonly request: number;
      readonly entries: readonly JournalEntry[];
      readonly more: boolean;
    }
  /** The desk as it was; `atMs` is the time that could be had, the earliest known one if an earlier one was asked for. */
  | {
      readonly type: 'deskAt';
      readonly request: number;
      readonly atMs: number;
      readonly numbers: readonly (readonly [id: number, value: number])[];
      readonly texts: readonly (readonly [id: number, text: string])[];
    }
  | {
      readonly type: 'restorePreview';
      readonly request: number;
      readonly atMs: number;
      readonly changes: readonly RestoreChange[];
    }
  /** The journal as a file; `left` older changes did not fit into it. */
  | {
      readonly type: 'exported';
      readonly request: number;
      readonly fileName: string;
      readonly text: string;
      readonly left: number;
    }
  /** Something that the user should read: what went wrong and what to do. */
  | { readonly type: 'problem'; readonly message: string };

const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffff));
const ids = v.pipe(v.array(id), v.maxLength(4096));

const request = v.pipe(v.number(), v.integer(), v.minValue(0));
const strip = v.pipe(v.string(), v.maxLength(100));
const wallMs = v.pipe(v.number(), v.finite());

/** Everything that a client may say in a text frame. Anything else is answered with a `problem`. */
export const clientMessage = v.variant('type', [
  v.object({ type: v.literal('hello'), protocol: v.number(), name: v.optional(v.pipe(v.string(), v.maxLength(60))) }),
  /** Asks for a snapshot after a gap in the sequence. */
  v.object({ type: v.literal('snapshot') }),
  /** A hand is on these controls; a gesture begins. */
  v.object({ type: v.literal('touch'), ids }),
  /** The hand is gone; `cancel` puts back what the controls had when they were touched. */
  v.object({ type: v.literal('release'), ids, cancel: v.optional(v.boolean(), false) }),
  v.object({ type: v.literal('undo') }),
  v.object({ type: v.literal('redo') }),
  /** Meter frames on or off. */
  v.object({ type: v.literal('meters'), on: v.boolean() }),
  /** All that is on this client's screen now: it is read from the console more often. Without ids, this client does not tell. */
  v.object({ type: v.literal('visible'), ids }),
  /** Diagnostics every second, on or off. */
  v.object({ type: v.literal('diagnostics'), on: v.boolean() }),
  v.object({ type: v.literal('search') }),
  /** Connects to a console: `family://host[:port]`, or `emulated`. */
  v.object({ type: v.literal('connect'), target: v.pipe(v.string(), v.maxLength(200)) }),
  v.object({ type: v.literal('disconnect') }),
  /** Stops every set to the console, or reads what was wanted and lets sets go again. */
  v.object({ type: v.literal('freeze'), on: v.boolean() }),
  /** Fades outputs down and keeps them down; off lets them be raised again by hand. Without strips: the mains. */
  v.object({ type: v.literal('panic'), on: v.boolean(), strips: v.optional(v.pipe(v.array(strip), v.maxLength(64))) }),
  /** Sends unconfirmed values again, some or all. */
  v.object({ type: v.literal('retry'), ids: v.optional(ids) }),
  /** Yes to a `confirm`. */
  v.object({ type: v.literal('confirm'), id, value: v.pipe(v.number(), v.finite()) }),
  /** The list of own steps, on or off. */
  v.object({ type: v.literal('steps'), on: v.boolean() }),
  v.object({
    type: v.literal('journal'),
    request,
    filter: v.optional(journalFilter, {}),
    /** Only changes older than this one: the next page. */
    beforeId: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 100),
  }),
  /** The desk, or a strip of it, as it was at a time. */
  v.object({ type: v.literal('deskAt'), request, atMs: wallMs, strip: v.optional(strip) }),
  /** What {@link restore} would change. */
  v.object({ type: v.literal('restorePreview'), request, atMs: wallMs, strip: v.optional(strip) }),
  /** Puts back what was at a time, as one step; `ids` narrows it to some of the preview. Guarded ones only if `guarded`. */
  v.object({
    type: v.literal('restore'),
    atMs: wallMs,
    strip: v.optional(strip),
    ids: v.optional(v.pipe(v.array(id), v.maxLength(8192))),
    guarded: v.optional(v.boolean(), false),
  }),
  v.object({
    type: v.literal('export'),
    request,
    format: v.picklist(journalFormats),
    filter: v.optional(journalFilter, {}),
  }),
  ...guidedMessages,
  ...replayMessages,
  ...remoteClientMessages,
  ...showClientMessages,
  ...surfaceClientMessages,
  ...consoleMapClientMessages,
  ...deskKeyClientMessages,
]);
export type ClientMessage = v.InferOutput<typeof clientMessage>;
/** What a client writes: what has a default may be left out. */
export type ClientSays = v.InferInput<typeof clientMessage>;
export { parseServerMessage, printServerMessage } from './serverText.ts';
export type { JournalFormat };

/** Reads a text frame from a client. @returns the message, or a sentence that says what is wrong with it. */
export function parseClientMessage(text: string): { message: ClientMessage } | { error: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { error: 'a message is not JSON' };
  }
  const result = v.safeParse(clientMessage, json);
  if (result.success) return { message: result.output };
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? 'message';
  // The list of all that would be right is longer than most messages.
  return { error: path === 'type' ? 'type: no message of that kind is known' : `${path}: ${issue.message}` };
}
