import type { Schema } from '../../shared/desk/schema.ts';
import { encodeMeters } from '../../shared/protocol/frames.ts';
import { printServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import { noSight, type Sight, sightOf } from '../../shared/protocol/paramRights.ts';
import type { Grant } from '../../shared/protocol/roles.ts';
import type { HubSession } from './clientSession.ts';
import { heardBy, mayHearProblemOfAll } from './rights.ts';

/** Everybody with the same grant: they see the same, so that what they are told is made once for all of them. */
export class View {
  readonly grant: Grant;
  readonly sessions = new Set<HubSession>();
  sight: Sight = noSight;
  sequence = 0;
  snapshot: { readonly sequence: number; readonly frame: Uint8Array } | undefined;

  constructor(grant: Grant, schema: Schema | undefined) {
    this.grant = grant;
    this.startOver(schema);
  }

  /** Another desk, or none: nothing of what was known counts any more. */
  startOver(schema: Schema | undefined): void {
    this.sight = schema ? sightOf(schema, this.grant) : noSight;
    this.snapshot = undefined;
    this.sequence++;
  }

  /** Tells all of them. */
  tell(message: ServerMessage): void {
    if (message.type === 'problem' && !mayHearProblemOfAll(this.grant.role)) return;
    const heard = heardBy(this.grant, this.sight, message);
    if (!heard) return;
    const text = printServerMessage(heard);
    for (const session of this.sessions) if (session.isGreeted) session.sendText(text);
  }

  /** @param shared the frame for those who see all, made at most once */
  tellMeters(levels: Uint8Array, shared: () => Uint8Array): void {
    let frame: Uint8Array | undefined;
    for (const session of this.sessions) {
      if (!session.takesMeters) continue;
      frame ??= this.sight.isWhole ? shared() : encodeMeters(this.#cut(levels));
      session.sendMeters(frame);
    }
  }

  /** Silence in place of the meters that are not theirs to see. */
  #cut(levels: Uint8Array): Uint8Array {
    return levels.map((level, index) => (this.sight.maySeeMeter(index) ? level : 0));
  }
}
