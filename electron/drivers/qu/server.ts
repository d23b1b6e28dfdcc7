import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { DeskServer, ServedDesk, ServeOptions } from '../driver.ts';
import { type Cable, type MidiServing, type ServedTongue, serveMidiDesk } from '../midiDesk/server.ts';
import {
  activeSensing,
  encodeIntroduction,
  encodeName,
  encodeScene,
  encodeStateEnd,
  encodeValue,
  readSysex,
  sysexTypes,
} from './messages.ts';
import { models, type QuModel, sceneCount } from './models.ts';
import { buildMap, keyOf, type QuMap } from './paramMap.ts';
import { firmware } from './profile.ts';
import { ValueReader } from './values.ts';

const sensingMs = 300;
/** Once the client has sent active sensing, it may be silent for so long; a tablet for less. */
const silenceMs = { normal: 12_000, tablet: 5000 };

/** Answers as a Qu on TCP, to one client. @throws (rejects) as {@link serveMidiDesk}. */
export function serveQu(desk: ServedDesk, options: ServeOptions): Promise<DeskServer> {
  return serveMidiDesk(desk, options, quServing(desk, options.clock));
}

/** What a Qu does with what it hears. Scene 1 is what the desk had when it was switched on; the others are empty. */
export function quServing(desk: ServedDesk, clock: Clock, channel = 0): MidiServing {
  const { profile } = desk.schema;
  const model = models.find((each) => each.model === profile.model) ?? (models[0] as QuModel);
  const map = buildMap(desk.schema, model);
  const scenes = new Map<number, DeskDiff>([[1, everything(desk)]]);
  return {
    mostClients: 1,
    tongue: (cable) => new ServedQu({ desk, clock, channel, model, map, scenes, cable }),
  };
}

function everything(desk: ServedDesk): DeskDiff {
  const changes: Change[] = [];
  for (let id = 0; id < desk.schema.size; id++) {
    const value = desk.get(id);
    if (value !== undefined) changes.push({ id, value });
  }
  return changes;
}

interface QuServed {
  readonly desk: ServedDesk;
  readonly clock: Clock;
  readonly channel: number;
  readonly model: QuModel;
  readonly map: QuMap;
  readonly scenes: ReadonlyMap<number, DeskDiff>;
  readonly cable: Cable;
}

class ServedQu implements ServedTongue {
  readonly #served: QuServed;
  readonly #values: ValueReader;
  #sensing: Disposable | undefined;
  #silence: Disposable | undefined;
  #mostSilenceMs = Infinity;

  constructor(served: QuServed) {
    this.#served = served;
    this.#values = new ValueReader(served.map);
    this.#sense();
  }

  hear(event: MidiEvent): 'known' | 'unknown' {
    if (event.type === 'activeSensing') this.#mostSilenceMs = Math.min(this.#mostSilenceMs, silenceMs.normal);
    this.#listen();
    if (event.type === 'activeSensing') return 'known';
    if (event.type === 'sysex') return this.#hearSysex(event.bytes);
    if (!('channel' in event) || event.channel !== this.#served.channel) return 'unknown';
    if (event.type === 'programChange') return this.#recall(event.program + 1);
    return this.#take(this.#values.read(event));
  }

  tell(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const { map, channel } = this.#served;
    const param = map.params[id];
    return param && encodeValue(map, param, channel, value, 'desk');
  }

  dispose(): void {
    this.#sensing?.dispose();
    this.#silence?.dispose();
  }

  #sense(): void {
    const { cable, clock } = this.#served;
    cable.say(activeSensing);
    this.#sensing = clock.after(sensingMs, () => this.#sense());
  }

  #listen(): void {
    this.#silence?.dispose();
    if (this.#mostSilenceMs === Infinity) return;
    this.#silence = this.#served.clock.after(this.#mostSilenceMs, () => this.#served.cable.hangUp());
  }

  #take(change: Change | 'unknown' | undefined): 'known' | 'unknown' {
    if (change === 'unknown') return 'unknown';
    if (change) this.#served.desk.apply([change], this);
    return 'known';
  }

  #hearSysex(bytes: Uint8Array): 'known' | 'unknown' {
    const { channel, desk, map, cable } = this.#served;
    const sysex = readSysex(bytes);
    if (!sysex || (sysex.channel !== channel && sysex.channel !== 0x7f)) return 'unknown';
    switch (sysex.type) {
      case sysexTypes.getState:
        if (sysex.body[0] === 1) {
          this.#mostSilenceMs = silenceMs.tablet;
          this.#listen();
        }
        this.#tellEverything();
        return 'known';
      case sysexTypes.setName:
        return this.#take(this.#values.name(sysex));
      case sysexTypes.getName: {
        const ch = sysex.body[0] ?? -1;
        const param = map.byKey.get(keyOf({ by: 'name', ch }));
        if (!param || ch < 0) return 'unknown';
        cable.say(encodeName(channel, 'name', ch, String(desk.get(param.id) ?? '')));
        return 'known';
      }
      default:
        return 'unknown';
    }
  }

  #tellEverything(): void {
    const { channel, model, desk, cable } = this.#served;
    cable.say(encodeIntroduction(channel, model.box, firmware.major, firmware.minor));
    for (const { id, value } of everything(desk)) {
      const bytes = this.tell(id, value);
      if (bytes) cable.say(bytes);
    }
    cable.say(encodeStateEnd(channel));
  }

  #recall(scene: number): 'known' | 'unknown' {
    const { scenes, desk, cable, channel } = this.#served;
    const values = scenes.get(scene);
    if (scene > sceneCount || !values) return 'unknown';
    // The values are not told one by one: whether a desk does so is not established.
    desk.apply(values, this);
    cable.say(encodeScene(channel, scene));
    return 'known';
  }
}
