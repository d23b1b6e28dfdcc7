import * as v from 'valibot';

export { elsewhereCode, type GateAnswer, parseGateAnswer, type Refusal, refusals } from './gateAnswer.ts';

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
