import type { MidiEvent } from '../../electron/transports/midiParser.ts';
import type { MidiPort } from '../../electron/transports/midiPort.ts';

const device = { main: 0x14, extender: 0x15 };

/**
 * A motor fader surface of the MCU kind as its protocol describes it: motors do not move under a finger, and when the finger goes
 * they run to where the host last said; texts are written anywhere on a glass of two rows of 56; colours come eight at a time.
 */
export class SimulatedMcu {
  /** Where the faders stand, 0 … 16383; the last is the master. */
  readonly faders: number[] = new Array(9).fill(0);
  readonly lights = new Map<number, number>();
  readonly rings: number[] = new Array(8).fill(0);
  readonly colors: number[] = new Array(8).fill(0);
  readonly meters: number[] = new Array(8).fill(0);
  readonly overloads = new Set<number>();
  readonly digits = new Map<number, number>();
  /** Messages in the order in which they came. */
  readonly heard: MidiEvent[] = [];
  /** Times at which the host drove a motor under a finger to a place where the finger had not been. */
  fights = 0;
  /** How often each motor was driven. */
  readonly drives: number[] = new Array(9).fill(0);
  textWrites = 0;

  readonly #port: MidiPort;
  readonly #kind: keyof typeof device;
  readonly #glass: number[] = new Array(112).fill(0x2a);
  readonly #touched = new Set<number>();
  /** Where each finger has been since it came; an echo of one of these may be late. */
  readonly #been = new Map<number, Set<number>>();
  readonly #hostSaid: number[] = new Array(9).fill(0);

  constructor(port: MidiPort, kind: keyof typeof device = 'main') {
    this.#port = port;
    this.#kind = kind;
    port.onMessage((event) => this.#hear(event));
  }

  /** The text over a strip from 1. @param row 0 upper, 1 lower */
  text(strip: number, row: 0 | 1): string {
    const at = row * 56 + (strip - 1) * 7;
    return String.fromCharCode(...this.#glass.slice(at, at + 7));
  }

  light(note: number): number {
    return this.lights.get(note) ?? 0;
  }

  touch(strip: number): void {
    this.#touched.add(strip - 1);
    this.#been.set(strip - 1, new Set());
    this.#port.send([0x90, 0x68 + strip - 1, 0x7f]);
  }

  /** The finger goes; the motor runs to where the host last said. */
  release(strip: number): void {
    this.#touched.delete(strip - 1);
    this.#port.send([0x90, 0x68 + strip - 1, 0x00]);
    this.faders[strip - 1] = this.#hostSaid[strip - 1] ?? 0;
  }

  /** A finger moves the fader, which tells it in its own coarse steps. */
  move(strip: number, position: number): void {
    const coarse = position & ~0x0f;
    this.#been.get(strip - 1)?.add(coarse);
    this.faders[strip - 1] = coarse;
    this.#port.send([0xe0 | (strip - 1), coarse & 0x7f, coarse >> 7]);
  }

  press(note: number): void {
    this.#port.send([0x90, note, 0x7f]);
    this.#port.send([0x90, note, 0x00]);
  }

  hold(note: number, isDown: boolean): void {
    this.#port.send([0x90, note, isDown ? 0x7f : 0x00]);
  }

  /** Clicks of a knob, clockwise if positive. */
  turn(strip: number, clicks: number): void {
    this.#port.send([0xb0, 0x10 + strip - 1, clicks < 0 ? 0x40 | -clicks : clicks]);
  }

  /** Off and on again: everything shown is gone, and it says that it is there. */
  switchOn(): void {
    this.faders.fill(0);
    this.lights.clear();
    this.rings.fill(0);
    this.colors.fill(0);
    this.#glass.fill(0x2a);
    this.#touched.clear();
    this.#port.send([0xf0, 0, 0, 0x66, device[this.#kind], 0x01, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 0xf7]);
  }

  #hear(event: MidiEvent): void {
    this.heard.push(event);
    if (event.type === 'pitchBend') this.#drive(event.channel, event.value);
    else if (event.type === 'noteOn') this.lights.set(event.note, event.velocity);
    else if (event.type === 'noteOff') this.lights.set(event.note, 0);
    else if (event.type === 'controlChange') this.#control(event.controller, event.value);
    else if (event.type === 'channelPressure') this.#meter(event.pressure >> 4, event.pressure & 0x0f);
    else if (event.type === 'sysex') this.#sysex([...event.bytes]);
  }

  #drive(strip: number, position: number): void {
    if (strip > 8) return;
    this.#hostSaid[strip] = position;
    this.drives[strip] = (this.drives[strip] ?? 0) + 1;
    if (!this.#touched.has(strip)) this.faders[strip] = position;
    else if (!this.#been.get(strip)?.has(position)) this.fights++;
  }

  #control(controller: number, value: number): void {
    if (controller >= 0x30 && controller < 0x38) this.rings[controller - 0x30] = value;
    else if (controller >= 0x40 && controller < 0x4c) this.digits.set(controller, value);
  }

  #meter(strip: number, level: number): void {
    if (level === 0x0e) this.overloads.add(strip);
    else if (level === 0x0f) this.overloads.delete(strip);
    else this.meters[strip] = level;
  }

  #sysex(bytes: number[]): void {
    const [, , , , id, command, ...data] = bytes.slice(0, -1);
    if (id !== device[this.#kind]) return;
    if (command === 0x12) {
      const [at = 0, ...codes] = data;
      this.textWrites++;
      for (const [index, code] of codes.entries()) if (at + index < 112) this.#glass[at + index] = code;
    } else if (command === 0x72) for (const [strip, color] of data.entries()) this.colors[strip] = color;
    else if (command === 0x00) {
      this.#port.send([0xf0, 0, 0, 0x66, id, 0x01, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 0xf7]);
    }
  }
}
