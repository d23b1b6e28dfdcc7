import type { DeskDriver, DeskListener } from '../../electron/drivers/driver.ts';
import { MidiDeskClient } from '../../electron/drivers/midiDesk/client.ts';
import { type MidiServing, serveClient } from '../../electron/drivers/midiDesk/server.ts';
import type { MidiFamily } from '../../electron/drivers/midiDesk/tongue.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { type MemoryMidiPort, memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import type { MidiPort } from '../../electron/transports/midiPort.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { ListeningDesk } from '../support/listeningDesk.ts';
import { VirtualClock } from '../support/virtualClock.ts';

export interface RigOptions {
  readonly driver: DeskDriver;
  readonly profile?: DeskProfile;
  readonly family: MidiFamily;
  readonly serving: (desk: SimulatedDesk, clock: VirtualClock) => MidiServing;
  /** What the desk has before anybody connects. */
  readonly prepare?: (desk: SimulatedDesk) => void;
  readonly listener?: DeskListener;
  readonly clock?: VirtualClock;
  /** Bytes of a piece of the cable. */
  readonly pieceBytes?: number;
}

/** A session and an emulated console on a cable in memory, on a clock that the test turns. */
export class MidiRig {
  readonly clock: VirtualClock;
  readonly desk: SimulatedDesk;
  readonly heard = new ListeningDesk();
  readonly session: MidiDeskClient;
  /** The console's end of the cable of the present connection. */
  deskEnd: MemoryMidiPort | undefined;
  /** The session's end, into which a test may speak as the session does. */
  nearEnd: MemoryMidiPort | undefined;
  /** How often the session has opened a cable. */
  connections = 0;
  /** Whether a console is at the other end of the next cables. */
  isOn = true;
  readonly #options: RigOptions;
  readonly #serving: MidiServing;
  #served: Disposable | undefined;

  constructor(options: RigOptions) {
    this.#options = options;
    this.clock = options.clock ?? new VirtualClock();
    const profile = options.profile ?? (options.driver.profiles[0] as DeskProfile);
    this.desk = new SimulatedDesk(buildSchema(profile));
    options.prepare?.(this.desk);
    this.#serving = options.serving(this.desk, this.clock);
    this.session = new MidiDeskClient({
      id: options.driver.id,
      family: options.family,
      target: { host: '10.0.0.5', port: 51_325 },
      listener: options.listener ?? this.heard,
      context: { clock: this.clock },
      open: () => this.#open(),
    });
  }

  get state() {
    return this.heard.states.at(-1);
  }

  get detail() {
    return this.heard.details.at(-1) ?? '';
  }

  /** What the session last heard of a value. */
  at(address: Address): ParamValue | undefined {
    return this.heard.picture?.at(address);
  }

  /** A hand at the console. */
  put(address: Address, value: ParamValue): void {
    this.desk.apply([{ id: this.desk.schema.need(address), value }], 'hand');
  }

  has(address: Address): ParamValue | undefined {
    return this.desk.get(this.desk.schema.need(address));
  }

  /** Through the session. */
  set(address: Address, value: ParamValue): void {
    this.session.push([{ id: this.desk.schema.need(address), value }], false);
  }

  /** The console falls silent; the cable stays. */
  fallSilent(): void {
    this.isOn = false;
    this.#served?.dispose();
  }

  /** Addresses whose value the session has otherwise than the desk. */
  differences(): string[] {
    const { schema } = this.desk;
    return schema.addresses.filter((address) => {
      const id = schema.need(address);
      return !schema.specOf(id).keptByApp && this.heard.picture?.get(id) !== this.desk.get(id);
    });
  }

  #open(): MidiPort {
    this.connections++;
    const { pieceBytes } = this.#options;
    const [near, far] = memoryMidiPair({ clock: this.clock, ...(pieceBytes === undefined ? {} : { pieceBytes }) });
    this.deskEnd = far;
    this.nearEnd = near;
    if (this.isOn) this.#served = serveClient(far, this.desk, { clock: this.clock }, this.#serving);
    return near;
  }
}
