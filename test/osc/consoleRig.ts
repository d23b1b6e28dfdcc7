import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { serveOn } from '../../electron/drivers/x32/server.ts';
import { demoBand } from '../../electron/emulator/demoBand.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { MemoryNetwork } from '../../electron/transports/memory.ts';
import {
  encodeFloat,
  encodeInt,
  encodeMessage,
  encodeRequest,
  encodeText,
  OscReader,
} from '../../electron/transports/oscCodec.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { VirtualClock } from '../support/virtualClock.ts';

/** One argument as a client sees it. */
export type Seen = number | string | Uint8Array;

/** One message as a client sees it, with the size of its datagram and the time at which it came. */
export interface Heard {
  readonly address: string;
  readonly tags: string;
  readonly args: readonly Seen[];
  readonly bytes: number;
  readonly atMs: number;
}

const reader = new OscReader();

export function seen(bytes: Uint8Array, atMs = 0): Heard {
  if (!reader.read(bytes)) throw new Error(`The desk sent something malformed: ${Buffer.from(bytes).toString('hex')}`);
  const tags = Array.from({ length: reader.count }, (_, index) => reader.tag(index)).join('');
  const args = Array.from({ length: reader.count }, (_, index): Seen => {
    return reader.blob(index) ?? reader.text(index) ?? reader.number(index);
  });
  return { address: reader.address, tags, args, bytes: bytes.length, atMs };
}

/** `say('/ch/01/mix/fader', 0.5)` and the like: integers of type `i` are written `{ int: 1 }`. */
export type Said = number | string | { readonly int: number };

export function said(address: string, ...args: readonly Said[]): Uint8Array {
  const [only] = args;
  if (only === undefined) return encodeRequest(address);
  if (args.length === 1) {
    if (typeof only === 'number') return encodeFloat(address, only);
    return typeof only === 'string' ? encodeText(address, only) : encodeInt(address, only.int);
  }
  const tags = args.map((arg) => (typeof arg === 'number' ? 'f' : typeof arg === 'string' ? 's' : 'i')).join('');
  return encodeMessage(
    address,
    tags,
    args.map((arg) => (typeof arg === 'object' ? arg.int : arg)),
  );
}

export const int = (value: number) => ({ int: value });

const deskPlace = { host: '192.168.0.64', port: 10023 };

const schemas = new Map<string, Schema>();

/** Tests read schemas and never change them: one of a kind will do. */
function schemaOf(model: string, firmware: string): Schema {
  const key = `${model} ${firmware}`;
  const schema = schemas.get(key) ?? buildSchema(profileFor(model, firmware));
  schemas.set(key, schema);
  return schema;
}

export interface RigOptions {
  readonly firmware?: string;
  readonly model?: string;
  readonly demo?: boolean;
  readonly sceneText?: string;
  readonly savedState?: string;
}

/** An emulated console and its clients in memory, on a clock that the test turns. */
export class ConsoleRig {
  readonly clock = new VirtualClock(1000);
  readonly network = new MemoryNetwork(this.clock);
  readonly desk: SimulatedDesk;
  readonly server;
  #nextPort = 50_000;

  constructor({ firmware = '4.06', model = 'X32', demo = false, ...options }: RigOptions = {}) {
    this.desk = new SimulatedDesk(schemaOf(model, firmware), 1);
    if (demo) this.desk.apply(demoBand(this.desk.schema), undefined);
    this.server = serveOn(this.network.socket(deskPlace.port, { host: deskPlace.host }), this.desk, {
      clock: this.clock,
      name: 'osc-server',
      ...options,
    });
  }

  at(address: Address): ParamValue | undefined {
    return this.desk.get(this.desk.schema.need(address));
  }

  put(address: Address, value: ParamValue): void {
    this.desk.apply([{ id: this.desk.schema.need(address), value }], undefined);
  }

  client(): RigClient {
    return new RigClient(this, this.#nextPort++);
  }
}

export class RigClient {
  readonly #rig: ConsoleRig;
  readonly #socket;
  readonly #heard: Heard[] = [];

  constructor(rig: ConsoleRig, port: number) {
    this.#rig = rig;
    this.#socket = rig.network.socket(port);
    this.#socket.onMessage((bytes) => this.#heard.push(seen(bytes, rig.clock.nowMs())));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes, deskPlace);
    this.#rig.clock.advance(0);
  }

  say(address: string, ...args: readonly Said[]): void {
    this.sendBytes(said(address, ...args));
  }

  /** Says something and gives all that is heard of it without waiting. */
  ask(address: string, ...args: readonly Said[]): Heard[] {
    this.hear();
    this.say(address, ...args);
    return this.hear();
  }

  /** All that came since the last time, after `ms` more. */
  hear(ms = 0): Heard[] {
    this.#rig.clock.advance(0);
    this.#rig.clock.advance(ms);
    this.#rig.clock.advance(0);
    return this.#heard.splice(0);
  }

  /** The one argument of the reply to a bare address. */
  value(address: string): Seen | undefined {
    return this.ask(address)[0]?.args[0];
  }

  /** The text of a node, without its line feed. */
  line(path: string): string | undefined {
    const [reply] = this.ask('/node', path);
    return typeof reply?.args[0] === 'string' ? reply.args[0].replace(/\n$/, '') : undefined;
  }
}
