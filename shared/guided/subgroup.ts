import type { StripAddress } from '../desk/address.ts';
import type { PaletteColor } from '../desk/profile.ts';
import { closeOthers, setUpBus, warnOfUse } from './busSetup.ts';
import {
  type DeskReading,
  firstTap,
  isOn,
  linkedPartner,
  listed,
  longNameOf,
  nameOf,
  numberAt,
  sendOf,
} from './deskReading.ts';
import { db, type Plan, PlanDraft } from './plan.ts';
import { retap } from './tapFlip.ts';

export interface SubgroupChoices {
  readonly members: readonly StripAddress[];
  readonly bus: StripAddress;
  readonly name: string;
  readonly color?: PaletteColor;
  /** Where the group's fader starts; 0 dB leaves the main mix as it is. */
  readonly faderDb?: number;
}

/** Gathers channels on a bus under one fader: they leave the main mix and come back through the group. */
export function planSubgroup(desk: DeskReading, { members, bus, name, color, faderDb = 0 }: SubgroupChoices): Plan {
  const draft = new PlanDraft(desk);
  const usable = members.filter((strip) => draft.schema.has(sendOf(strip, bus).level));
  if (usable.length === 0) draft.refuse('Choose the channels that belong to the group.');
  // The channels change their way into the main mix in one moment, when the group has come up beside it. A bus that is on the main
  // mix already would be heard twice meanwhile.
  const isLate = !isOn(desk, `${bus}/assign/main`);
  setUpBus(draft, { bus, name, purpose: 'subgroup', isOnMain: true, isLate, faderDb, ...(color && { color }) });
  warnOfUse(draft, bus);
  closeOthers(draft, bus, new Set(usable));
  for (const strip of usable) join(draft, strip, bus, isLate);
  const names = listed(usable.map((strip) => nameOf(draft, strip)));
  if (usable.length > 0)
    draft.say(`${names}: off the main mix, and heard in it through ${longNameOf(draft, bus)} alone.`);
  sayTap(draft, usable, bus);
  sayPans(draft, usable, bus);
  return draft.finish('subgroup', `Subgroup ${nameOf(draft, bus)}`);
}

function join(draft: PlanDraft, strip: StripAddress, bus: StripAddress, isLate: boolean): void {
  const send = sendOf(strip, bus);
  const tap = firstTap(draft.schema, send, ['subgroup', 'postFader']);
  if (tap === undefined) {
    draft.refuse(`${nameOf(draft, strip)} cannot feed ${longNameOf(draft, bus)} behind its fader.`);
    return;
  }
  retap(draft, send, tap);
  draft.put(send.level, 0);
  draft.put(send.on, 1);
  if (!draft.put(`${strip}/assign/main`, 0, isLate ? 'late' : undefined))
    draft.refuse(`${nameOf(draft, strip)} cannot be taken off the main mix.`);
}

function sayTap(draft: PlanDraft, members: readonly StripAddress[], bus: StripAddress): void {
  const [first] = members;
  if (first === undefined) return;
  const tap = firstTap(draft.schema, sendOf(first, bus), ['subgroup', 'postFader']);
  const faderDb = numberAt(draft, `${bus}/fader`) ?? 0;
  draft.say(
    tap === 'subgroup'
      ? 'They feed it as a subgroup: behind their faders, at unity.'
      : 'This console has no subgroup feed: they are sent behind their faders at 0 dB, which is the same.',
  );
  if (Math.abs(faderDb) > 0.1) draft.say(`In the main mix they are ${db(faderDb)} from where they were.`);
}

/** A single bus is mono: what stood left or right of the middle no longer does. */
function sayPans(draft: PlanDraft, members: readonly StripAddress[], bus: StripAddress): void {
  if (linkedPartner(draft, bus) !== undefined) return;
  const panned = members.filter((strip) => Math.abs(numberAt(draft, `${strip}/pan`) ?? 0) > 0.05);
  if (panned.length === 0) return;
  const names = listed(panned.map((strip) => nameOf(draft, strip)));
  draft.warn(
    `${longNameOf(draft, bus)} is one bus and so mono: the pan of ${names} is not heard in the main mix any more.`,
  );
}
