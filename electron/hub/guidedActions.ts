import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';
import type { Cause, LiveDesk } from './liveDesk.ts';
import { nameOf } from './stepLabel.ts';

type Guided = Extract<ClientMessage, { type: 'guided' }>;

/** So many values that were left alone are named. */
const mostNamed = 3;
/** How often it is looked whether everything has come up … */
const lookMs = 40;
/** … and for how long: from silence to the top takes little more than a second. */
const patienceMs = 4000;

/** An action of which the second part is still to come. */
interface Waiting {
  readonly session: HubSession;
  readonly desk: LiveDesk;
  readonly cause: Cause & { readonly label: string };
  readonly rising: readonly ParamId[];
  readonly afterwards: DeskDiff;
  readonly untilMs: number;
}

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

  #apply(session: HubSession, { action, label, changes, afterwards }: Guided): void {
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
    this.#tellRefused(session, desk, label, refused, changes.length);
    if (afterwards.length === 0) return;
    const rising = changes.map(({ id }) => id);
    this.#wait({ session, desk, cause, rising, afterwards, untilMs: hub.nowMs() + patienceMs });
  }

  #wait(waiting: Waiting): void {
    this.#hub.after(lookMs, () => this.#look(waiting));
  }

  #look(waiting: Waiting): void {
    const hub = this.#hub;
    const { session, desk, cause, rising, untilMs } = waiting;
    const isUndone = session.history.nextUndo?.gesture !== cause.gesture;
    if (hub.desk !== desk || !hub.sessions.has(session) || isUndone) return;
    if (!hub.isOpen) {
      session.problem(`${cause.label} was stopped halfway. Undo takes back what was done of it.`);
      return;
    }
    if (hub.nowMs() < untilMs && rising.some((id) => desk.meant(id) !== desk.state.get(id))) this.#wait(waiting);
    else this.#finish(waiting);
  }

  #finish({ session, desk, cause, afterwards }: Waiting): void {
    const hub = this.#hub;
    const { applied, refused, guarded } = desk.want(afterwards, cause);
    hub.ask(session, guarded);
    session.history.recordMore(applied, { atMs: hub.wallMs(), gesture: cause.gesture, label: cause.label });
    hub.tellHistory(session);
    hub.scheduleFlush();
    this.#tellRefused(session, desk, cause.label, refused, afterwards.length);
  }

  #tellRefused(session: HubSession, desk: LiveDesk, label: string, refused: readonly ParamId[], count: number): void {
    if (refused.length === 0) return;
    const names = refused.slice(0, mostNamed).map((id) => nameOf(desk.schema.addressOf(id), desk.state));
    const more = refused.length > mostNamed ? ` and ${refused.length - mostNamed} more` : '';
    session.problem(
      `${label}: ${refused.length} of ${count} values were left as they are, because somebody holds them or the console cannot take them: ${names.join(', ')}${more}. Undo takes the rest back.`,
    );
  }
}
