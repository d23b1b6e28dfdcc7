import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { Greeter, Heard, MidiFamily, Tongue } from '../midiDesk/tongue.ts';
import { activeSensing, encodeScene, encodeValue, readSysex, stateRequest, sysexTypes } from './messages.ts';
import { models, type QuModel, sceneCount } from './models.ts';
import type { QuMap } from './paramMap.ts';
import { mapOf, profiles } from './profile.ts';
import { ValueReader } from './values.ts';

const none: readonly Heard[] = [];
const alive: readonly Heard[] = [{ kind: 'alive' }];
const unknown: readonly Heard[] = [{ kind: 'unknown' }];
/** The desk hangs up after twelve silent seconds. */
const keepAliveMs = 1000;

/** Speaks to a Qu that has introduced itself. */
class QuTongue implements Tongue {
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
  readonly notice = '';
  readonly askAll = stateRequest;
  /** The greeting asked for the state, and it follows the introduction. */
  readonly isTelling = true;
  /** The desk says something every 300 ms. */
  readonly isHeardOften = true;
  readonly #map: QuMap;
  readonly #channel: number;
  readonly #values: ValueReader;

  constructor(model: QuModel, firmware: string, channel: number) {
    this.name = model.model;
    this.model = model.model;
    this.firmware = firmware;
    this.#map = mapOf(model, firmware);
    this.#channel = channel;
    this.#values = new ValueReader(this.#map);
  }

  get schema(): Schema {
    return this.#map.schema;
  }

  set(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const param = this.#map.params[id];
    return param && encodeValue(this.#map, param, this.#channel, value, 'client');
  }

  recall(scene: number): Uint8Array {
    return encodeScene(this.#channel, scene);
  }

  hear(event: MidiEvent): readonly Heard[] {
    if (event.type === 'sysex') return this.#hearSysex(event.bytes);
    if (!('channel' in event)) return alive;
    if (event.channel !== this.#channel) return unknown;
    if (event.type === 'programChange') return [{ kind: 'recalled' }];
    const change = this.#values.read(event);
    if (change === undefined) return none;
    return change === 'unknown' ? unknown : [{ kind: 'values', changes: [change] }];
  }

  #hearSysex(bytes: Uint8Array): readonly Heard[] {
    const sysex = readSysex(bytes);
    switch (sysex?.type) {
      case sysexTypes.name: {
        const change = this.#values.name(sysex);
        return change === 'unknown' ? unknown : [{ kind: 'values', changes: [change] }];
      }
      case sysexTypes.stateEnd:
        return [{ kind: 'everything' }];
      case sysexTypes.introduction:
      case sysexTypes.meters:
        return alive;
      default:
        return unknown;
    }
  }
}

class QuGreeter implements Greeter {
  readonly greeting = stateRequest;
  readonly silence =
    'Connected, but the console does not introduce itself: it may serve another program, or not be of this family.';
  readonly keepAlive = { bytes: activeSensing, everyMs: keepAliveMs };

  hear(event: MidiEvent): Tongue | undefined {
    const sysex = event.type === 'sysex' ? readSysex(event.bytes) : undefined;
    if (sysex?.type !== sysexTypes.introduction || sysex.body.length < 3 || sysex.channel > 15) return undefined;
    const [box, major, minor] = sysex.body;
    const model = models.find((each) => each.box === box) ?? (models[0] as QuModel);
    return new QuTongue(model, `${major}.${minor}`, sysex.channel);
  }
}

export function quFamily(): MidiFamily {
  const { setsPerSecond, totalSetsPerSecond } = profiles[0] as (typeof profiles)[number];
  return { greeter: () => new QuGreeter(), setsPerSecond, totalSetsPerSecond, sceneCount, softKeyCount: 0 };
}
