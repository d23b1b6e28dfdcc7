import { profileFor } from '../../electron/drivers/x32/profile.ts';
import type { DeskLinkEvents, OpenDeskLink } from '../../renderer/desk/deskLink.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { type ConnectionStatus, offlineStatus } from '../../shared/protocol/connection.ts';
import { decodeFrame, encodeAck, encodeMeters, encodeValues } from '../../shared/protocol/frames.ts';
import { type ClientMessage, printServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';

/** Values by address; `undefined` is unknown. */
export type Values = Readonly<Record<Address, ParamValue | undefined>>;

export interface ScriptedOptions {
  readonly profile?: DeskProfile;
  /** Values that differ from the factory's. What the factory leaves open is 0, or empty for texts. */
  readonly values?: Values;
  readonly status?: Partial<ConnectionStatus>;
  /** Without a console nothing but the greeting is said until {@link ScriptedApp.showDesk}. */
  readonly withoutDesk?: boolean;
  /** Whether each set is acknowledged and reported as landed at once. */
  readonly landsAtOnce?: boolean;
}

/** One value that the page asked for. */
export interface RecordedSet {
  readonly address: Address;
  readonly value: ParamValue;
}

/** Plays the app's side of a link to a page under test: a real console's profile, no console. */
export class ScriptedApp {
  readonly schema: Schema;
  /** Everything that the page set, in order; one entry for each value of each frame. */
  readonly sets: RecordedSet[] = [];
  /** Everything else that the page said. */
  readonly said: ClientMessage[] = [];
  readonly open: OpenDeskLink;
  readonly #options: ScriptedOptions;
  #events: DeskLinkEvents | undefined;
  #sequence = 0;

  constructor(options: ScriptedOptions = {}) {
    this.#options = options;
    this.schema = buildSchema(options.profile ?? profileFor('X32', '4.06'));
    this.open = (events) => {
      this.#events = events;
      queueMicrotask(() => {
        events.opened();
        this.#greet();
      });
      return { send: (data) => this.#hear(data), dispose: () => undefined };
    };
  }

  /** Messages of one type that the page sent. */
  heard<T extends ClientMessage['type']>(type: T): readonly Extract<ClientMessage, { type: T }>[] {
    return this.said.filter((message): message is Extract<ClientMessage, { type: T }> => message.type === type);
  }

  /** The last value that the page set at an address. */
  lastSet(address: Address): ParamValue | undefined {
    const canonical = this.schema.addressOf(this.schema.need(address));
    return this.sets.findLast((set) => set.address === canonical)?.value;
  }

  tell(message: ServerMessage): void {
    this.#events?.text(printServerMessage(message));
  }

  setStatus(status: Partial<ConnectionStatus>): void {
    this.tell({ type: 'connection', status: { ...liveStatus, ...this.#options.status, ...status } });
  }

  /** Says which console it is and what it has; the factory's values where nothing else is given. */
  showDesk(values: Values = this.#options.values ?? {}): void {
    this.tell({ type: 'desk', profile: this.schema.profile, schemaHash: this.schema.hash });
    const known = new Map<number, ParamValue | undefined>();
    for (const [address, value] of Object.entries(values)) known.set(this.schema.need(address), value);
    const entries = this.schema.specs.map((spec, id) => {
      const value = known.has(id) ? known.get(id) : (this.schema.defaultOf(id) ?? (spec.kind === 'text' ? '' : 0));
      return { id, value, landing: value === undefined ? ('unknown' as const) : ('landed' as const) };
    });
    this.#events?.bytes(encodeValues('snapshot', this.#sequence, entries));
  }

  /** Reports changes as the console's or somebody else's. */
  report(values: Values, landing: Landing = 'landed'): void {
    const entries = Object.entries(values).map(([address, value]) => ({
      id: this.schema.need(address),
      value,
      landing: value === undefined ? ('unknown' as const) : landing,
    }));
    this.#sequence++;
    this.#events?.bytes(encodeValues('diff', this.#sequence, entries));
  }

  /** @param by who holds the controls; nobody holds any other control */
  hold(by: string, ...addresses: readonly Address[]): void {
    this.tell({ type: 'held', holds: addresses.map((address) => ({ id: this.schema.need(address), by })) });
  }

  /** @param levels one byte a meter, in the profile's order */
  sendMeters(levels: Uint8Array): void {
    this.#events?.bytes(encodeMeters(levels));
  }

  /** The link breaks. */
  close(): void {
    this.#events?.closed();
  }

  #greet(): void {
    this.tell({
      type: 'hello',
      protocol: protocolVersion,
      version: '0.0.0',
      you: { name: 'Test', role: 'engineer', busses: [] },
    });
    this.tell({ type: 'people', names: ['Test'] });
    if (this.#options.withoutDesk) {
      this.tell({ type: 'connection', status: { ...offlineStatus, ...this.#options.status } });
      return;
    }
    this.setStatus({});
    this.showDesk();
  }

  #hear(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.said.push(JSON.parse(data) as ClientMessage);
      return;
    }
    const frame = decodeFrame(data);
    if (frame?.kind !== 'set') return;
    for (const { id, value } of frame.entries) {
      if (value !== undefined) this.sets.push({ address: this.schema.addressOf(id), value });
    }
    if (this.#options.landsAtOnce === false) return;
    this.#events?.bytes(encodeAck(frame.sequence));
    this.#sequence++;
    const landed = frame.entries.map((entry) => ({ ...entry, landing: 'landed' as const }));
    this.#events?.bytes(encodeValues('diff', this.#sequence, landed));
  }
}

const liveStatus: ConnectionStatus = {
  ...offlineStatus,
  state: 'live',
  target: 'x32://192.0.2.7',
  name: 'Main hall',
  model: 'X32',
  firmware: '4.06',
  read: 2161,
  total: 2161,
};
