import type { DeskState } from '../../shared/desk/deskState.ts';
import { printValue } from '../../shared/desk/paramSpec.ts';
import type { Person } from '../../shared/protocol/remoteMessages.ts';
import type { HubSession } from './clientSession.ts';
import type { PairedPerson } from './pairedPeople.ts';
import { nameOf } from './stepLabel.ts';

/** What somebody moved last: "Kick send bus 3 level to −4.0 dB". */
function lastMoveOf(session: HubSession | undefined, state: DeskState | undefined): string {
  const move = session?.lastMove;
  if (!move || !state || move.id >= state.schema.size) return '';
  const spec = state.schema.specOf(move.id);
  const unit = spec.unit === '' || spec.unit === 'pan' ? '' : ` ${spec.unit}`;
  return `${nameOf(state.schema.addressOf(move.id), state)} to ${printValue(spec, move.value)}${unit}`;
}

/** Somebody who is here, or who is paired and away, for the list of people. One of the two is given. */
export function personOf(
  session: HubSession | undefined,
  paired: PairedPerson | undefined,
  state: DeskState | undefined,
): Person {
  const grant = paired ?? session?.grant;
  return {
    id: paired?.id ?? '',
    name: session?.name ?? paired?.name ?? '',
    role: grant?.role ?? 'viewer',
    busses: grant?.busses ?? [],
    isHere: session !== undefined,
    sinceMs: paired?.sinceMs ?? session?.sinceMs ?? 0,
    latencyMs: session?.latencyMs ?? -1,
    isFrozen: paired?.isFrozen ?? false,
    lastMove: lastMoveOf(session, state),
    lastMoveMs: session?.lastMove?.atMs ?? 0,
  };
}
