import type { Disposable } from '../../../shared/base/disposable.ts';
import { type ParamValue, stepOf, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { DeskServer, ServedDesk, ServeOptions } from '../driver.ts';
import { type Cable, type MidiServing, type ServedTongue, serveMidiDesk } from '../midiDesk/server.ts';
import { HuiHost } from './huiWire.ts';
import { McuHost } from './mcuWire.ts';
import { idOf, meaningOf, placeOf, wordOf } from './paramMap.ts';
import { choiceOfModel, speaksHui, unitStrips } from './profile.ts';
import type { DeviceWord, HostSide } from './wire.ts';

const meterMs = 50;
const pingMs = 1000;
/** Clicks of a knob for one of the lights around it. */
const clicksPerLight = 3;

/** Answers as a DAW to surfaces on TCP, one connection for each unit. @throws (rejects) as {@link serveMidiDesk}. */
export function serveDaw(desk: ServedDesk, options: ServeOptions): Promise<DeskServer> {
  const choice = choiceOfModel(desk.schema.profile.model);
  const serving: MidiServing = {
    mostClients: choice.units,
    options: { daw: choice.daw, units: String(choice.units) },
    tongue: (cable) => new ServedUnit(desk, options, cable, speaksHui(choice) ? new HuiHost() : new McuHost()),
  };
  return serveMidiDesk(desk, options, serving);
}

/** The DAW towards one unit: its tracks, a player that plays, toggling buttons, knobs that turn by clicks. */
class ServedUnit implements ServedTongue {
  readonly #desk: ServedDesk;
  readonly #options: ServeOptions;
  readonly #cable: Cable;
  readonly #host: HostSide;
  readonly #clicks = new Map<ParamId, number>();
  #unit: number | undefined;
  #timers: Disposable[] = [];

  constructor(desk: ServedDesk, options: ServeOptions, cable: Cable, host: HostSide) {
    this.#desk = desk;
    this.#options = options;
    this.#cable = cable;
    this.#host = host;
    this.#every(pingMs, () => this.#ping());
    this.#every(meterMs, () => this.#meter());
  }

  hear(event: MidiEvent): 'known' | 'unknown' {
    const words = this.#host.hear(event);
    for (const word of words) this.#do(word);
    return words.length > 0 ? 'known' : 'unknown';
  }

  tell(id: ParamId, value: ParamValue): Uint8Array | undefined {
    const word = placeOf(this.#desk.schema, id)?.unit === this.#unit ? wordOf(this.#desk.schema, id, value) : undefined;
    return word && this.#host.say(word);
  }

  dispose(): void {
    for (const timer of this.#timers.splice(0)) timer.dispose();
  }

  #every(ms: number, action: () => void): void {
    const at = this.#timers.length;
    const turn = () => {
      action();
      if (this.#timers.length > 0) this.#timers[at] = this.#options.clock.after(ms, turn);
    };
    this.#timers.push(this.#options.clock.after(ms, turn));
  }

  #do(word: DeviceWord): void {
    const { schema } = this.#desk;
    if (word.what === 'here') {
      this.#unit = word.unit;
      this.#tellAll();
      return;
    }
    // All its tracks are on the surface: a bank leads nowhere.
    if (this.#unit === undefined || word.what === 'touch' || word.what === 'bank') return;
    const what = word.what === 'move' ? 'fader' : word.what === 'turn' ? 'pan' : word.key;
    const id = idOf(schema, this.#unit, word.strip, what);
    if (id === undefined) return;
    if (word.what === 'move') {
      this.#apply(id, meaningOf(schema, id, { what: 'fader', strip: word.strip, value: word.position }));
    } else if (word.what === 'press') this.#apply(id, this.#desk.get(id) === 1 ? 0 : 1);
    else this.#turn(id, word.ticks);
  }

  /** Applied for nobody in particular, so that it is echoed: a surface's motor stays only where the DAW says. */
  #apply(id: ParamId, value: ParamValue): void {
    const changed = this.#desk.apply([{ id, value }], undefined);
    const same = changed.some((change) => change.id === id) ? undefined : this.tell(id, value);
    if (same) this.#cable.say(same);
  }

  #turn(id: ParamId, ticks: number): void {
    const spec = this.#desk.schema.specOf(id);
    if (spec.kind === 'text') return;
    const clicks = (this.#clicks.get(id) ?? 0) + ticks;
    const lights = Math.trunc(clicks / clicksPerLight);
    this.#clicks.set(id, clicks - lights * clicksPerLight);
    if (lights === 0) return;
    const step = stepOf(spec, Number(this.#desk.get(id) ?? 0)) + lights;
    this.#apply(id, valueAtStep(spec, Math.max(0, Math.min(10, step))));
  }

  #tellAll(): void {
    for (let id = 0; id < this.#desk.schema.size; id++) {
      const value = this.#desk.get(id);
      const bytes = value === undefined ? undefined : this.tell(id, value);
      if (bytes) this.#cable.say(bytes);
    }
  }

  #ping(): void {
    if (this.#host.ping) this.#cable.say(this.#host.ping);
  }

  /** Every track plays something that comes and goes. */
  #meter(): void {
    if (this.#unit === undefined) return;
    const { schema } = this.#desk;
    for (let strip = 0; strip < unitStrips; strip++) {
      const fader = idOf(schema, this.#unit, strip, 'fader');
      const mute = idOf(schema, this.#unit, strip, 'mute');
      if (fader === undefined || mute === undefined || this.#desk.get(mute) === 1) continue;
      const playedDb = -12 + 8 * Math.sin(this.#options.clock.nowMs() / 400 + strip);
      const level = Math.round((playedDb + Number(this.#desk.get(fader) ?? -Infinity) + 60) / 5);
      if (level > 0) this.#cable.say(this.#host.say({ what: 'meter', strip, value: Math.min(12, level) }));
    }
  }
}
