import type { MidiEvent } from '../../transports/midiParser.ts';

/** Position of a fader on the wire: 0 … 16383. */
export const faderSpan = 16_383;
/** The master, where there is one, is the strip after the last. */
export const masterStrip = 8;

/** What the DAW says of a strip of one unit (from 0): a position, a light, a pan's light (1 … 11), a name, a meter (0 … 12). */
export type HostWord =
  | { readonly what: 'fader' | 'pan' | 'meter'; readonly strip: number; readonly value: number }
  | { readonly what: 'mute' | 'solo'; readonly strip: number; readonly value: 0 | 1 }
  | { readonly what: 'name'; readonly strip: number; readonly value: string };

/** Keys that move what the DAW shows on the strips: by all strips of the surface, or by one. */
export const bankKeys = ['bankLeft', 'bankRight', 'channelLeft', 'channelRight'] as const;
export type BankKey = (typeof bankKeys)[number];

/** What a surface says to the DAW. */
export type DeviceWord =
  /** It has been switched on: everything is to be told. `unit` counts from 0. */
  | { readonly what: 'here'; readonly unit: number }
  | { readonly what: 'touch'; readonly strip: number; readonly isOn: boolean }
  | { readonly what: 'move'; readonly strip: number; readonly position: number }
  | { readonly what: 'press'; readonly strip: number; readonly key: 'mute' | 'solo' }
  | { readonly what: 'turn'; readonly strip: number; readonly ticks: number }
  | { readonly what: 'bank'; readonly key: BankKey; readonly isDown: boolean };

/** One unit of a surface: how it speaks and what it understands. Made anew for every connection. */
export interface DeviceSide {
  say(word: DeviceWord): Uint8Array;
  /** @returns what the DAW said, what is to be answered at once, and whether the message is known */
  hear(event: MidiEvent): {
    readonly words: readonly HostWord[];
    readonly answer?: Uint8Array;
    readonly isKnown: boolean;
  };
}

/** The DAW's side of one connection. */
export interface HostSide {
  say(word: HostWord): Uint8Array;
  hear(event: MidiEvent): readonly DeviceWord[];
  /** Sent every second, where the protocol wants it. */
  readonly ping?: Uint8Array;
}

const characters = (text: string, width: number) =>
  Array.from({ length: width }, (_, index) => {
    const code = text.charCodeAt(index);
    return code >= 0x20 && code < 0x7f ? code : 0x20;
  });

/** A text field that bytes of a message write into. */
const textOf = (codes: ArrayLike<number>) =>
  Array.from(codes, (code) => String.fromCharCode(code >= 0x20 && code < 0x7f ? code : 0x20))
    .join('')
    .trim();

export const fieldOf = { characters, textOf };
