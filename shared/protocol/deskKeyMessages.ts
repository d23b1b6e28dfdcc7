import * as v from 'valibot';
import { whole } from '../scenes/limits.ts';

/** Messages about keys of the console itself, which do what they are set to there. */

/** What can be pressed, by what it does; empty if nothing. Again whenever that changes. */
export type DeskKeyServerMessage = { readonly type: 'deskKeys'; readonly names: readonly string[] };

export const deskKeyClientMessages = [
  /** A key, counted from 1, is pressed or let go. A client that goes away lets go of its keys. */
  v.object({ type: v.literal('deskKey'), key: whole(1, 64), isDown: v.boolean() }),
] as const;
