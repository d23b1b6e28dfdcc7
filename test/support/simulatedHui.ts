import type { MidiEvent } from '../../electron/transports/midiParser.ts';
import type { MidiPort } from '../../electron/transports/midiPort.ts';

/** A surface of the HUI kind as its protocol describes it: it answers pings, and its motors do not move under a finger. */
export class SimulatedHui {
  readonly faders: number[] = new Array(8).fill(0);
  /** Lights by zone and port, as `4/3`. */
  readonly lights = new Map<string, boolean>();
  readonly rings: number[] = new Array(8).fill(0);
  readonly names: string[] = new Array(9).fill('????');
  readonly blocks: string[] = new Array(8).fill('??????????');
  readonly meters = new Map<number, number>();
  isAnswering = true;
  fights = 0;
  pings = 0;

  readonly #port: MidiPort;
  readonly #touched = new Set<number>();
  /** Where each finger has been since it came; an echo of one of these may be late. */
  readonly #been = new Map<number, Set<number>>();
  readonly #hostSaid: number[] = new Array(8).fill(0);
  readonly #highs: number[] = new Array(8).fill(0);
  #zone = 0;

  constructor(port: MidiPort) {
    this.#port = port;
    port.onMessage((event) => this.#hear(event));
  }

  touch(strip: number): void {
    this.#touched.add(strip - 1);
    this.#been.set(strip - 1, new Set());
    this.#port.send([0xb0, 0x0f, strip - 1, 0xb0, 0x2f, 0x40]);
  }

  release(strip: number): void {
    this.#touched.delete(strip - 1);
    this.#port.send([0xb0, 0x0f, strip - 1, 0xb0, 0x2f, 0x00]);
    this.faders[strip - 1] = this.#hostSaid[strip - 1] ?? 0;
  }

  /** A finger moves the fader; nine bits of its position count. Running status, as is common. */
  move(strip: number, position: number): void {
    const coarse = position & ~0x1f;
    this.#been.get(strip - 1)?.add(coarse);
    this.faders[strip - 1] = coarse;
    this.#port.send([0xb0, strip - 1, coarse >> 7, 0x20 + strip - 1, coarse & 0x7f]);
  }

  press(zone: number, port: number): void {
    this.hold(zone, port, true);
    this.hold(zone, port, false);
  }

  hold(zone: number, port: number, isDown: boolean): void {
    this.#port.send([0xb0, 0x0f, zone, 0x2f, (isDown ? 0x40 : 0) | port]);
  }

  turn(strip: number, clicks: number): void {
    this.#port.send([0xb0, 0x40 + strip - 1, clicks > 0 ? 0x40 | clicks : -clicks]);
  }

  #hear(event: MidiEvent): void {
    if (event.type === 'noteOff' && event.note === 0) {
      this.pings++;
      if (this.isAnswering) this.#port.send([0x90, 0x00, 0x7f]);
    } else if (event.type === 'controlChange') this.#control(event.controller, event.value);
    else if (event.type === 'polyPressure') this.meters.set(event.note, event.pressure);
    else if (event.type === 'sysex') {
      const [, , , , , , command, place = 0, ...codes] = event.bytes.slice(0, -1);
      const text = String.fromCharCode(...codes);
      if (command === 0x10) this.names[place] = text;
      else if (command === 0x12) this.blocks[place] = text;
    }
  }

  #control(controller: number, value: number): void {
    if (controller < 0x08) this.#highs[controller] = value;
    else if (controller === 0x0c) this.#zone = value;
    else if (controller >= 0x10 && controller < 0x18) this.rings[controller - 0x10] = value;
    else if (controller >= 0x20 && controller < 0x28) {
      this.#drive(controller - 0x20, (this.#highs[controller - 0x20] ?? 0) * 128 + value);
    } else if (controller === 0x2c) this.lights.set(`${this.#zone}/${value & 0x0f}`, value >= 0x40);
  }

  #drive(strip: number, position: number): void {
    this.#hostSaid[strip] = position;
    if (!this.#touched.has(strip)) this.faders[strip] = position;
    else if (!this.#been.get(strip)?.has(position)) this.fights++;
  }
}
