import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';
import { nameOf } from './stepLabel.ts';

type Guided = Extract<ClientMessage, { type: 'guided' }>;

/** So many values that were left alone are named. */
const mostNamed = 3;

/** Does what a guided action planned: one step of the client's history, with rises as slow as a recall's. */
export class GuidedActions implements HubFeature {
  readonly #hub: DeskHub;

  constructor(hub: DeskHub) {
    this.#hub = hub;
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    if (message.type !== 'guided') return false;
    this.#apply(session, message);
    return true;
  }

  #apply(session: HubSession, { action, label, changes }: Guided): void {
    const hub = this.#hub;
    const { desk } = hub;
    if (!desk || !hub.isOpen) {
      session.problem(hub.safety.closedSentence(label));
      return;
    }
    const gesture = hub.nextGesture();
    const cause = { by: session.name, why: `guided: ${action}`, gesture, kind: 'recall', session, label } as const;
    const refused = hub.want(session, changes, cause);
    hub.scheduleFlush();
    if (refused.length === 0) return;
    const names = refused.slice(0, mostNamed).map((id) => nameOf(desk.schema.addressOf(id), desk.state));
    const more = refused.length > mostNamed ? ` and ${refused.length - mostNamed} more` : '';
    session.problem(
      `${label}: ${refused.length} of ${changes.length} values were left as they are, because somebody holds them or the console cannot take them: ${names.join(', ')}${more}. Undo takes the rest back.`,
    );
  }
}
