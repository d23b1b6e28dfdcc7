import type { Command, Lamp, StripKey } from '../strips/face.ts';
import type { HuiPlace } from './wire.ts';

/** Ports of a strip's own zone (section B3 of the protocol's description). */
export const stripPorts: Readonly<Record<StripKey, number>> = { select: 1, mute: 2, solo: 3, knob: 5, rec: 7 };
export const touchPort = 0;

export const lampPlaces: Readonly<Record<Lamp, HuiPlace>> = {
  flip: { zone: 0x0c, port: 0 },
  pan: { zone: 0x0b, port: 2 },
  send: { zone: 0x0b, port: 7 },
  soloActive: { zone: 0x16, port: 3 },
};

export const shiftPlace: HuiPlace = { zone: 0x08, port: 1 };
export const undoPlace: HuiPlace = { zone: 0x08, port: 3 };

const key = (zone: number, port: number) => zone * 16 + port;

const commands = new Map<number, Command>([
  [key(0x0a, 0), { name: 'bank', strips: -1 }],
  [key(0x0a, 1), { name: 'bank', strips: -8 }],
  [key(0x0a, 2), { name: 'bank', strips: 1 }],
  [key(0x0a, 3), { name: 'bank', strips: 8 }],
  [key(0x0b, 2), { name: 'pan' }],
  // Sends A to E are the first five busses.
  ...Array.from({ length: 5 }, (_, bus) => [key(0x0b, 7 - bus), { name: 'toBus', bus }] as const),
  [key(0x0c, 0), { name: 'flip' }],
  [key(0x0d, 1), { name: 'bus', by: -1 }],
  [key(0x0d, 3), { name: 'bus', by: 1 }],
  [key(0x0e, 4), { name: 'go' }],
]);

/** What a button beside the strips does. */
export const commandAt = ({ zone, port }: HuiPlace) => commands.get(key(zone, port));

/** The key of a strip at a port of its zone. */
export function stripKeyAt(port: number): StripKey | undefined {
  return (Object.keys(stripPorts) as StripKey[]).find((each) => stripPorts[each] === port);
}
