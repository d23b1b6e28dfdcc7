// Apart from pairing.ts: a page reads what the gate says, and has no use for the rules by which the gate judges what a page says.

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
