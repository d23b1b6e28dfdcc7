import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { joinBytes } from '../../transports/midiEncode.ts';
import { NrpnReader } from '../../transports/midiNrpn.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { Greeter, Heard, MidiFamily, Tongue } from '../midiDesk/tongue.ts';
import { type Law, mayBeAudio } from './laws.ts';
import { encodeAsk, encodeScene, encodeSet, encodeSoftKey, sceneCount, softKeyCount } from './messages.ts';
import { fromWire, type SqMap, toWire } from './paramMap.ts';
import { mapOf, profiles } from './profile.ts';

/** So many levels that fit the audio taper, and none that does not, are no accident. */
const enoughLevels = 12;
/** Asked to find out whether the desk is there: the fader of the main mix. */
const mainFader = 8192 + 1920;

/** How the user's word on the law was given, or what is known of it. */
type LawChoice = Law | 'auto';

export interface SqSettings {
  readonly law: LawChoice;
  /** The desk's MIDI channel from 0; all are tried if it is not given. */
  readonly channel: number | undefined;
}

const sayLaw = 'Choose it in the target: ?law=linear or ?law=audio.';
const wrongLaw =
  'The console\u2019s levels do not fit the audio taper: its "NRPN fader law" seems to be linear. Levels may be wrong. ';

const none: readonly Heard[] = [];
const alive: readonly Heard[] = [{ kind: 'alive' }];
const unknown: readonly Heard[] = [{ kind: 'unknown' }];
const recalled: readonly Heard[] = [{ kind: 'recalled' }];

/** Speaks to an SQ on one MIDI channel under one fader law. */
export class SqTongue implements Tongue {
  readonly name = 'SQ';
  readonly model = 'SQ';
  readonly firmware = '';
  readonly isHeardOften = true;
  readonly probe: Uint8Array;
  notice: string;
  readonly #map: SqMap;
  readonly #channel: number;
  readonly #choice: LawChoice;
  readonly #nrpn = new NrpnReader();
  /** Levels heard that are not at the stop: how many fit the audio taper's positions, and whether one does not. */
  #fitting = new Set<ParamId>();
  #isLinear = false;

  constructor(map: SqMap, channel: number, choice: LawChoice, notice = '') {
    this.#map = map;
    this.#channel = channel;
    this.#choice = choice;
    this.notice = notice;
    this.probe = encodeAsk(channel, mainFader);
  }

  get schema(): Schema {
    return this.#map.schema;
  }

  set(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const number = this.#map.numberOf[id];
    return number === undefined ? undefined : encodeSet(this.#channel, number, toWire(this.#map, id, value));
  }

  ask(id: ParamId): Uint8Array | undefined {
    const number = this.#map.numberOf[id];
    return number === undefined ? undefined : encodeAsk(this.#channel, number);
  }

  recall(scene: number): Uint8Array {
    return encodeScene(this.#channel, scene);
  }

  softKey(key: number, isDown: boolean): Uint8Array {
    return encodeSoftKey(this.#channel, key, isDown);
  }

  hear(event: MidiEvent): readonly Heard[] {
    if (!('channel' in event)) return event.type === 'sysex' ? unknown : alive;
    if (event.channel !== this.#channel) return unknown;
    switch (event.type) {
      case 'controlChange':
        return this.#hearValue(event);
      case 'programChange':
        // Firmware 1.5 sends a surplus byte behind a recall, which reads as a second program of a running status.
        return event.isRunning ? none : recalled;
      default:
        return unknown;
    }
  }

  /** Read under the linear law: whether the desk's law is the other one. */
  revised(): Tongue | undefined {
    if (this.#choice !== 'auto' || this.#map.law === 'audio' || this.#isLinear) return undefined;
    // Read as audio, a linear desk would be set too soft; the other way round too loud. Undecided, the softer is taken.
    const isSure = this.#fitting.size >= enoughLevels;
    const notice = isSure
      ? ''
      : `The console\u2019s fader law cannot be told from its levels; the audio taper is assumed. ${sayLaw}`;
    return new SqTongue(mapOf('audio'), this.#channel, 'auto', notice);
  }

  #hearValue(event: MidiEvent): readonly Heard[] {
    const message = this.#nrpn.read(event);
    if (message?.op !== 'set') return message ? unknown : none;
    const id = this.#map.idOf.get(message.number);
    if (id === undefined) return unknown;
    if (this.#map.schema.specOf(id).kind === 'level') this.#weigh(id, message.value);
    return [{ kind: 'values', changes: [{ id, value: fromWire(this.#map, id, message.value) }] }];
  }

  #weigh(id: ParamId, wire: number): void {
    if (wire === 0) return;
    if (mayBeAudio(wire)) this.#fitting.add(id);
    else {
      this.#isLinear = true;
      if (this.#map.law === 'audio') this.notice = wrongLaw + sayLaw;
    }
  }
}

class SqGreeter implements Greeter {
  readonly greeting: Uint8Array;
  readonly silence: string;
  readonly #settings: SqSettings;
  readonly #nrpn = new NrpnReader();

  constructor(settings: SqSettings) {
    const { channel } = settings;
    this.#settings = settings;
    const channels = channel === undefined ? Array.from({ length: 16 }, (_, index) => index) : [channel];
    this.greeting = joinBytes(channels.map((each) => encodeAsk(each, mainFader)));
    this.silence =
      channel === undefined
        ? 'Connected, but the console does not answer: it may serve another program, or not be of this family.'
        : `Connected, but the console does not answer on MIDI channel ${channel + 1}: leave out ?channel= to try all.`;
  }

  hear(event: MidiEvent): Tongue | undefined {
    const message = this.#nrpn.read(event);
    if (message?.op !== 'set' || message.number !== mainFader) return undefined;
    const { law, channel } = this.#settings;
    if (channel !== undefined && channel !== message.channel) return undefined;
    return new SqTongue(mapOf(law === 'auto' ? 'linear' : law), message.channel, law);
  }
}

export function sqFamily(settings: SqSettings): MidiFamily {
  const { setsPerSecond, totalSetsPerSecond } = profiles[0] as (typeof profiles)[number];
  return { greeter: () => new SqGreeter(settings), setsPerSecond, totalSetsPerSecond, sceneCount, softKeyCount };
}
