import type { Change } from '../../../shared/desk/diff.ts';
import { NrpnReader } from '../../transports/midiNrpn.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import { muteOnFrom, nameIn, type QuSysex } from './messages.ts';
import { fromWire, isMembership, keyOf, type QuMap, type QuParam, type Way } from './paramMap.ts';

/** Reads the values in a stream of messages: the client's way of hearing the desk, and the desk's way of hearing the client. */
export class ValueReader {
  readonly #map: QuMap;
  readonly #nrpn = new NrpnReader();

  constructor(map: QuMap) {
    this.#map = map;
  }

  /** @returns the change, `unknown` for a whole message that names no value here, `undefined` for part of a message. */
  read(event: MidiEvent): Change | 'unknown' | undefined {
    if (event.type === 'noteOn') return this.#mute(event.note, event.velocity);
    // The second half of a mute's pair.
    if (event.type === 'noteOff') return undefined;
    const message = this.#nrpn.read(event);
    if (!message) return undefined;
    if (message.op !== 'set') return 'unknown';
    const parameter = message.number & 0x7f;
    const wire = message.value >> 7;
    const way: Way = { by: 'nrpn', ch: message.number >> 7, param: parameter, vx: message.value & 0x7f };
    const param = this.#find(isMembership(parameter) ? { ...way, member: wire & 0x3f } : way);
    return param ? { id: param.id, value: fromWire(this.#map, param, wire) } : 'unknown';
  }

  /** The name in a name message. */
  name({ body }: QuSysex): Change | 'unknown' {
    const param = body[0] === undefined ? undefined : this.#find({ by: 'name', ch: body[0] });
    return param ? { id: param.id, value: nameIn(body) } : 'unknown';
  }

  #mute(ch: number, velocity: number): Change | 'unknown' {
    const param = this.#find({ by: 'note', ch });
    return param ? { id: param.id, value: velocity >= muteOnFrom ? 1 : 0 } : 'unknown';
  }

  #find(way: Way): QuParam | undefined {
    const param = this.#map.byKey.get(keyOf(way));
    // A membership of a fifth group would share its number with another parameter.
    return param && isSame(param.way, way) ? param : undefined;
  }
}

const isSame = (a: Way, b: Way): boolean =>
  a.by === b.by &&
  a.ch === b.ch &&
  (a.by !== 'nrpn' || b.by !== 'nrpn' || (a.param === b.param && a.vx === b.vx && (a.member ?? 0) === (b.member ?? 0)));
