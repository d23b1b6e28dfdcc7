import type { MidiEvent } from '../../transports/midiParser.ts';
import {
  bankKeys,
  type DeviceSide,
  type DeviceWord,
  fieldOf,
  type HostSide,
  type HostWord,
  masterStrip,
} from './wire.ts';

// MCU, sections A1 to A7 of its description. Notes of the strips' buttons and lights begin here.
const soloNote = 0x08;
const muteNote = 0x10;
const touchNote = 0x68;
/** The four bank keys follow one another in their order here. */
const bankNote = 0x2e;
const cell = 7;

const header = (unit: number) => [0xf0, 0x00, 0x00, 0x66, unit === 0 ? 0x14 : 0x15];
const serialOf = (unit: number) => [...'OMNIBU'].map((each) => each.charCodeAt(0)).concat(0x31 + unit);

/** A unit of a surface towards a DAW. */
export class McuDevice implements DeviceSide {
  readonly #unit: number;
  /** The upper row of the display; the lower shows values. */
  readonly #glass: number[] = new Array(56).fill(0x20);

  constructor(unit: number) {
    this.#unit = unit;
  }

  say(word: DeviceWord): Uint8Array {
    switch (word.what) {
      case 'here':
        return Uint8Array.of(...header(this.#unit), 0x01, ...serialOf(this.#unit), 1, 2, 3, 4, 0xf7);
      case 'touch':
        return Uint8Array.of(0x90, touchNote + word.strip, word.isOn ? 0x7f : 0x00);
      case 'move':
        return Uint8Array.of(0xe0 | word.strip, word.position & 0x7f, word.position >> 7);
      case 'press': {
        const note = (word.key === 'mute' ? muteNote : soloNote) + word.strip;
        return Uint8Array.of(0x90, note, 0x7f, 0x90, note, 0x00);
      }
      case 'turn':
        return Uint8Array.of(
          0xb0,
          0x10 + word.strip,
          (word.ticks < 0 ? 0x40 : 0) | Math.min(0x3f, Math.abs(word.ticks)),
        );
      case 'bank':
        return Uint8Array.of(0x90, bankNote + bankKeys.indexOf(word.key), word.isDown ? 0x7f : 0x00);
    }
  }

  hear(event: MidiEvent): ReturnType<DeviceSide['hear']> {
    switch (event.type) {
      case 'pitchBend':
        return event.channel > masterStrip
          ? unknown
          : known({ what: 'fader', strip: event.channel, value: event.value });
      case 'noteOn':
      case 'noteOff':
        return event.channel === 0 ? hearLight(event.note, event.type === 'noteOn' ? 1 : 0) : unknown;
      case 'controlChange':
        return hearControl(event.controller, event.value);
      case 'channelPressure':
        return hearMeter(event.pressure);
      case 'sysex':
        return this.#hearSysex(event.bytes);
      default:
        return unknown;
    }
  }

  #hearSysex(bytes: Uint8Array): ReturnType<DeviceSide['hear']> {
    if (!header(this.#unit).every((byte, at) => bytes[at] === byte)) return unknown;
    const data = bytes.subarray(6, -1);
    switch (bytes[5]) {
      case 0x00:
        return { words: [], answer: this.say({ what: 'here', unit: this.#unit }), isKnown: true };
      case 0x13:
        return {
          words: [],
          answer: Uint8Array.of(...header(this.#unit), 0x14, ...fieldOf.characters('V1.00', 5), 0xf7),
          isKnown: true,
        };
      case 0x12:
        return known(...this.#write(data[0] ?? 0, data.subarray(1)));
      default:
        // Meter modes, colours, backlights: nothing of it is shown.
        return known();
    }
  }

  #write(offset: number, codes: Uint8Array): readonly HostWord[] {
    const strips = new Set<number>();
    for (const [index, code] of codes.entries()) {
      const at = offset + index;
      if (at >= this.#glass.length) break;
      this.#glass[at] = code;
      strips.add(Math.floor(at / cell));
    }
    return [...strips].map((strip) => {
      return { what: 'name', strip, value: fieldOf.textOf(this.#glass.slice(strip * cell, (strip + 1) * cell)) };
    });
  }
}

const unknown: ReturnType<DeviceSide['hear']> = { words: [], isKnown: false };
const known = (...words: readonly HostWord[]): ReturnType<DeviceSide['hear']> => ({ words, isKnown: true });

function hearLight(note: number, value: 0 | 1): ReturnType<DeviceSide['hear']> {
  if (note >= soloNote && note < soloNote + 8) return known({ what: 'solo', strip: note - soloNote, value });
  if (note >= muteNote && note < muteNote + 8) return known({ what: 'mute', strip: note - muteNote, value });
  return known();
}

/** A ring's light; 0 is dark and says nothing. */
function hearControl(controller: number, value: number): ReturnType<DeviceSide['hear']> {
  const strip = controller - 0x30;
  const light = value & 0x0f;
  if (strip < 0 || strip > 7 || light < 1 || light > 11) return known();
  return known({ what: 'pan', strip, value: light });
}

function hearMeter(pressure: number): ReturnType<DeviceSide['hear']> {
  const strip = pressure >> 4;
  const level = pressure & 0x0f;
  // 14 and 15 are the overload light.
  return level > 0x0d ? known() : known({ what: 'meter', strip, value: Math.min(12, level) });
}

/** The DAW, as far as an emulated one needs it. */
export class McuHost implements HostSide {
  #unit = 0;

  say(word: HostWord): Uint8Array {
    const { strip } = word;
    switch (word.what) {
      case 'fader':
        return Uint8Array.of(0xe0 | strip, word.value & 0x7f, word.value >> 7);
      case 'mute':
      case 'solo':
        return Uint8Array.of(
          0x90,
          (word.what === 'mute' ? muteNote : soloNote) + strip,
          word.value === 1 ? 0x7f : 0x00,
        );
      case 'pan':
        return Uint8Array.of(0xb0, 0x30 + strip, 0x10 | word.value);
      case 'meter':
        return Uint8Array.of(0xd0, (strip << 4) | word.value);
      case 'name':
        return Uint8Array.of(...header(this.#unit), 0x12, strip * cell, ...fieldOf.characters(word.value, cell), 0xf7);
    }
  }

  hear(event: MidiEvent): readonly DeviceWord[] {
    switch (event.type) {
      case 'sysex': {
        const { bytes } = event;
        if (bytes[3] !== 0x66 || bytes[5] !== 0x01) return [];
        this.#unit = Math.max(0, (bytes[12] ?? 0x31) - 0x31);
        return [{ what: 'here', unit: this.#unit }];
      }
      case 'pitchBend':
        return [{ what: 'move', strip: event.channel, position: event.value }];
      case 'controlChange': {
        const strip = event.controller - 0x10;
        const ticks = event.value & 0x3f || 1;
        return strip >= 0 && strip < 8 ? [{ what: 'turn', strip, ticks: event.value & 0x40 ? -ticks : ticks }] : [];
      }
      case 'noteOn':
        return deviceNote(event.note, true);
      case 'noteOff':
        return deviceNote(event.note, false);
      default:
        return [];
    }
  }
}

function deviceNote(note: number, isDown: boolean): readonly DeviceWord[] {
  if (note >= touchNote && note <= touchNote + masterStrip)
    return [{ what: 'touch', strip: note - touchNote, isOn: isDown }];
  const key = bankKeys[note - bankNote];
  if (key) return [{ what: 'bank', key, isDown }];
  if (!isDown) return [];
  if (note >= soloNote && note < soloNote + 8) return [{ what: 'press', strip: note - soloNote, key: 'solo' }];
  if (note >= muteNote && note < muteNote + 8) return [{ what: 'press', strip: note - muteNote, key: 'mute' }];
  return [];
}
