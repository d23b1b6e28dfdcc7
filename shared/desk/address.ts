/**
 * Addresses: the name of everything controllable, the same for every console family, such as
 * `channel/1/send/bus/3/level`. Numbers start at 1.
 */
export type Address = string;

/** Kinds of strips, in the order in which they are shown. */
export const stripKinds = ['channel', 'auxIn', 'fxReturn', 'bus', 'matrix', 'dca', 'main'] as const;
export type StripKind = (typeof stripKinds)[number];

/** The part of an address that names its strip: `channel/1`, `main/stereo`. */
export type StripAddress = Address;

const stripPattern = /^(?:(?:channel|auxIn|fxReturn|bus|matrix|dca)\/\d+|main\/(?:stereo|mono))(?=\/|$)/;

/** The strip that an address belongs to, or `undefined` if it belongs to none (`routing/input/1`). */
export function stripOf(address: Address): StripAddress | undefined {
  return stripPattern.exec(address)?.[0];
}

/** The kind of a strip address. */
export function kindOfStrip(strip: StripAddress): StripKind {
  return strip.slice(0, strip.indexOf('/')) as StripKind;
}

/** The number of a strip address from 1; `undefined` for the mains, which have names. */
export function numberOfStrip(strip: StripAddress): number | undefined {
  const number = Number(strip.slice(strip.indexOf('/') + 1));
  return Number.isInteger(number) ? number : undefined;
}

/** Where the send of a strip to a bus or matrix is found: `channel/1` and `bus/3` give `channel/1/send/bus/3`. */
export function sendAddress(source: StripAddress, destination: StripAddress): Address {
  return `${source}/send/${destination}`;
}

/** Where the assignment of a strip to a main is found; the mono main is reached by a switch of its own. */
export function mainAssignAddress(source: StripAddress, main: 'stereo' | 'mono'): Address {
  return main === 'stereo' ? `${source}/assign/main` : `${source}/assign/mono`;
}
