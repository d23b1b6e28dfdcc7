import type { MidiEvent } from '../../transports/midiParser.ts';
import { type BankKey, type DeviceSide, type DeviceWord, fieldOf, type HostSide, type HostWord } from './wire.ts';

// HUI, part B of its description. Ports of a strip's zone.
const touchPort = 0;
const mutePort = 2;
const soloPort = 3;
const nameWidth = 4;
const bankZone = 0x0a;
/** By port. */
const bankPorts: readonly BankKey[] = ['channelLeft', 'bankLeft', 'channelRight', 'bankRight'];

const press = (zone: number, port: number, isDown: boolean) => [
  0xb0,
  0x0f,
  zone,
  0xb0,
  0x2f,
  (isDown ? 0x40 : 0) | port,
];
const faderBytes = (strip: number, position: number) => [
  0xb0,
  strip,
  position >> 7,
  0xb0,
  0x20 + strip,
  position & 0x7f,
];

const unknown: ReturnType<DeviceSide['hear']> = { words: [], isKnown: false };
const known = (...words: readonly HostWord[]): ReturnType<DeviceSide['hear']> => ({ words, isKnown: true });

/** Puts together a fader's two halves. */
class FaderHalves {
  readonly #highs = new Map<number, number>();

  read(controller: number, value: number): { readonly strip: number; readonly position: number } | undefined {
    if (controller < 8) this.#highs.set(controller, value);
    const strip = controller - 0x20;
    const high = strip >= 0 && strip < 8 ? this.#highs.get(strip) : undefined;
    return high === undefined ? undefined : { strip, position: high * 128 + value };
  }
}

/** A unit of a surface towards a DAW. */
export class HuiDevice implements DeviceSide {
  readonly #faders = new FaderHalves();
  #zone = -1;

  say(word: DeviceWord): Uint8Array {
    switch (word.what) {
      case 'here':
        return Uint8Array.of(0xff);
      case 'touch':
        return Uint8Array.from(press(word.strip, touchPort, word.isOn));
      case 'move':
        return Uint8Array.from(faderBytes(word.strip, word.position));
      case 'press': {
        const port = word.key === 'mute' ? mutePort : soloPort;
        return Uint8Array.from([...press(word.strip, port, true), ...press(word.strip, port, false)]);
      }
      case 'turn':
        return Uint8Array.of(
          0xb0,
          0x40 + word.strip,
          (word.ticks > 0 ? 0x40 : 0) | Math.min(0x3f, Math.abs(word.ticks)),
        );
      case 'bank':
        return Uint8Array.from(press(bankZone, bankPorts.indexOf(word.key), word.isDown));
    }
  }

  hear(event: MidiEvent): ReturnType<DeviceSide['hear']> {
    // A DAW asks every second whether the surface is there.
    if (event.type === 'noteOff' && event.note === 0) {
      return { words: [], answer: Uint8Array.of(0x90, 0x00, 0x7f), isKnown: true };
    }
    if (event.type === 'polyPressure') {
      return known({ what: 'meter', strip: event.note & 0x07, value: Math.min(12, event.pressure & 0x0f) });
    }
    if (event.type === 'sysex') return hearSysex(event.bytes);
    return event.type === 'controlChange' ? this.#control(event.controller, event.value) : unknown;
  }

  #control(controller: number, value: number): ReturnType<DeviceSide['hear']> {
    const moved = this.#faders.read(controller, value);
    if (moved) return known({ what: 'fader', strip: moved.strip, value: moved.position });
    if (controller === 0x0c) this.#zone = value;
    else if (controller === 0x2c) return this.#light(value);
    else if (controller >= 0x10 && controller < 0x18) {
      const light = value & 0x0f;
      if (light >= 1 && light <= 11) return known({ what: 'pan', strip: controller - 0x10, value: light });
    }
    return known();
  }

  #light(value: number): ReturnType<DeviceSide['hear']> {
    const port = value & 0x0f;
    const isOn = value & 0x40 ? 1 : 0;
    if (this.#zone < 0 || this.#zone > 7) return known();
    if (port === mutePort) return known({ what: 'mute', strip: this.#zone, value: isOn });
    if (port === soloPort) return known({ what: 'solo', strip: this.#zone, value: isOn });
    return known();
  }
}

function hearSysex(bytes: Uint8Array): ReturnType<DeviceSide['hear']> {
  if (bytes[3] !== 0x66 || bytes[4] !== 0x05) return unknown;
  const strip = bytes[7] ?? 8;
  if (bytes[6] !== 0x10 || strip > 7) return known();
  return known({ what: 'name', strip, value: fieldOf.textOf(bytes.subarray(8, 8 + nameWidth)) });
}

/** The DAW, as far as an emulated one needs it. */
export class HuiHost implements HostSide {
  readonly ping = Uint8Array.of(0x90, 0x00, 0x00);
  readonly #faders = new FaderHalves();
  #zone = -1;

  say(word: HostWord): Uint8Array {
    const { strip } = word;
    switch (word.what) {
      case 'fader':
        return Uint8Array.from(faderBytes(strip, word.value));
      case 'mute':
      case 'solo': {
        const port = word.what === 'mute' ? mutePort : soloPort;
        return Uint8Array.of(0xb0, 0x0c, strip, 0xb0, 0x2c, (word.value === 1 ? 0x40 : 0) | port);
      }
      case 'pan':
        return Uint8Array.of(0xb0, 0x10 + strip, 0x10 | word.value);
      case 'meter':
        return Uint8Array.of(0xa0, strip, word.value, 0xa0, strip, 0x10 | word.value);
      case 'name':
        return Uint8Array.of(
          ...[0xf0, 0x00, 0x00, 0x66, 0x05, 0x00, 0x10, strip],
          ...fieldOf.characters(word.value, nameWidth),
          0xf7,
        );
    }
  }

  hear(event: MidiEvent): readonly DeviceWord[] {
    if (event.type === 'reset') return [{ what: 'here', unit: 0 }];
    if (event.type !== 'controlChange') return [];
    const { controller, value } = event;
    const moved = this.#faders.read(controller, value);
    if (moved) return [{ what: 'move', ...moved }];
    if (controller === 0x0f) this.#zone = value;
    else if (controller === 0x2f && this.#zone === bankZone) return bankSwitch(value);
    else if (controller === 0x2f && this.#zone >= 0 && this.#zone < 8) return deviceSwitch(this.#zone, value);
    else if (controller >= 0x40 && controller < 0x48) {
      const ticks = value & 0x3f || 1;
      return [{ what: 'turn', strip: controller - 0x40, ticks: value & 0x40 ? ticks : -ticks }];
    }
    return [];
  }
}

function bankSwitch(value: number): readonly DeviceWord[] {
  const key = bankPorts[value & 0x0f];
  return key ? [{ what: 'bank', key, isDown: (value & 0x40) !== 0 }] : [];
}

function deviceSwitch(strip: number, value: number): readonly DeviceWord[] {
  const port = value & 0x0f;
  const isOn = (value & 0x40) !== 0;
  if (port === touchPort) return [{ what: 'touch', strip, isOn }];
  if (!isOn) return [];
  if (port === mutePort) return [{ what: 'press', strip, key: 'mute' }];
  return port === soloPort ? [{ what: 'press', strip, key: 'solo' }] : [];
}
