import { type MidiEvent, parseMidi } from './midiParser.ts';

const low7 = (value: number) => value & 0x7f;
const voice = (status: number, channel: number, ...data: number[]) =>
  Uint8Array.of(status | (channel & 0x0f), ...data.map(low7));

/** One event as bytes with its full status. Numbers are cut to their 4, 7 or 14 bits; the bytes of a sysex are sent as they are. */
export function midiEncode(event: MidiEvent): Uint8Array {
  switch (event.type) {
    case 'noteOff':
      return voice(0x80, event.channel, event.note, event.velocity);
    case 'noteOn':
      return voice(0x90, event.channel, event.note, event.velocity);
    case 'polyPressure':
      return voice(0xa0, event.channel, event.note, event.pressure);
    case 'controlChange':
      return voice(0xb0, event.channel, event.controller, event.value);
    case 'programChange':
      return voice(0xc0, event.channel, event.program);
    case 'channelPressure':
      return voice(0xd0, event.channel, event.pressure);
    case 'pitchBend':
      return voice(0xe0, event.channel, event.value, event.value >> 7);
    case 'sysex':
      return event.bytes;
    case 'songPosition':
      return Uint8Array.of(0xf2, low7(event.value), low7(event.value >> 7));
    case 'timeCode':
    case 'songSelect':
      return Uint8Array.of(event.type === 'timeCode' ? 0xf1 : 0xf3, low7(event.value));
    default:
      return Uint8Array.of(singleBytes[event.type]);
  }
}

const singleBytes = {
  tuneRequest: 0xf6,
  clock: 0xf8,
  start: 0xfa,
  continue: 0xfb,
  stop: 0xfc,
  activeSensing: 0xfe,
  reset: 0xff,
} as const;

/** Several events as one block of bytes, to be sent in one write. */
export function midiEncodeAll(events: readonly MidiEvent[]): Uint8Array {
  return joinBytes(events.map(midiEncode));
}

/** One block of bytes of several. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The whole messages in a block of bytes, each by itself and with its full status. */
export function splitMidi(bytes: Uint8Array | readonly number[]): readonly Uint8Array[] {
  return parseMidi(bytes).map(midiEncode);
}
