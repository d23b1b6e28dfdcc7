import * as v from 'valibot';

/**
 * What is said on a remote link before anything else. The first message of a connection is one of these; the hub hears nothing of a
 * connection before it has been let in.
 */
export const gateMessage = v.variant('type', [
  /** Somebody who was paired earlier. */
  v.object({ type: v.literal('enter'), token: v.pipe(v.string(), v.minLength(16), v.maxLength(100)) }),
  /** A stranger with a PIN or with the token of a QR code. */
  v.object({
    type: v.literal('pair'),
    code: v.pipe(v.string(), v.minLength(6), v.maxLength(100)),
    name: v.pipe(v.string(), v.maxLength(60)),
  }),
]);
export type GateMessage = v.InferOutput<typeof gateMessage>;

/** Reads the first message of a link. @returns `undefined` for anything else */
export function parseGateMessage(text: string): GateMessage | undefined {
  try {
    const parsed = v.safeParse(gateMessage, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Why somebody is not let in. */
export const refusals = ['unknown', 'closed', 'wrong', 'tooMany', 'denied', 'full'] as const;
export type Refusal = (typeof refusals)[number];

/** What the gate answers. */
export type GateAnswer =
  /** The code was right: an engineer is asked. */
  | { readonly type: 'waiting' }
  /** Let in: keep the token and enter with it. */
  | { readonly type: 'paired'; readonly token: string }
  /** Not let in; the link ends. `unknown`: nobody with that token, or none was given. */
  | { readonly type: 'refused'; readonly why: Refusal };

/** WebSocket close code of a link whose person has come in by another one; a page does not come back by itself then. */
export const elsewhereCode = 4409;

/** Reads an answer of the gate. @returns `undefined` if it is none */
export function parseGateAnswer(text: string): GateAnswer | undefined {
  try {
    const answer = JSON.parse(text) as GateAnswer;
    return ['waiting', 'paired', 'refused'].includes(answer.type) ? answer : undefined;
  } catch {
    return undefined;
  }
}
