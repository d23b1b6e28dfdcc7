import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';

/** Tells a client that has said hello everything that there is. */
export function greet(hub: DeskHub, session: HubSession): void {
  session.send({ type: 'families', families: hub.console?.families ?? [] });
  session.send({ type: 'connection', status: hub.status });
  session.send(hub.found);
  for (const message of hub.safety.messages()) session.send(message);
  hub.features.greet(session);
  tellDesk(hub, session);
  session.send({ type: 'people', names: hub.people.names });
  hub.people.changed();
}

/** Tells a client which console there is, what it has, who holds what and what the client could take back. */
export function tellDesk(hub: DeskHub, session: HubSession): void {
  const schema = hub.desk?.schema;
  session.send({ type: 'desk', profile: schema?.profile ?? null, schemaHash: schema?.hash ?? '' });
  if (!schema) return;
  hub.sendSnapshot(session);
  session.send({ type: 'held', holds: hub.hands.touches.seenBy(session) });
  hub.tellHistory(session);
}
