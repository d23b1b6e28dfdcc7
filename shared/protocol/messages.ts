import * as v from 'valibot';
import type { DeskProfile } from '../desk/profile.ts';
import type { ConnectionStatus, FoundDesk, LinkDiagnostics } from './connection.ts';

/**
 * Control messages of a link, as JSON in text frames. Values travel in binary frames (frames.ts).
 * The order after connecting: client `hello` → app `hello`, `connection`, and once a console is known `desk` and a snapshot frame.
 */
export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly version: string;
      readonly you: { readonly name: string; readonly role: string };
    }
  /** A console's profile, or `null` when there is none; the client builds its schema from it and compares the hash. A snapshot follows. */
  | { readonly type: 'desk'; readonly profile: DeskProfile | null; readonly schemaHash: string }
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
  | {
      readonly type: 'families';
      readonly families: readonly { readonly id: string; readonly title: string; readonly emulated: boolean }[];
    }
  /** Something that the user should read: what went wrong and what to do. */
  | { readonly type: 'problem'; readonly message: string };

const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffff));
const ids = v.pipe(v.array(id), v.maxLength(4096));

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
  /** Diagnostics every second, on or off. */
  v.object({ type: v.literal('diagnostics'), on: v.boolean() }),
  v.object({ type: v.literal('search') }),
  /** Connects to a console: `family://host[:port]`, or `emulated`. */
  v.object({ type: v.literal('connect'), target: v.pipe(v.string(), v.maxLength(200)) }),
  v.object({ type: v.literal('disconnect') }),
]);
export type ClientMessage = v.InferOutput<typeof clientMessage>;

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
  return { error: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

/** JSON has no −∞, which levels need (a spec's default, for one); it travels as this text. */
const minusInfinity = '-Infinity';

/** A message of the app as text. */
export function printServerMessage(message: ServerMessage): string {
  return JSON.stringify(message, (_key, value: unknown) => (value === -Infinity ? minusInfinity : value));
}

/** The opposite of {@link printServerMessage}. The app is trusted: only the JSON is checked. */
export function parseServerMessage(text: string): ServerMessage {
  const restore = (value: unknown) => (value === minusInfinity ? -Infinity : value);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === 'default') return restore(value);
    return key === 'defaults' && Array.isArray(value) ? value.map(restore) : value;
  }) as ServerMessage;
}
