import type { DeskDiff } from '../../../shared/desk/diff.ts';
import { canonical, type ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { type NrpnMessage, NrpnReader } from '../../transports/midiNrpn.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { DeskServer, ServedDesk, ServeOptions } from '../driver.ts';
import { type Cable, type MidiServing, type ServedTongue, serveMidiDesk } from '../midiDesk/server.ts';
import { panSteps } from './laws.ts';
import { askByte, encodeScene, encodeSet, sceneCount, sceneOf, softKeyOf } from './messages.ts';
import { buildMap, fromWire, type SqMap, toWire } from './paramMap.ts';
import { profiles } from './profile.ts';

/** The lowest level that a step up from the stop leads to (uncertain in the facts). */
const lowestDb = -89;

export interface SqServingOptions {
  /** The desk's MIDI channel from 0. */
  readonly channel?: number;
  /** Addresses of what this desk has not, such as busses that are configured as another kind: it ignores them. */
  readonly isAbsent?: (address: string) => boolean;
  /** A soft key was pressed or released from outside. */
  readonly softKey?: (key: number, isDown: boolean) => void;
}

/** Answers as an SQ on TCP, to one client. @throws (rejects) as {@link serveMidiDesk}. */
export function serveSq(desk: ServedDesk, options: ServeOptions): Promise<DeskServer> {
  return serveMidiDesk(desk, options, sqServing(desk));
}

/** What an SQ does with what it hears. Scene 1 is what the desk had when it was switched on; the others are empty. */
export function sqServing(desk: ServedDesk, options: SqServingOptions = {}): MidiServing {
  const law = desk.schema.profile.model === profiles[1]?.model ? 'audio' : 'linear';
  const map = buildMap(desk.schema, law);
  const scenes = new Map<number, DeskDiff>([[1, everything(desk)]]);
  return { mostClients: 1, tongue: (cable) => new ServedSq(desk, map, scenes, cable, options) };
}

function everything(desk: ServedDesk): DeskDiff {
  const ids = Array.from({ length: desk.schema.size }, (_, id) => id);
  return ids.flatMap((id) => {
    const value = desk.get(id);
    return value === undefined ? [] : [{ id, value }];
  });
}

class ServedSq implements ServedTongue {
  readonly #desk: ServedDesk;
  readonly #map: SqMap;
  readonly #scenes: ReadonlyMap<number, DeskDiff>;
  readonly #cable: Cable;
  readonly #options: SqServingOptions;
  readonly #channel: number;
  readonly #nrpn = new NrpnReader();
  #bank = 0;

  constructor(
    desk: ServedDesk,
    map: SqMap,
    scenes: ReadonlyMap<number, DeskDiff>,
    cable: Cable,
    options: SqServingOptions,
  ) {
    this.#desk = desk;
    this.#map = map;
    this.#scenes = scenes;
    this.#cable = cable;
    this.#options = options;
    this.#channel = options.channel ?? 0;
  }

  hear(event: MidiEvent): 'known' | 'unknown' {
    if (!('channel' in event) || event.channel !== this.#channel) return 'unknown';
    switch (event.type) {
      case 'controlChange':
        return this.#hearControl(event);
      case 'programChange':
        return this.#recall(sceneOf(this.#bank, event.program));
      case 'noteOn':
      case 'noteOff': {
        const key = softKeyOf(event.note);
        if (key === undefined) return 'unknown';
        this.#options.softKey?.(key, event.type === 'noteOn');
        return 'known';
      }
      default:
        return 'unknown';
    }
  }

  tell(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const number = this.#map.numberOf[id];
    if (number === undefined || this.#isAbsent(id)) return undefined;
    return encodeSet(this.#channel, number, toWire(this.#map, id, value));
  }

  dispose(): void {
    this.#nrpn.reset();
  }

  #isAbsent(id: ParamId): boolean {
    return this.#options.isAbsent?.(this.#map.schema.addressOf(id)) ?? false;
  }

  #hearControl(event: Extract<MidiEvent, { type: 'controlChange' }>): 'known' | 'unknown' {
    if (event.controller === 0) {
      this.#bank = event.value;
      return 'known';
    }
    const message = this.#nrpn.read(event);
    if (!message) return 'known';
    const id = this.#map.idOf.get(message.number);
    if (id === undefined || this.#isAbsent(id)) return 'unknown';
    if (message.op === 'set') this.#apply(id, fromWire(this.#map, id, message.value));
    else if (message.op === 'increment' && message.value === askByte) this.#answer(id);
    else this.#step(id, message.op);
    return 'known';
  }

  #apply(id: ParamId, value: ParamValue): void {
    this.#desk.apply([{ id, value }], this);
  }

  #answer(id: ParamId): void {
    const value = this.#desk.get(id);
    const bytes = value === undefined ? undefined : this.tell(id, value);
    if (bytes) this.#cable.say(bytes);
  }

  /** One dB, one percent of pan, or the other side of a switch; nothing is answered. */
  #step(id: ParamId, op: Exclude<NrpnMessage['op'], 'set'>): void {
    const spec = this.#map.schema.specOf(id);
    const value = Number(this.#desk.get(id) ?? 0);
    const sign = op === 'increment' ? 1 : -1;
    if (spec.kind === 'switch') this.#apply(id, value === 0 ? 1 : 0);
    else if (spec.kind === 'number') this.#apply(id, canonical(spec, value + (sign * 2) / (panSteps - 1)));
    else if (spec.kind === 'level') this.#apply(id, canonical(spec, stepped(value, sign)));
  }

  #recall(scene: number): 'known' | 'unknown' {
    const values = this.#scenes.get(scene);
    if (scene > sceneCount || !values) return 'unknown';
    // The values are not told one by one: whether a desk does so is not established.
    this.#desk.apply(values, this);
    this.#cable.say(encodeScene(this.#channel, scene));
    return 'known';
  }
}

function stepped(levelDb: number, sign: 1 | -1): number {
  if (levelDb === -Infinity) return sign > 0 ? lowestDb : -Infinity;
  const next = levelDb + sign;
  return next < lowestDb ? -Infinity : next;
}
