import { type JournalRecord, printJournal } from '../../shared/protocol/journal.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import { changesBack, entryOf, previewOf, valuesOf } from './timeTravel.ts';

export const trustMessages = [
  'freeze',
  'panic',
  'retry',
  'confirm',
  'steps',
  'journal',
  'deskAt',
  'restorePreview',
  'restore',
  'export',
] as const;
export type TrustMessage = Extract<ClientMessage, { type: (typeof trustMessages)[number] }>;

export function isTrustMessage(message: ClientMessage): message is TrustMessage {
  return (trustMessages as readonly string[]).includes(message.type);
}

type Asked<Type extends TrustMessage['type']> = Extract<TrustMessage, { type: Type }>;

/** So many changes fit into an export over a link. */
const maxExported = 20_000;

/** Does what a client asks beside values: freeze, panic, the journal and going back in time. */
export function obey(hub: DeskHub, session: HubSession, message: TrustMessage): void {
  switch (message.type) {
    case 'freeze':
      if (message.on) hub.safety.freeze(session.name);
      else hub.safety.unfreeze(session.name);
      return;
    case 'panic':
      panic(hub, session, message);
      return;
    case 'retry': {
      const ids = message.ids && new Set(message.ids);
      hub.desk?.retry(ids, { by: session.name, why: 'retry', gesture: hub.nextGesture() });
      hub.scheduleFlush();
      return;
    }
    case 'confirm':
      confirm(hub, session, message);
      return;
    case 'steps':
      session.wantsSteps = message.on;
      hub.tellHistory(session);
      hub.scheduleFlush();
      return;
    case 'journal':
      tellJournal(hub, session, message);
      return;
    case 'deskAt':
      tellDeskAt(hub, session, message);
      return;
    case 'restorePreview':
      preview(hub, session, message);
      return;
    case 'restore':
      restore(hub, session, message);
      return;
    case 'export':
      exportJournal(hub, session, message);
      return;
  }
}

function panic(hub: DeskHub, session: HubSession, { on, strips }: Asked<'panic'>): void {
  if (!on) {
    hub.safety.endPanic(session.name);
    return;
  }
  const problem = hub.safety.startPanic(session.name, strips, session);
  if (problem) session.problem(problem);
  hub.tellHistory(session);
}

function confirm(hub: DeskHub, session: HubSession, { id, value }: Asked<'confirm'>): void {
  session.confirmations.say(id, hub.nowMs());
  const gesture = session.history.openGesture ?? hub.nextGesture();
  const cause = { by: session.name, why: 'hand', gesture, kind: 'hand', session, isConfirmed: true } as const;
  const refused = hub.want(session, [{ id, value }], cause);
  if (refused.length > 0) session.problem('The value could not be set: the console is not live, or somebody holds it.');
}

function tellJournal(hub: DeskHub, session: HubSession, asked: Asked<'journal'>): void {
  const entries = [];
  let more = false;
  for (const record of hub.journal.newestFirst(asked.filter, asked.beforeId)) {
    more = entries.length === asked.limit;
    if (more) break;
    entries.push(entryOf(record, hub.desk?.schema));
  }
  session.send({ type: 'journal', request: asked.request, entries, more });
}

function tellDeskAt(hub: DeskHub, session: HubSession, { request, atMs, strip }: Asked<'deskAt'>): void {
  const then = hub.journal.deskAt(atMs);
  const values = then ? valuesOf(then.state, strip) : { numbers: [], texts: [] };
  session.send({ type: 'deskAt', request, atMs: then?.atMs ?? atMs, ...values });
}

function preview(hub: DeskHub, session: HubSession, { request, atMs, strip }: Asked<'restorePreview'>): void {
  const { desk } = hub;
  const then = hub.journal.deskAt(atMs);
  const changes = desk && then ? previewOf(desk.state, changesBack(desk.state, then.state, strip), desk.guards) : [];
  session.send({ type: 'restorePreview', request, atMs: then?.atMs ?? atMs, changes });
}

function restore(hub: DeskHub, session: HubSession, { atMs, strip, ids, guarded }: Asked<'restore'>): void {
  const { desk } = hub;
  const then = hub.journal.deskAt(atMs);
  if (!desk || !then || !hub.isOpen) {
    session.problem(hub.safety.closedSentence('restore'));
    return;
  }
  const chosen = ids && new Set(ids);
  const changes = changesBack(desk.state, then.state, strip).filter(({ id, value }) => {
    if (chosen && !chosen.has(id)) return false;
    return guarded || !desk.guards.isGuarded(id, desk.state.get(id) ?? value, value);
  });
  const gesture = hub.nextGesture();
  const cause = { by: session.name, why: 'restore', gesture, kind: 'recall', session, isConfirmed: true } as const;
  const refused = hub.want(session, changes, cause);
  if (refused.length > 0)
    session.problem(`${refused.length} of ${changes.length} values were left as they are: somebody holds them.`);
}

function exportJournal(hub: DeskHub, session: HubSession, { request, format, filter }: Asked<'export'>): void {
  const records: JournalRecord[] = [];
  let left = 0;
  for (const record of hub.journal.newestFirst(filter)) {
    if (records.length < maxExported) records.push(record);
    else left++;
  }
  const day = new Date(hub.wallMs()).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  const fileName = `omnibus-journal-${day}.${format}`;
  session.send({ type: 'exported', request, fileName, text: printJournal(records.reverse(), format), left });
}
