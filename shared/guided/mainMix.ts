import type { StripAddress } from '../desk/address.ts';
import { type DeskReading, faderGainDb, isMuted, isOn, numberAt, sendOf, stripsOf, tapOf } from './deskReading.ts';

const powerOf = (levelDb: number) => 10 ** (levelDb / 10);
const decibels = (power: number) => (power > 0 ? 10 * Math.log10(power) : -Infinity);

/** How a strip stands in the main mix. */
export interface MainShare {
  /** Gain from before its fader to the main mix before the main's own fader, over all dry ways; −∞ if it is not in it. */
  readonly gainDb: number;
  /** It would be heard if it, its DCA or its mute group were not muted. */
  readonly isMuted: boolean;
  /** Subgroups that it is heard through. */
  readonly through: readonly StripAddress[];
}

/** Gain of a subgroup from its input to the main mix; −∞ where it is not heard. */
function busShareDb(desk: DeskReading, bus: StripAddress): number | undefined {
  if (!isOn(desk, `${bus}/assign/main`) || isMuted(desk, bus)) return -Infinity;
  return faderGainDb(desk, bus);
}

/**
 * How a strip stands in the main mix: directly and through busses, with faders, DCAs and mutes folded in. Where ways meet, powers
 * add, as on meters. What comes back from effects is not in it: returns are strips of their own. `undefined` while a value is unknown.
 */
export function mainShareOf(desk: DeskReading, strip: StripAddress): MainShare | undefined {
  const faderDb = faderGainDb(desk, strip);
  if (faderDb === undefined) return undefined;
  let power = isOn(desk, `${strip}/assign/main`) ? powerOf(faderDb) : 0;
  const through: StripAddress[] = [];
  for (const bus of stripsOf(desk.schema, 'bus')) {
    const send = sendOf(strip, bus);
    if (!desk.schema.has(send.level) || (desk.schema.has(send.on) && !isOn(desk, send.on))) continue;
    const busDb = busShareDb(desk, bus);
    const tap = tapOf(desk, send);
    const levelDb = tap === 'subgroup' ? 0 : numberAt(desk, send.level);
    if (busDb === undefined || tap === undefined || levelDb === undefined) return undefined;
    const isBehindFader = tap === 'postFader' || tap === 'subgroup';
    const share = powerOf(levelDb + busDb + (isBehindFader ? faderDb : 0));
    if (share === 0) continue;
    power += share;
    through.push(bus);
  }
  return { gainDb: decibels(power), isMuted: isMuted(desk, strip), through };
}
