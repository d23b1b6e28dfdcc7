import type { StripAddress } from '../desk/address.ts';
import { type DeskReading, firstTap, nameOf, sendOf } from './deskReading.ts';
import { db, type Plan, PlanDraft } from './plan.ts';
import { sendAtDistance } from './roomStyles.ts';
import { retap } from './tapFlip.ts';

/** Puts an instrument into a room at a distance (0 near … 1 far): its send opens behind its fader. */
export function planStandIn(desk: DeskReading, room: StripAddress, strip: StripAddress, distance: number): Plan {
  const draft = new PlanDraft(desk);
  const send = sendOf(strip, room);
  const name = nameOf(desk, strip);
  if (!desk.schema.has(send.level)) draft.refuse(`${name} cannot be sent to ${nameOf(desk, room)} on this console.`);
  else {
    const tap = firstTap(desk.schema, send, ['postFader']);
    if (tap !== undefined) retap(draft, send, tap);
    draft.put(send.level, sendAtDistance(distance));
    draft.put(send.on, 1);
    draft.say(`${name} stands in ${nameOf(desk, room)}, sent to it at ${db(sendAtDistance(distance))}.`);
  }
  return draft.finish('room', `${name} into ${nameOf(desk, room)}`);
}

/** Takes an instrument out of a room: its send is switched off, or turned down where it has no switch. */
export function planLeave(desk: DeskReading, room: StripAddress, strip: StripAddress): Plan {
  const draft = new PlanDraft(desk);
  const send = sendOf(strip, room);
  if (!draft.put(send.on, 0)) draft.put(send.level, -Infinity);
  draft.say(`${nameOf(desk, strip)} leaves ${nameOf(desk, room)}.`);
  return draft.finish('room', `${nameOf(desk, strip)} out of ${nameOf(desk, room)}`);
}
