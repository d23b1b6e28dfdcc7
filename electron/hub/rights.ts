import { cutDesk } from '../../shared/protocol/deskPart.ts';
import type { ClientMessage, ServerMessage } from '../../shared/protocol/messages.ts';
import type { Sight } from '../../shared/protocol/paramRights.ts';
import type { Grant, Role } from '../../shared/protocol/roles.ts';

/** A map, as an object would answer for words that every object knows. */
function allowList<Type extends string>(
  rows: Partial<Record<Type, readonly Role[]>>,
): ReadonlyMap<string, readonly Role[]> {
  return new Map(Object.entries<readonly Role[] | undefined>(rows).map(([type, roles]) => [type, roles ?? []]));
}

/**
 * Who may say what. An allow-list: whatever is not named here only an engineer may say, messages that are added later among them.
 * Which parameters a role may name in them stands in shared/protocol/paramRights.ts.
 */
const saying = allowList<ClientMessage['type']>({
  hello: ['monitorEngineer', 'performer', 'viewer'],
  snapshot: ['monitorEngineer', 'performer', 'viewer'],
  meters: ['monitorEngineer', 'performer', 'viewer'],
  visible: ['monitorEngineer', 'performer', 'viewer'],
  diagnostics: ['monitorEngineer', 'viewer'],
  touch: ['monitorEngineer', 'performer'],
  release: ['monitorEngineer', 'performer'],
  undo: ['monitorEngineer', 'performer'],
  redo: ['monitorEngineer', 'performer'],
  steps: ['monitorEngineer', 'performer'],
  moreMe: ['monitorEngineer', 'performer'],
  soundcheck: ['monitorEngineer', 'performer'],
});

/** Values in binary frames. */
const setting: readonly Role[] = ['engineer', 'monitorEngineer', 'performer'];

export function maySay(role: Role, type: ClientMessage['type']): boolean {
  return role === 'engineer' || (saying.get(type)?.includes(role) ?? false);
}

export function maySet(role: Role): boolean {
  return setting.includes(role);
}

/** What moves things, so that a person whose hands are stopped may not say it. */
const moving: readonly ClientMessage['type'][] = ['touch', 'undo', 'redo', 'moreMe', 'soundcheck'];

export function isMove(type: ClientMessage['type']): boolean {
  return moving.includes(type);
}

/**
 * Who may be told what: the same, from the other side. What carries more than a role may know is cut down by {@link heardBy}.
 */
const hearing = allowList<ServerMessage['type']>({
  hello: ['monitorEngineer', 'performer', 'viewer'],
  desk: ['monitorEngineer', 'performer', 'viewer'],
  connection: ['monitorEngineer', 'performer', 'viewer'],
  output: ['monitorEngineer', 'performer', 'viewer'],
  held: ['monitorEngineer', 'performer', 'viewer'],
  history: ['monitorEngineer', 'performer'],
  steps: ['monitorEngineer', 'performer'],
  diagnostics: ['monitorEngineer', 'viewer'],
  people: ['monitorEngineer', 'viewer'],
  panic: ['monitorEngineer', 'viewer'],
  unconfirmed: ['monitorEngineer', 'viewer'],
  mixes: ['monitorEngineer', 'performer', 'viewer'],
  stopped: ['monitorEngineer', 'performer', 'viewer'],
  problem: ['monitorEngineer', 'performer', 'viewer'],
});

export function mayHear(role: Role, type: ServerMessage['type']): boolean {
  return role === 'engineer' || (hearing.get(type)?.includes(role) ?? false);
}

/** A message as the holder of a grant is told it; `undefined` if it is not for them. */
export function heardBy(grant: Grant, sight: Sight, message: ServerMessage): ServerMessage | undefined {
  const { role, busses } = grant;
  if (role === 'engineer') return message;
  if (!mayHear(role, message.type)) return undefined;
  switch (message.type) {
    case 'desk':
      // A performer's page is about few parameters; the others' pages look at the console as a whole.
      return role === 'performer' && message.profile ? { ...message, ...cutDesk(message.profile, sight) } : message;
    case 'held':
      return { ...message, holds: message.holds.filter(({ id }) => sight.maySee(id)) };
    case 'unconfirmed':
      return { ...message, ids: message.ids.filter((id) => sight.maySee(id)) };
    case 'mixes':
      return role === 'viewer'
        ? message
        : { ...message, mixes: message.mixes.filter(({ bus }) => busses.includes(bus)) };
    case 'connection':
      // Where the console is on the network is nobody's business who only mixes.
      return {
        ...message,
        status: { ...message.status, target: '', ...(role === 'performer' && { detail: '', firmware: '' }) },
      };
    default:
      return message;
  }
}

/** What is said to all may name what only some may know: a sentence for everybody goes to these. */
export function mayHearProblemOfAll(role: Role): boolean {
  return role === 'engineer';
}
