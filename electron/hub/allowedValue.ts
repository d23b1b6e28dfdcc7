import { underCeiling } from '../../shared/desk/cueMix.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import { accept, type ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { sendOf } from '../../shared/protocol/paramRights.ts';
import type { Cause } from './cause.ts';
import type { DeskWorld } from './deskWorld.ts';

/**
 * What the desk would take now of a value that somebody wants: clamped by its spec, not under another hand, not out of a freeze or
 * a panic, not beyond what a performer may. A panic goes through all of that.
 * @returns `undefined` if nothing may be sent
 */
export function allowedValue(
  world: DeskWorld,
  state: DeskState,
  id: ParamId,
  value: ParamValue | undefined,
  { session, isPanic }: Cause,
): ParamValue | undefined {
  const { touches } = world;
  const spec = state.schema.specOf(id);
  const current = state.get(id);
  if (spec.readOnly || current === undefined) return undefined;
  const accepted = accept(spec, value);
  if (!accepted.ok) return undefined;
  if (isPanic) return accepted.value;
  if (!world.isOpen()) return undefined;
  if (session ? touches.isHeldByOther(id, session) : touches.isHeld(id)) return undefined;
  if (world.isKeptDown(id) && accepted.value > current) return undefined;
  if (session?.grant.role !== 'performer') return accepted.value;
  // The last word on what a performer may move, whichever way it was asked for.
  return session.view.sight.mayChange(id) ? performersValue(world, state, id, accepted.value, current) : undefined;
}

/** What a performer gets of a level who wants this much. */
function performersValue(
  world: DeskWorld,
  { schema }: DeskState,
  id: ParamId,
  value: ParamValue,
  current: ParamValue,
): ParamValue {
  const spec = schema.specOf(id);
  const send = sendOf(schema.addressOf(id));
  if (spec.kind !== 'level' || !send || typeof value !== 'number' || typeof current !== 'number') return value;
  return underCeiling(spec, value, current, world.ceilingOf(send.bus));
}
