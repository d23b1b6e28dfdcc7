import type { StripAddress } from '../desk/address.ts';
import { type DeskReading, flows, isMuted, isOn, listed, nameOf, numberAt, sendOf, stripsOf } from './deskReading.ts';
import { effectSlots } from './patchReading.ts';

/** What a signal reaches next, as far as it can come back: a bus feeds effects, an effect's returns feed busses. */
function nextOf(desk: DeskReading, strip: StripAddress): readonly StripAddress[] {
  if (strip.startsWith('fxReturn/')) {
    return stripsOf(desk.schema, 'bus').filter((bus) => {
      const send = sendOf(strip, bus);
      return desk.schema.has(send.level) && flows(desk, send) === true;
    });
  }
  return effectSlots(desk).flatMap(({ sources, returns }) => returns.filter((_, way) => sources[way] === strip));
}

/** A way by which what leaves a bus comes back into it, from the bus to the last strip before it; `undefined` if there is none. */
export function feedbackOf(desk: DeskReading, bus: StripAddress): readonly StripAddress[] | undefined {
  const seen = new Set<StripAddress>();
  const search = (strip: StripAddress, way: readonly StripAddress[]): readonly StripAddress[] | undefined => {
    for (const next of nextOf(desk, strip)) {
      if (next === bus) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return search(bus, [bus]);
}

/** The way in words: "Hall goes to Hall L, which is sent to Hall again". */
export function feedbackSentence(desk: DeskReading, way: readonly StripAddress[]): string {
  const names = way.map((strip) => nameOf(desk, strip));
  const [first = '', ...rest] = names;
  return `${first} would feed itself: it comes back at ${listed(rest)}, which ${rest.length === 1 ? 'is' : 'are'} sent to ${first} again.`;
}

/** Whether anything of a strip is heard in the main mix directly. */
export const reachesMain = (desk: DeskReading, strip: StripAddress): boolean =>
  isOn(desk, `${strip}/assign/main`) && !isMuted(desk, strip) && (numberAt(desk, `${strip}/fader`) ?? 0) > -Infinity;
