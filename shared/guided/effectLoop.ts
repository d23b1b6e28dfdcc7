import type { Address, StripAddress } from '../desk/address.ts';
import type { Purpose } from '../desk/appParams.ts';
import type { PaletteColor } from '../desk/profile.ts';
import { setUpBus } from './busSetup.ts';
import {
  counted,
  type DeskReading,
  firstTap,
  flows,
  isOn,
  listed,
  longNameOf,
  nameOf,
  numberAt,
  sendOf,
  sendsInto,
  stripsOf,
  valueOfOption,
} from './deskReading.ts';
import { refuseFeedback } from './feedback.ts';
import { type EffectSlot, effectSlots, effectSourceValues, insertedIn } from './patchReading.ts';
import { db, type Plan, PlanDraft } from './plan.ts';
import { retap } from './tapFlip.ts';

export interface EffectLoopChoices {
  readonly bus: StripAddress;
  readonly name: string;
  readonly color?: PaletteColor;
  /** The effect slot, such as `fx/2`. */
  readonly slot: Address;
  /** The desk's word for what is put into it; what is in it now if left out. */
  readonly type?: string;
  /** Strips that are sent to it, and how loud. */
  readonly members: readonly StripAddress[];
  readonly sendDb?: number;
  /** Where the effect is heard: in the main mix, in busses such as a singer's in-ear, or in both. */
  readonly intoMain: boolean;
  readonly intoBusses?: readonly StripAddress[];
  /** Level of the returns: their faders, and their sends to the busses. */
  readonly returnDb?: number;
}

/** Bus → effect → return → main mix or any bus. Refuses a loop that would feed itself. */
export function planEffectLoop(desk: DeskReading, choices: EffectLoopChoices): Plan {
  const draft = new PlanDraft(desk);
  buildLoop(draft, choices, 'effect');
  return draft.finish('effect loop', `Effect ${nameOf(draft, choices.bus)}`);
}

/** Plans the loop's parts. @returns the slot as it was, if the desk has it */
export function buildLoop(draft: PlanDraft, choices: EffectLoopChoices, purpose: Purpose): EffectSlot | undefined {
  const { bus, name, color, type } = choices;
  const slot = effectSlots(draft).find(({ address }) => address === choices.slot);
  if (!slot) {
    draft.refuse(
      'This console has no effects that a bus can feed: send the bus to an output, and bring the effect back into a channel.',
    );
    return undefined;
  }
  const hosts = insertedIn(draft, slot.address);
  if (hosts.length > 0) {
    draft.refuse(
      `${slot.title} is in an insert of ${listed(hosts.map((strip) => nameOf(draft, strip)))}: choose another effect.`,
    );
  }
  setUpBus(draft, { bus, name, purpose, isOnMain: false, faderDb: 0, ...(color && { color }) });
  feedEffect(draft, slot, bus);
  if (type !== undefined && type !== slot.type) {
    const value = valueOfOption(draft.schema, `${slot.address}/type`, type);
    if (value === undefined) draft.refuse(`${slot.title} cannot be “${type}”.`);
    else draft.put(`${slot.address}/type`, value);
    draft.warn(`${slot.title} changes from ${slot.type ?? 'what it is'} to ${type}: its settings begin anew.`);
  }
  sendMembers(draft, choices);
  bringBack(draft, choices, slot);
  refuseFeedback(draft, [bus, slot.address]);
  return slot;
}

function feedEffect(draft: PlanDraft, slot: EffectSlot, bus: StripAddress): void {
  const losers = new Set(slot.sources.filter((source) => source !== undefined && source !== '' && source !== bus));
  for (const loser of losers)
    draft.warn(`${longNameOf(draft, loser ?? '')} feeds ${slot.title} now, and will not any more.`);
  for (const { source, value } of effectSourceValues(draft.schema, slot.address, bus)) {
    if (value === undefined) draft.refuse(`${longNameOf(draft, bus)} cannot feed ${slot.title} on this console.`);
    else draft.put(source, value);
  }
  const names = listed(slot.returns.map((strip) => nameOf(draft, strip)));
  draft.say(`It feeds ${slot.title}, which comes back at ${names}.`);
}

function sendMembers(draft: PlanDraft, { bus, members, sendDb = -10 }: EffectLoopChoices): void {
  const usable = members.filter((strip) => draft.schema.has(sendOf(strip, bus).level));
  for (const strip of usable) {
    const send = sendOf(strip, bus);
    const tap = firstTap(draft.schema, send, ['postFader']);
    if (tap !== undefined) retap(draft, send, tap);
    draft.put(send.level, sendDb);
    draft.put(send.on, 1);
  }
  const others = sendsInto(draft.schema, bus).filter(({ source }) => !usable.includes(source));
  const staying = others.filter((send) => flows(draft, send) === true).map(({ source }) => nameOf(draft, source));
  if (staying.length > 0) draft.say(`${listed(staying)}: sent to it already, and left as it is.`);
  if (usable.length === 0) return;
  const names = listed(usable.map((strip) => nameOf(draft, strip)));
  draft.say(`${names}: sent to it at ${db(sendDb)}, behind the fader, so that the effect follows the channel.`);
}

function bringBack(draft: PlanDraft, choices: EffectLoopChoices, slot: EffectSlot): void {
  const { bus, intoMain, intoBusses = [], returnDb = -6 } = choices;
  const names = listed(slot.returns.map((strip) => nameOf(draft, strip)));
  for (const [way, strip] of slot.returns.entries()) {
    draft.put(`${strip}/mute`, 0);
    draft.put(`${strip}/fader`, returnDb);
    draft.put(`${strip}/assign/main`, intoMain ? 1 : 0);
    if (slot.returns.length === 2) draft.put(`${strip}/pan`, way === 0 ? -1 : 1);
    const own = sendOf(strip, bus);
    if (!intoBusses.includes(bus) && numberAt(draft, own.level) !== -Infinity) draft.put(own.level, -Infinity);
    for (const destination of intoBusses) returnTo(draft, strip, destination, returnDb);
  }
  if (intoMain) draft.say(`${names}: heard in the main mix at ${db(returnDb)}.`);
  if (intoBusses.length > 0) {
    draft.say(`${names}: heard in ${listed(intoBusses.map((each) => longNameOf(draft, each)))} at ${db(returnDb)}.`);
  }
  if (!intoMain && intoBusses.length === 0)
    draft.refuse('Choose where the effect is heard: in the main mix, in a bus, or in both.');
}

/** A return into a bus: at the bus's own tap, where before the fader the send alone sets the level. */
function returnTo(draft: PlanDraft, strip: StripAddress, bus: StripAddress, returnDb: number): void {
  const send = sendOf(strip, bus);
  if (!draft.schema.has(send.level)) {
    draft.refuse(`${nameOf(draft, strip)} cannot be sent to ${longNameOf(draft, bus)} on this console.`);
    return;
  }
  const tap = firstTap(draft.schema, send, ['preFader', 'postFader']);
  if (tap !== undefined) retap(draft, send, tap);
  draft.put(send.level, returnDb);
  draft.put(send.on, 1);
}

/** An effect slot to choose, with who uses it now. */
export interface SlotOffer {
  readonly slot: EffectSlot;
  readonly uses: readonly string[];
}

/** All effect slots, free ones first: a slot is free when nothing is sent to what feeds it and no insert leads through it. */
export function slotOffers(desk: DeskReading): readonly SlotOffer[] {
  return effectSlots(desk)
    .map((slot) => ({ slot, uses: slotUses(desk, slot) }))
    .toSorted((a, b) => a.uses.length - b.uses.length);
}

function slotUses(desk: DeskReading, slot: EffectSlot): readonly string[] {
  const uses: string[] = [];
  const hosts = insertedIn(desk, slot.address);
  if (hosts.length > 0) uses.push(`inserted in ${listed(hosts.map((strip) => nameOf(desk, strip)))}`);
  for (const source of new Set(slot.sources)) {
    if (source === undefined || source === '') continue;
    const fed = stripsOf(desk.schema, 'channel', 'auxIn', 'fxReturn').filter((strip) => {
      const send = sendOf(strip, source);
      return isOn(desk, send.on) && (numberAt(desk, send.level) ?? -Infinity) > -Infinity;
    });
    if (fed.length > 0) uses.push(`fed by ${longNameOf(desk, source)} with ${counted(fed.length, 'strip')}`);
  }
  return uses;
}
