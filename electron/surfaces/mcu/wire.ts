// Bytes of the MCU protocol as a host sends and reads them (sections A1 to A8 of the protocol's description).
import type { MidiEvent } from '../../transports/midiParser.ts';

/** Kinds of units, by the device byte in their system exclusive messages. */
export const deviceIds = { main: 0x14, extender: 0x15 } as const;
export type UnitKind = keyof typeof deviceIds;

export const lcdColumns = 56;
export const cellWidth = 7;

export const lightStates = { off: 0x00, blink: 0x01, on: 0x7f } as const;

const sysex = (kind: UnitKind, command: number, ...data: readonly number[]) =>
  Uint8Array.of(0xf0, 0x00, 0x00, 0x66, deviceIds[kind], command, ...data, 0xf7);

/** Position of a fader, 0 … 16383; strip 8 is the master. */
export function faderMessage(strip: number, position: number): Uint8Array {
  return Uint8Array.of(0xe0 | strip, position & 0x7f, (position >> 7) & 0x7f);
}

export function lightMessage(note: number, state: keyof typeof lightStates): Uint8Array {
  return Uint8Array.of(0x90, note, lightStates[state]);
}

/** Shapes of the eleven lights around a knob. */
const ringModes = { dot: 0x00, boostCut: 0x10, wrap: 0x20, spread: 0x30 } as const;

/** @param light 1 … 11, the light that the ring goes to (1 … 6 for spread); 0 switches all off */
export function ringMessage(
  strip: number,
  mode: keyof typeof ringModes,
  light: number,
  isCentreLit = false,
): Uint8Array {
  return Uint8Array.of(0xb0, 0x30 + strip, (isCentreLit ? 0x40 : 0) | ringModes[mode] | light);
}

/** Text of seven characters over one strip. @param row 0 upper, 1 lower */
export function cellMessage(kind: UnitKind, row: 0 | 1, strip: number, text: string): Uint8Array {
  const codes = Array.from({ length: cellWidth }, (_, index) => text.charCodeAt(index) & 0x7f || 0x20);
  return sysex(kind, 0x12, row * lcdColumns + strip * cellWidth, ...codes);
}

/** Colours of the eight displays, of units that have them: bit 0 red, bit 1 green, bit 2 blue; 0 is dark. */
export function colorsMessage(kind: UnitKind, colors: readonly number[]): Uint8Array {
  return sysex(kind, 0x72, ...Array.from({ length: 8 }, (_, strip) => (colors[strip] ?? 0) & 0x07));
}

/** @param level 0 … 12; 14 lights the overload, 15 puts it out */
export function meterMessage(strip: number, level: number): Uint8Array {
  return Uint8Array.of(0xd0, (strip << 4) | level);
}

/** How a strip's meter shows: its signal light, and whether it holds peaks. */
export function meterModeMessage(kind: UnitKind, strip: number): Uint8Array {
  return sysex(kind, 0x20, strip, 0x03);
}

/** One of the two characters of the assignment display. @param place 0 right, 1 left */
export function assignmentMessage(place: 0 | 1, character: string): Uint8Array {
  const code = character.toUpperCase().charCodeAt(0);
  return Uint8Array.of(0xb0, 0x4a + place, code >= 0x40 && code < 0x60 ? code - 0x40 : code & 0x3f);
}

/** Asks a unit who it is; it need not answer. */
export const queryMessage = (kind: UnitKind) => sysex(kind, 0x00);

/** What a unit says. */
export type McuInput =
  | { readonly type: 'fader'; readonly strip: number; readonly position: number }
  | { readonly type: 'note'; readonly note: number; readonly isDown: boolean }
  | { readonly type: 'knob'; readonly strip: number; readonly ticks: number }
  | { readonly type: 'awake' };

/** What a message means; `undefined` if nothing. */
export function readInput(event: MidiEvent): McuInput | undefined {
  switch (event.type) {
    case 'pitchBend':
      return event.channel <= 8 ? { type: 'fader', strip: event.channel, position: event.value } : undefined;
    case 'noteOn':
    case 'noteOff':
      if (event.channel !== 0) return undefined;
      return { type: 'note', note: event.note, isDown: event.type === 'noteOn' };
    case 'controlChange':
      return event.channel === 0 ? readKnob(event.controller, event.value) : undefined;
    case 'sysex':
      return isAwake(event.bytes) ? { type: 'awake' } : undefined;
    default:
      return undefined;
  }
}

/** Bit 6 is counter-clockwise, the lower bits are clicks; none are read as one. */
function readKnob(controller: number, value: number): McuInput | undefined {
  if (controller < 0x10 || controller > 0x17) return undefined;
  const clicks = value & 0x3f || 1;
  return { type: 'knob', strip: controller - 0x10, ticks: value & 0x40 ? -clicks : clicks };
}

/** A unit has been switched on, or answers: `01` from one of the known devices. */
function isAwake(bytes: Uint8Array): boolean {
  const [, a, b, c, device, command] = bytes;
  return a === 0 && b === 0 && c === 0x66 && (device === 0x14 || device === 0x15) && command === 0x01;
}
