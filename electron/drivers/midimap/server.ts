import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { DeskServer, ServedDesk, ServeOptions } from '../driver.ts';
import { type Cable, type MidiServing, type ServedTongue, serveMidiDesk } from '../midiDesk/server.ts';
import { type ConsoleMap, type MapEntry, toWire } from './consoleMap.ts';
import { builtInMaps } from './maps.ts';
import { ValueReader } from './values.ts';
import { encodeWire } from './wire.ts';

/** Answers as the console of one of the built-in maps. @throws (rejects) as {@link serveMidiDesk}. */
export function serveMap(desk: ServedDesk, options: ServeOptions): Promise<DeskServer> {
  const { profile } = desk.schema;
  const [id, map] = [...builtInMaps].find(([, each]) => each.schema.profile.model === profile.model) ?? [];
  if (!id || !map) return Promise.reject(new Error(`No built-in map describes "${profile.model}".`));
  return serveMidiDesk(desk, options, { ...mapServing(desk, map), options: { map: id } });
}

export function mapServing(desk: ServedDesk, map: ConsoleMap): MidiServing {
  return { mostClients: 1, tongue: (cable) => new ServedMap(desk, map, cable) };
}

class ServedMap implements ServedTongue {
  readonly #desk: ServedDesk;
  readonly #map: ConsoleMap;
  readonly #cable: Cable;
  readonly #values: ValueReader;
  readonly #questions = new Map<string, MapEntry>();

  constructor(desk: ServedDesk, map: ConsoleMap, cable: Cable) {
    this.#desk = desk;
    this.#map = map;
    this.#cable = cable;
    this.#values = new ValueReader(map);
    for (const entry of map.entries) {
      if (entry.message.type === 'sysex' && entry.message.ask) this.#questions.set(hex(entry.message.ask), entry);
    }
  }

  hear(event: MidiEvent): 'known' | 'unknown' {
    const asked = event.type === 'sysex' ? this.#questions.get(hex(event.bytes)) : undefined;
    if (asked) {
      this.#cable.say(encodeWire(asked.message, toWire(asked, this.#desk.get(asked.id) ?? 0)));
      return 'known';
    }
    const change = this.#values.read(event);
    if (change === 'unknown') return 'unknown';
    if (change) this.#desk.apply([change], this);
    return 'known';
  }

  tell(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const entry = this.#map.entries[id];
    return entry && encodeWire(entry.message, toWire(entry, value));
  }

  dispose(): void {
    this.#questions.clear();
  }
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16)).join(' ');
