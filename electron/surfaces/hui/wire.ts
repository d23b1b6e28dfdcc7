// Bytes of the HUI protocol as a host sends and reads them (part B of the protocol's description).
import type { MidiEvent } from '../../transports/midiParser.ts';

/** A button or light: its zone and its port there. */
export interface HuiPlace {
  readonly zone: number;
  readonly port: number;
}

export const nameWidth = 4;
/** The main display has two rows of forty characters, written in blocks of ten. */
export const blockWidth = 10;

/** Asks whether the unit is there; it answers at once with {@link isPong}. */
export const pingMessage = () => Uint8Array.of(0x90, 0x00, 0x00);

export const isPong = (event: MidiEvent) =>
  event.type === 'noteOn' && event.channel === 0 && event.note === 0 && event.velocity === 0x7f;

/** Position 0 … 16383: its high half, then its low half. */
export function faderMessage(strip: number, position: number): Uint8Array {
  return Uint8Array.of(0xb0, strip, (position >> 7) & 0x7f, 0xb0, 0x20 + strip, position & 0x7f);
}

export function lightMessage({ zone, port }: HuiPlace, isOn: boolean): Uint8Array {
  return Uint8Array.of(0xb0, 0x0c, zone, 0xb0, 0x2c, (isOn ? 0x40 : 0x00) | port);
}

const ringModes = { dot: 0x00, fromCentre: 0x10, fromLeft: 0x20, spread: 0x30 } as const;

/** @param light 1 … 11, the light that the ring goes to; 0 switches all off */
export function ringMessage(
  strip: number,
  mode: keyof typeof ringModes,
  light: number,
  isCentreLit = false,
): Uint8Array {
  return Uint8Array.of(0xb0, 0x10 + strip, (isCentreLit ? 0x40 : 0) | ringModes[mode] | light);
}

const sysex = (command: number, place: number, text: string, width: number) =>
  Uint8Array.of(
    ...[0xf0, 0x00, 0x00, 0x66, 0x05, 0x00, command, place],
    ...Array.from({ length: width }, (_, index) => text.charCodeAt(index) & 0x7f || 0x20),
    0xf7,
  );

/** Four characters over a strip; place 8 is the display of the assignment. */
export const nameMessage = (place: number, text: string) => sysex(0x10, place, text, nameWidth);

/** Ten characters of the main display. @param block 0 … 3 in the upper row, 4 … 7 in the lower */
export const blockMessage = (block: number, text: string) => sysex(0x12, block, text, blockWidth);

/** @param level 0 dark, 1 … 11, 12 clipped */
export function meterMessage(strip: number, side: 0 | 1, level: number): Uint8Array {
  return Uint8Array.of(0xa0, strip, (side << 4) | level);
}

/** What a unit says. */
export type HuiInput =
  | { readonly type: 'fader'; readonly strip: number; readonly position: number }
  | { readonly type: 'switch'; readonly zone: number; readonly port: number; readonly isDown: boolean }
  | { readonly type: 'knob'; readonly strip: number; readonly ticks: number }
  | { readonly type: 'pong' }
  | { readonly type: 'awake' };

/** Puts together what a unit says in two messages: a fader's high and low half, a button's zone and port. */
export class HuiReader {
  readonly #highs = new Map<number, number>();
  #zone: number | undefined;

  /** @returns what the message completes, if anything */
  read(event: MidiEvent): HuiInput | undefined {
    if (event.type === 'reset') return { type: 'awake' };
    if (isPong(event)) return { type: 'pong' };
    if (event.type !== 'controlChange' || event.channel !== 0) return undefined;
    const { controller, value } = event;
    if (controller < 0x08) this.#highs.set(controller, value);
    else if (controller === 0x0f) this.#zone = value;
    else if (controller >= 0x20 && controller < 0x28) return this.#fader(controller - 0x20, value);
    else if (controller === 0x2f) return this.#switch(value);
    else if (controller >= 0x40 && controller < 0x48) {
      // Bit 6 is clockwise here, the opposite of the other protocol.
      const clicks = value & 0x3f || 1;
      return { type: 'knob', strip: controller - 0x40, ticks: value & 0x40 ? clicks : -clicks };
    }
    return undefined;
  }

  /** The connection begins anew: halves of before belong to nothing. */
  reset(): void {
    this.#highs.clear();
    this.#zone = undefined;
  }

  #fader(strip: number, low: number): HuiInput | undefined {
    const high = this.#highs.get(strip);
    return high === undefined ? undefined : { type: 'fader', strip, position: high * 128 + low };
  }

  #switch(value: number): HuiInput | undefined {
    if (this.#zone === undefined) return undefined;
    return { type: 'switch', zone: this.#zone, port: value & 0x0f, isDown: (value & 0x40) !== 0 };
  }
}
