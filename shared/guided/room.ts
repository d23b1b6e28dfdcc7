import type { Address, StripAddress } from '../desk/address.ts';
import type { EffectWord, Reverb } from '../desk/patch.ts';
import type { Schema } from '../desk/schema.ts';
import { type DeskReading, flows, nameOf, numberAt, optionAt, sendOf, stripsOf } from './deskReading.ts';
import { buildLoop } from './effectLoop.ts';
import { effectSlots } from './patchReading.ts';
import { type Plan, PlanDraft } from './plan.ts';
import { purposeOf } from './purposes.ts';
import { distanceOfSend, preDelayAtDistance, type RoomStyle, roomFacts, roomStyles } from './roomStyles.ts';

export interface RoomChoices {
  readonly style: RoomStyle;
  readonly bus: StripAddress;
  readonly name: string;
  readonly slot: Address;
  readonly members: readonly StripAddress[];
  /** Level at which they are sent to it. */
  readonly sendDb?: number;
  readonly returnDb?: number;
}

/** An effect's number in the effect's own words. */
export function effectWordOf({ min, max, decimals }: EffectWord, value: number): string {
  return Math.min(Math.max(value, min), max).toFixed(decimals);
}

/** The reverb of the desk that fits a room best. */
export function reverbFor(schema: Schema, slot: Address, style: RoomStyle): Reverb | undefined {
  const id = schema.idOf(`${slot}/type`);
  const spec = id === undefined ? undefined : schema.specOf(id);
  const options = spec?.kind === 'choice' ? spec.options : [];
  return (schema.profile.patch?.reverbs ?? [])
    .filter(({ type, fits }) => options.includes(type) && fits.includes(style))
    .toSorted((a, b) => a.fits.indexOf(style) - b.fits.indexOf(style))[0];
}

/** A room: a bus, a reverb with a fitting decay, and its returns into the main mix. */
export function planRoom(
  desk: DeskReading,
  { style, bus, name, slot, members, sendDb = -10, returnDb = -6 }: RoomChoices,
): Plan {
  const draft = new PlanDraft(desk);
  const reverb = reverbFor(desk.schema, slot, style);
  const facts = roomFacts[style];
  const built = buildLoop(
    draft,
    { bus, name, slot, members, sendDb, returnDb, intoMain: true, color: 'blue', ...(reverb && { type: reverb.type }) },
    'room',
  );
  if (built && reverb) {
    put(draft, slot, reverb.preDelayMs, facts.preDelayMs);
    put(draft, slot, reverb.decaySeconds, facts.decaySeconds);
    const decay = effectWordOf(reverb.decaySeconds, facts.decaySeconds);
    const preDelay = effectWordOf(reverb.preDelayMs, facts.preDelayMs);
    draft.say(
      `${built.title} becomes a ${facts.title.toLowerCase()}: ${reverb.title}, decay ${decay} s, pre-delay ${preDelay} ms.`,
    );
  } else if (built) {
    draft.warn('What reverbs this console has is not known: choose one at the console for this effect.');
  }
  nameReturns(draft, built?.returns ?? [], name);
  return draft.finish('room', `Room ${nameOf(draft, bus)}`);
}

function put(draft: PlanDraft, slot: Address, word: EffectWord, value: number): void {
  if (!draft.put(`${slot}/${word.leaf}`, effectWordOf(word, value))) {
    draft.warn('The effect’s settings cannot be set from here: do it at the console.');
  }
}

/** The returns are named for the room, left and right. */
function nameReturns(draft: PlanDraft, returns: readonly StripAddress[], name: string): void {
  const room = name.trim();
  if (room === '') return;
  for (const [way, strip] of returns.entries()) {
    const side = returns.length === 2 ? ` ${way === 0 ? 'L' : 'R'}` : '';
    const id = draft.schema.idOf(`${strip}/name`);
    const spec = id === undefined ? undefined : draft.schema.specOf(id);
    const longest = spec?.kind === 'text' ? spec.maxLength : room.length + side.length;
    draft.put(`${strip}/name`, `${room.slice(0, longest - side.length)}${side}`);
  }
}

// ---- rooms that there are -----------------------------------------------------------------------------------------------

/** A room on the desk: its bus and what comes back of it. */
export interface Room {
  readonly bus: StripAddress;
  readonly name: string;
  readonly slot: Address | undefined;
  readonly reverb: Reverb | undefined;
  readonly returns: readonly StripAddress[];
  /** What the reverb says of its decay, in its own words. */
  readonly decay: string | undefined;
}

/** All busses that are rooms, in the desk's order. */
export function roomsOf(desk: DeskReading): readonly Room[] {
  const slots = effectSlots(desk);
  return stripsOf(desk.schema, 'bus')
    .filter((bus) => purposeOf(desk, bus) === 'room')
    .map((bus) => {
      const slot = slots.find(({ sources }) => sources.includes(bus));
      const reverb = (desk.schema.profile.patch?.reverbs ?? []).find(({ type }) => type === slot?.type);
      const decay = slot && reverb ? desk.at(`${slot.address}/${reverb.decaySeconds.leaf}`) : undefined;
      return {
        bus,
        name: nameOf(desk, bus),
        slot: slot?.address,
        reverb,
        returns: slot?.returns ?? [],
        decay: typeof decay === 'string' && decay !== '0' ? decay : undefined,
      };
    });
}

/** How far an instrument stands in a room; `undefined` where it is not in it. */
export function distanceIn(desk: DeskReading, room: StripAddress, strip: StripAddress): number | undefined {
  const send = sendOf(strip, room);
  const levelDb = numberAt(desk, send.level);
  return flows(desk, send) === true && levelDb !== undefined ? distanceOfSend(levelDb) : undefined;
}

/** The style that a room's reverb fits best. */
export function styleOf({ reverb }: Room): RoomStyle {
  return roomStyles.find((style) => reverb?.fits[0] === style) ?? 'medium';
}

/** The room's pre-delay for those who stand in it now, as a value for its effect; `undefined` where that cannot be set. */
export function preDelayFor(
  desk: DeskReading,
  room: Room,
): { readonly address: Address; readonly word: string } | undefined {
  if (room.slot === undefined || !room.reverb || optionAt(desk, `${room.slot}/type`) !== room.reverb.type)
    return undefined;
  const distances = stripsOf(desk.schema, 'channel', 'auxIn')
    .map((strip) => distanceIn(desk, room.bus, strip))
    .filter((distance) => distance !== undefined);
  if (distances.length === 0) return undefined;
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  const address = `${room.slot}/${room.reverb.preDelayMs.leaf}`;
  return { address, word: effectWordOf(room.reverb.preDelayMs, preDelayAtDistance(styleOf(room), mean)) };
}
