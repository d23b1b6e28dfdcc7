import type { Change } from '../../../shared/desk/diff.ts';
import { NrpnReader } from '../../transports/midiNrpn.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import { type ConsoleMap, fromWire, type MapEntry } from './consoleMap.ts';
import { sysexKey, valueInSysex } from './wire.ts';

const nrpnBytes = new Set([6, 38, 98, 99]);

/** Reads the values of a map in a stream of messages. */
export class ValueReader {
  readonly #map: ConsoleMap;
  readonly #fine = new NrpnReader();
  readonly #coarse = new NrpnReader({ waits: false });
  /** High bytes of 14-bit controllers that wait for their low byte. */
  readonly #high = new Map<string, number>();
  /** The shapes of the map's sysex messages, each once: length and places of the value. */
  readonly #shapes: readonly { readonly length: number; readonly slots: readonly number[] }[];

  constructor(map: ConsoleMap) {
    this.#map = map;
    const shapes = new Map<string, { length: number; slots: readonly number[] }>();
    for (const { message } of map.entries) {
      if (message.type !== 'sysex') continue;
      const { fixed, slots } = message.bytes;
      shapes.set(`${fixed.length} ${slots.join(' ')}`, { length: fixed.length, slots });
    }
    this.#shapes = [...shapes.values()];
  }

  /** @returns the change, `unknown` for a whole message that the map does not name, `undefined` for part of a message. */
  read(event: MidiEvent): Change | 'unknown' | undefined {
    switch (event.type) {
      case 'controlChange':
        return this.#control(event);
      case 'noteOn':
      case 'noteOff':
        return this.#found(`note ${event.channel} ${event.note}`, event.type === 'noteOn' ? event.velocity : 0);
      case 'pitchBend':
        return this.#found(`bend ${event.channel}`, event.value);
      case 'sysex':
        return this.#sysex(event.bytes);
      default:
        return 'unknown';
    }
  }

  #control(event: Extract<MidiEvent, { type: 'controlChange' }>): Change | 'unknown' | undefined {
    const { channel, controller, value } = event;
    const own = this.#map.byKey.get(`cc ${channel} ${controller}`);
    if (own?.message.type === 'cc') return changeOf(own, value);
    if (own) {
      this.#high.set(`${channel} ${controller}`, value);
      return undefined;
    }
    const coarse = this.#coarse.read(event);
    const fine = this.#fine.read(event);
    if (coarse && controller === 6) {
      const entry = this.#map.byKey.get(`nrpn ${channel} ${coarse.number}`);
      if (entry?.message.type === 'nrpn' && entry.message.bits === 7) return changeOf(entry, coarse.value >> 7);
    }
    if (fine?.op === 'set') {
      const entry = this.#map.byKey.get(`nrpn ${channel} ${fine.number}`);
      if (entry?.message.type === 'nrpn') return entry.message.bits === 14 ? changeOf(entry, fine.value) : undefined;
      return 'unknown';
    }
    const high = this.#high.get(`${channel} ${controller - 32}`);
    if (high !== undefined) return this.#found(`cc ${channel} ${controller - 32}`, high * 128 + value);
    return nrpnBytes.has(controller) ? undefined : 'unknown';
  }

  #sysex(bytes: Uint8Array): Change | 'unknown' {
    for (const { length, slots } of this.#shapes) {
      if (length !== bytes.length) continue;
      const entry = this.#map.byKey.get(`sysex ${sysexKey(bytes, slots)}`);
      if (entry?.message.type !== 'sysex') continue;
      return changeOf(entry, valueInSysex(entry.message.bytes, bytes, entry.first < 0));
    }
    return 'unknown';
  }

  #found(key: string, wire: number): Change | 'unknown' {
    const entry = this.#map.byKey.get(key);
    return entry ? changeOf(entry, wire) : 'unknown';
  }
}

const changeOf = (entry: MapEntry, wire: number): Change => ({ id: entry.id, value: fromWire(entry, wire) });
