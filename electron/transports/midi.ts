import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { stableNames } from './midiNames.ts';
import { loadNativeMidi, type NativeMidi } from './midiNative.ts';
import type { MidiPort } from './midiPort.ts';
import { type PortPlace, SystemMidiPort } from './midiSystemPort.ts';

/** Names of the machine's ports, stable from start to start. */
export interface MidiPortNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** How often the system is asked which ports there are: it does not tell by itself. */
const pollMs = 1000;

/**
 * The MIDI ports of this machine. Opened ports wait until they are plugged in and come back after a break; a machine without
 * MIDI has none, and `off` says why.
 */
export class MidiSystem implements Disposable {
  /** Why there is no MIDI, in a sentence that begins with "MIDI is off"; empty if there is. */
  readonly off: string;
  readonly #native: NativeMidi | undefined;
  readonly #clock: Clock;
  readonly #platform: NodeJS.Platform;
  readonly #ports = new Set<SystemMidiPort>();
  readonly #changes = new Emitter<MidiPortNames>();
  #inputs: ReadonlyMap<string, string> = new Map();
  #outputs: ReadonlyMap<string, string> = new Map();
  #timer: Disposable | undefined;

  constructor(native: NativeMidi | string, clock: Clock, platform: NodeJS.Platform = process.platform) {
    this.off = typeof native === 'string' ? native : '';
    this.#native = typeof native === 'string' ? undefined : native;
    this.#clock = clock;
    this.#platform = platform;
    this.#poll();
  }

  static async start(clock: Clock): Promise<MidiSystem> {
    return new MidiSystem(await loadNativeMidi(), clock);
  }

  get names(): MidiPortNames {
    return { inputs: [...this.#inputs.keys()], outputs: [...this.#outputs.keys()] };
  }

  /** Whether ports can be made that other programs see. */
  get hasVirtualPorts(): boolean {
    return this.#native?.hasVirtualPorts ?? false;
  }

  /** Calls when a port is plugged in or out. */
  onPorts(listener: (names: MidiPortNames) => void): Disposable {
    return this.#changes.on(listener);
  }

  /** Opens the input and the output of this name, whichever of them there are; or those that are named one by one. */
  open(port: string | { readonly input?: string; readonly output?: string }): MidiPort {
    const { input, output } = typeof port === 'string' ? { input: port, output: port } : port;
    const isEither = typeof port === 'string';
    return this.#add({
      name: typeof port === 'string' ? port : [...new Set([input, output])].filter(Boolean).join(' / '),
      place: () => {
        const places = {
          input: input === undefined ? undefined : this.#inputs.get(input),
          output: output === undefined ? undefined : this.#outputs.get(output),
        };
        const missing = [
          ...(input !== undefined && places.input === undefined ? [input] : []),
          ...(output !== undefined && places.output === undefined ? [output] : []),
        ];
        const isThere = isEither ? missing.length < 2 : missing.length === 0;
        if (!isThere) return `The MIDI port "${missing[0]}" is not plugged in.`;
        return { input: named(places.input), output: named(places.output) };
      },
    });
  }

  /** Makes an input and an output that other programs see under this name. */
  openVirtual(name: string): MidiPort {
    return this.#add({
      name,
      place: () =>
        this.hasVirtualPorts
          ? { input: { virtualName: name }, output: { virtualName: name } }
          : `"${name}" cannot be made: this system has no virtual MIDI ports. Install a loopback driver and choose its port.`,
    });
  }

  dispose(): void {
    this.#timer?.dispose();
    for (const port of this.#ports) void port.close();
  }

  #add(place: PortPlace): MidiPort {
    const port = new SystemMidiPort(place, this.#native ?? this.off, this.#clock, () => this.#ports.delete(port));
    this.#ports.add(port);
    port.look();
    return port;
  }

  #poll(): void {
    const native = this.#native;
    if (!native) return;
    const before = JSON.stringify(this.names);
    this.#inputs = stableNames(native.inputNames(), this.#platform);
    this.#outputs = stableNames(native.outputNames(), this.#platform);
    for (const port of this.#ports) port.look();
    if (JSON.stringify(this.names) !== before) this.#changes.emit(this.names);
    this.#timer = this.#clock.after(pollMs, () => this.#poll());
  }
}

const named = (name: string | undefined) => (name === undefined ? undefined : { name });
