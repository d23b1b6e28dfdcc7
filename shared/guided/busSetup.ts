import { type Address, numberOfStrip, type StripAddress } from '../desk/address.ts';
import type { Purpose } from '../desk/appParams.ts';
import type { PaletteColor } from '../desk/profile.ts';
import {
  counted,
  flows,
  linkedPartner,
  listed,
  longNameOf,
  nameOf,
  numberAt,
  sendsInto,
  valueOfOption,
} from './deskReading.ts';
import { effectSlots, outputSockets, outputSourceValue } from './patchReading.ts';
import { db, type PlanDraft } from './plan.ts';
import { purposeFacts, purposeValue } from './purposes.ts';

/** What all actions do alike: a bus gets a name, a colour, a purpose and a way out. */

export interface BusSetup {
  readonly bus: StripAddress;
  readonly name: string;
  readonly color?: PaletteColor;
  readonly purpose: Purpose;
  readonly isOnMain: boolean;
  /** It goes onto the main mix only when the rest has come up. */
  readonly isLate?: boolean;
  readonly faderDb: number;
}

export function setUpBus(draft: PlanDraft, setup: BusSetup): void {
  const { bus, name, color, purpose, isOnMain, isLate = false, faderDb } = setup;
  const before = longNameOf(draft, bus);
  const trimmed = name.trim();
  if (trimmed !== '') draft.put(`${bus}/name`, trimmed);
  const colorValue = color === undefined ? undefined : valueOfOption(draft.schema, `${bus}/color`, color);
  if (colorValue !== undefined) draft.put(`${bus}/color`, colorValue);
  draft.put(`${bus}/purpose`, purposeValue(purpose));
  draft.put(`${bus}/purposeMeant`, '');
  if (!draft.put(`${bus}/assign/main`, isOnMain ? 1 : 0, isLate ? 'late' : undefined) && isOnMain) {
    draft.refuse('This console cannot put a bus on the main mix.');
  }
  draft.put(`${bus}/mute`, 0);
  draft.put(`${bus}/fader`, faderDb);
  const renamed = trimmed !== '' && !before.includes(trimmed) ? `${before} is called “${trimmed}”` : before;
  draft.say(
    `${renamed}: ${purposeFacts[purpose].noun}, its fader at ${db(numberAt(draft, `${bus}/fader`) ?? faderDb)}.`,
  );
  const partner = linkedPartner(draft, bus);
  if (partner === undefined) return;
  draft.put(`${partner}/purpose`, purposeValue(purpose));
  draft.say(`It is linked with ${longNameOf(draft, partner)}, which follows it as the other side.`);
}

/** Closes every open send of a bus that is not among these. @returns the strips whose sends were closed */
export function closeOthers(
  draft: PlanDraft,
  bus: StripAddress,
  kept: ReadonlySet<StripAddress>,
): readonly StripAddress[] {
  const closed: StripAddress[] = [];
  for (const send of sendsInto(draft.schema, bus)) {
    if (kept.has(send.source) || flows(draft, send) !== true) continue;
    if (!draft.put(send.on, 0)) draft.put(send.level, -Infinity);
    closed.push(send.source);
  }
  if (closed.length > 0) {
    const names = listed(closed.map((strip) => nameOf(draft, strip)));
    draft.warn(
      `${counted(closed.length, 'send')} into ${longNameOf(draft, bus)} ${closed.length === 1 ? 'is' : 'are'} switched off: ${names}.`,
    );
  }
  return closed;
}

/** Says who loses the bus that is taken. */
export function warnOfUse(draft: PlanDraft, bus: StripAddress, exceptSlot?: Address): void {
  const slots = effectSlots(draft).filter(({ address, sources }) => address !== exceptSlot && sources.includes(bus));
  for (const { title, returns } of slots) {
    const names = listed(returns.map((strip) => nameOf(draft, strip)));
    draft.warn(`${longNameOf(draft, bus)} also feeds ${title}, which comes back at ${names}.`);
  }
}

/** Sends a bus to an output socket; a linked pair's right side goes to the socket after it. */
export function patchOutput(draft: PlanDraft, bus: StripAddress, output: Address): void {
  const partner = linkedPartner(draft, bus);
  if (partner === undefined) {
    patchSocket(draft, bus, output);
    return;
  }
  const isLeft = (numberOfStrip(bus) ?? 0) % 2 === 1;
  const [left, right] = isLeft ? [bus, partner] : [partner, bus];
  patchSocket(draft, left, output);
  const next = socketAfter(draft, output);
  if (next !== undefined) patchSocket(draft, right, next);
  else
    draft.warn(`There is no output after the chosen one for ${longNameOf(draft, right)}, the right side: give it one.`);
}

/** The socket beside one, of the same kind. */
function socketAfter(draft: PlanDraft, output: Address): Address | undefined {
  const sockets = outputSockets(draft);
  const next = sockets[sockets.findIndex(({ address }) => address === output) + 1]?.address;
  const bank = (address: Address) => address.slice(0, address.lastIndexOf('/'));
  return next !== undefined && bank(next) === bank(output) ? next : undefined;
}

function patchSocket(draft: PlanDraft, bus: StripAddress, output: Address): void {
  const socket = outputSockets(draft).find(({ address }) => address === output);
  const value = outputSourceValue(draft.schema, output, bus);
  if (!socket || value === undefined) {
    draft.refuse(
      `This console cannot send ${longNameOf(draft, bus)} to ${socket?.title ?? output.replaceAll('/', ' ')}.`,
    );
    return;
  }
  if (socket.carries !== undefined && socket.carries !== '' && socket.carries !== bus) {
    const strip = socket.carries.replace(/\/(?:left|right)$/, '');
    draft.warn(`${socket.title} carries ${nameOf(draft, strip)} now, and will not any more.`);
  }
  draft.put(`${output}/source`, value);
  draft.say(`${longNameOf(draft, bus)} leaves the console at ${socket.title}.`);
}

/** Says what a bus that no socket carries is worth. */
export function sayOutputs(draft: PlanDraft, bus: StripAddress): void {
  const sockets = outputSockets(draft).filter(({ carries }) => carries === bus);
  if (sockets.length > 0) draft.say(`It leaves the console at ${listed(sockets.map(({ title }) => title))}.`);
  else draft.warn(`No output carries ${longNameOf(draft, bus)} yet: nobody hears it.`);
}
