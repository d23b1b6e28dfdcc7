import { encodeNrpn } from '../../transports/midiNrpn.ts';

/** One message with all its numbers worked out; channels count from 0. */
export type WireMessage =
  | { readonly type: 'cc' | 'cc14'; readonly channel: number; readonly controller: number }
  | { readonly type: 'nrpn'; readonly channel: number; readonly number: number; readonly bits: 7 | 14 }
  | { readonly type: 'note'; readonly channel: number; readonly note: number }
  | { readonly type: 'bend'; readonly channel: number }
  | { readonly type: 'sysex'; readonly bytes: SysexTemplate; readonly ask: Uint8Array | undefined };

/** A sysex with a slot for the value: `slots[i]` is the place of the i-th group of 7 bits, the lowest first. */
export interface SysexTemplate {
  readonly fixed: Uint8Array;
  readonly slots: readonly number[];
}

/** Bits of the value that a message carries. */
export function bitsOf(message: WireMessage): number {
  switch (message.type) {
    case 'cc':
    case 'note':
      return 7;
    case 'nrpn':
      return message.bits;
    case 'sysex':
      return 7 * message.bytes.slots.length;
    default:
      return 14;
  }
}

/** Messages of the same key cannot be told apart. */
export function keyOf(message: WireMessage): string {
  switch (message.type) {
    case 'cc':
    case 'cc14':
      return `cc ${message.channel} ${message.controller}`;
    case 'nrpn':
      return `nrpn ${message.channel} ${message.number}`;
    case 'note':
      return `note ${message.channel} ${message.note}`;
    case 'bend':
      return `bend ${message.channel}`;
    case 'sysex':
      return `sysex ${sysexKey(message.bytes.fixed, message.bytes.slots)}`;
  }
}

/** The fixed bytes of a message, with the slots left open. */
export function sysexKey(bytes: Uint8Array, slots: readonly number[]): string {
  return Array.from(bytes, (byte, index) => (slots.includes(index) ? '..' : byte.toString(16).padStart(2, '0'))).join(
    '',
  );
}

/** A value as bytes; of a sysex negative values are two's complement over the slots. */
export function encodeWire(message: WireMessage, value: number): Uint8Array {
  switch (message.type) {
    case 'cc':
      return Uint8Array.of(0xb0 | message.channel, message.controller, value);
    case 'cc14': {
      const status = 0xb0 | message.channel;
      return Uint8Array.of(status, message.controller, value >> 7, status, message.controller + 32, value & 0x7f);
    }
    case 'nrpn':
      return encodeNrpn({
        channel: message.channel,
        number: message.number,
        op: 'set',
        value: message.bits === 14 ? value : value << 7,
      });
    case 'note':
      return value > 0
        ? Uint8Array.of(0x90 | message.channel, message.note, value)
        : Uint8Array.of(0x80 | message.channel, message.note, 0);
    case 'bend':
      return Uint8Array.of(0xe0 | message.channel, value & 0x7f, value >> 7);
    case 'sysex': {
      const bytes = Uint8Array.from(message.bytes.fixed);
      for (const [group, place] of message.bytes.slots.entries()) bytes[place] = (value >> (7 * group)) & 0x7f;
      return bytes;
    }
  }
}

/** The value in a sysex that fits a template. */
export function valueInSysex({ slots }: SysexTemplate, bytes: Uint8Array, isSigned: boolean): number {
  let value = 0;
  for (const [group, place] of slots.entries()) value += (bytes[place] ?? 0) << (7 * group);
  const range = 2 ** (7 * slots.length);
  return isSigned && value >= range / 2 ? value - range : value;
}
