import x32 from '../../electron/drivers/x32/index.ts';
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '../../electron/emulator/emulate.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { openUdp } from '../../electron/transports/udp.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { type Heard, seen } from '../osc/consoleRig.ts';

export type ConsoleOptions = Partial<Pick<EmulatorOptions, 'name' | 'sceneText' | 'demo' | 'seed'>>;

/** Hears what is sent to a console that is switched off. */
export interface SilentPlace {
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

/** An emulated console on a real socket of this machine, which can be switched off and on again at the same address. */
export class EmulatedConsole {
  readonly port: number;
  readonly #options: ConsoleOptions;
  #running: RunningEmulator | undefined;

  private constructor(running: RunningEmulator, options: ConsoleOptions) {
    this.#running = running;
    this.#options = options;
    this.port = running.target.port;
  }

  static async start(options: ConsoleOptions = {}): Promise<EmulatedConsole> {
    return new EmulatedConsole(await run(options, 0), options);
  }

  get place() {
    return { host: '127.0.0.1', port: this.port };
  }

  /** As it is typed. */
  get target(): string {
    return `${x32.id}://127.0.0.1:${this.port}`;
  }

  at(address: Address): ParamValue | undefined {
    const { desk } = this.#on();
    return desk.get(desk.schema.need(address));
  }

  /** Everything that it has now. */
  all(): ReadonlyMap<Address, ParamValue | undefined> {
    const { desk } = this.#on();
    return new Map(desk.schema.addresses.map((address, id) => [address, desk.get(id)]));
  }

  /** A hand at the console. */
  put(address: Address, value: ParamValue): void {
    const { desk } = this.#on();
    desk.apply([{ id: desk.schema.need(address), value }], undefined);
  }

  async switchOff(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  /** Switches it on with the values of its start, at the address that it had. */
  async switchOn(): Promise<void> {
    this.#running = await run(this.#options, this.port);
  }

  /** Listens without a word in the place of the console that is off. */
  async listenInstead(): Promise<SilentPlace> {
    const socket = await openUdp(this.place);
    const heard: Heard[] = [];
    socket.onMessage((bytes) => heard.push(seen(bytes, systemClock.nowMs())));
    return { heard, close: () => socket.close() };
  }

  #on(): RunningEmulator {
    if (!this.#running) throw new Error('The emulated console is switched off');
    return this.#running;
  }
}

function run({ demo = true, ...options }: ConsoleOptions, port: number): Promise<RunningEmulator> {
  return startEmulator(x32, { host: '127.0.0.1', port, demo, clock: systemClock, ...options });
}
