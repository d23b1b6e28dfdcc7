import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import { overtakenSentence } from './stepLabel.ts';

/** Takes the last step of a client's own history back, or does it again, as far as nobody has changed its values since. */
export function takeBack(hub: DeskHub, session: HubSession, direction: 'undo' | 'redo'): void {
  const { desk } = hub;
  if (!desk) return;
  if (!hub.isOpen) {
    session.problem(hub.safety.closedSentence(direction));
    return;
  }
  hub.features.takingBack(session);
  const next = { atMs: hub.wallMs(), gesture: hub.nextGesture() };
  const reversal = session.history[direction]((id) => desk.meant(id), next);
  if (!reversal) return;
  const { gesture } = reversal;
  if (hub.features.takeBack(session, reversal, direction)) {
    if (reversal.overtaken.length > 0) session.problem(overtakenSentence(reversal.overtaken, desk.state));
    hub.tellHistory(session);
    return;
  }
  const outcome = desk.want(reversal.changes, {
    by: session.name,
    why: direction,
    gesture,
    kind: session.undoRises,
    session,
  });
  hub.ask(session, outcome.guarded);
  const refused = new Set(outcome.refused);
  const left = [...reversal.overtaken, ...reversal.changes.filter(({ id }) => refused.has(id))];
  if (left.length > 0) session.problem(overtakenSentence(left, desk.state));
  hub.tellHistory(session);
}
