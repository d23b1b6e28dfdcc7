import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { Greeter, Heard, MidiFamily, Tongue } from '../midiDesk/tongue.ts';
import { type ConsoleMap, toWire } from './consoleMap.ts';
import { ValueReader } from './values.ts';
import { encodeWire } from './wire.ts';

const none: readonly Heard[] = [];
const alive: readonly Heard[] = [{ kind: 'alive' }];
const unknown: readonly Heard[] = [{ kind: 'unknown' }];

/** Speaks to the console that a map describes. */
class MapTongue implements Tongue {
  readonly name: string;
  readonly model: string;
  readonly firmware = '';
  readonly notice: string;
  readonly isHeardOften: boolean;
  readonly assumed: DeskDiff;
  readonly ask?: (id: ParamId) => Uint8Array | undefined;
  readonly probe?: Uint8Array;
  readonly #map: ConsoleMap;
  readonly #values: ValueReader;

  constructor(map: ConsoleMap) {
    const { profile } = map.schema;
    this.#map = map;
    this.#values = new ValueReader(map);
    this.name = profile.title;
    this.model = profile.model;
    const probe = firstQuestion(map);
    this.isHeardOften = probe !== undefined;
    this.assumed = probe === undefined && map.startsAsDefaults ? defaultsOf(map) : [];
    this.notice =
      probe !== undefined || this.assumed.length > 0
        ? ''
        : 'This console cannot be asked: what was not moved yet is not known and cannot be set.';
    if (probe === undefined) return;
    this.probe = probe;
    this.ask = (id) => questionOf(map, id);
  }

  get schema(): Schema {
    return this.#map.schema;
  }

  set(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const entry = this.#map.entries[id];
    return entry && encodeWire(entry.message, toWire(entry, value));
  }

  hear(event: MidiEvent): readonly Heard[] {
    if (!('channel' in event) && event.type !== 'sysex') return alive;
    const change = this.#values.read(event);
    if (change === undefined) return none;
    return change === 'unknown' ? unknown : [{ kind: 'values', changes: [change] }];
  }
}

function questionOf(map: ConsoleMap, id: ParamId): Uint8Array | undefined {
  const message = map.entries[id]?.message;
  return message?.type === 'sysex' ? message.ask : undefined;
}

function firstQuestion(map: ConsoleMap): Uint8Array | undefined {
  const id = map.entries.findIndex((_, index) => questionOf(map, index) !== undefined);
  return id < 0 ? undefined : questionOf(map, id);
}

/** What a console has that was set to where its map begins: levels off, pans in the middle, switches off. */
function defaultsOf({ schema, entries }: ConsoleMap): DeskDiff {
  return entries.map(({ id, spec }) => {
    const middle = spec.kind === 'number' ? Math.min(Math.max(0, Math.min(spec.min, spec.max)), spec.max) : 0;
    return { id, value: schema.defaultOf(id) ?? (spec.kind === 'level' ? -Infinity : middle) };
  });
}

class MapGreeter implements Greeter {
  readonly greeting: Uint8Array;
  readonly known?: Tongue;
  readonly silence =
    'Connected, but the console does not answer: check its MIDI settings and the questions ("ask") of the map.';
  readonly #tongue: MapTongue;

  constructor(map: ConsoleMap) {
    this.#tongue = new MapTongue(map);
    this.greeting = this.#tongue.probe ?? new Uint8Array();
    if (!this.#tongue.probe) this.known = this.#tongue;
  }

  hear(event: MidiEvent): Tongue | undefined {
    return this.#tongue.hear(event).some(({ kind }) => kind === 'values') ? this.#tongue : undefined;
  }
}

export function mapFamily(map: ConsoleMap): MidiFamily {
  const { setsPerSecond, totalSetsPerSecond } = map.schema.profile;
  return { greeter: () => new MapGreeter(map), setsPerSecond, totalSetsPerSecond, sceneCount: 0, softKeyCount: 0 };
}
