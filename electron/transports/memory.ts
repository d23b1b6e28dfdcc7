import { Buffer } from 'node:buffer';
import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { type Impairments, impairSocket } from './badNetwork.ts';
import { checkDestination, type DatagramSource, type Endpoint, type UdpSocket } from './udp.ts';

export interface MemorySocketOptions extends Impairments {
  /** The machine the socket is on; `127.0.0.1` if not given. Any text will do: nothing is resolved. */
  readonly host?: string;
  /** Connects the socket: it hears nobody else, and hears of it when nobody listens there. */
  readonly remote?: Endpoint;
}

const broadcastHost = '255.255.255.255';
const firstFreePort = 49_152;

/**
 * Machines and their UDP sockets in memory, on a clock: what a socket sends arrives in a later turn of the clock, in
 * order and without loss unless a socket is impaired. With a virtual clock every run is the same.
 */
export class MemoryNetwork {
  readonly #clock: Clock;
  readonly #sockets = new Map<string, MemorySocket>();
  #nextPort = firstFreePort;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Opens a socket.
   * @param port 0 takes a free one.
   * @throws Error when the port is taken on that host.
   */
  socket(port = 0, options: MemorySocketOptions = {}): UdpSocket {
    const host = options.host ?? '127.0.0.1';
    const local = { host, port: port === 0 ? this.#freePort(host) : port };
    const place = placeOf(local);
    if (this.#sockets.has(place)) throw new Error(`UDP port ${port} of ${host} cannot be opened: it is in use.`);
    const socket = new MemorySocket(local, options.remote, {
      transmit: (bytes, to) => this.#transmit(socket, bytes, to),
      leave: () => this.#sockets.delete(place),
    });
    this.#sockets.set(place, socket);
    return options.outgoing || options.incoming ? impairSocket(socket, options) : socket;
  }

  #transmit(sender: MemorySocket, bytes: Uint8Array, to: Endpoint): void {
    // What lies in the network is nobody's to change, and what arrives is a Buffer, as from Node.
    const datagram = Buffer.from(bytes);
    this.#clock.after(0, () => {
      const receivers = this.#at(to);
      for (const receiver of receivers) receiver.arrive(Buffer.from(datagram), sender.local);
      if (receivers.length === 0) sender.unreachable(to);
    });
  }

  #at(to: Endpoint): MemorySocket[] {
    if (to.host === broadcastHost) return [...this.#sockets.values()].filter(({ local }) => local.port === to.port);
    const socket = this.#sockets.get(placeOf(to));
    return socket ? [socket] : [];
  }

  #freePort(host: string): number {
    while (this.#sockets.has(placeOf({ host, port: this.#nextPort }))) this.#nextPort += 1;
    return this.#nextPort++;
  }
}

/** The part of the network that one socket may use. */
interface Wire {
  transmit(bytes: Uint8Array, to: Endpoint): void;
  leave(): void;
}

class MemorySocket implements UdpSocket {
  readonly local: Endpoint;
  readonly receiveBufferBytes = Number.POSITIVE_INFINITY;
  readonly statistics = { sent: 0, received: 0, sendErrors: 0 };

  readonly #remote: Endpoint | undefined;
  readonly #wire: Wire;
  readonly #messages = new Emitter<{ bytes: Uint8Array; from: DatagramSource }>();
  readonly #errors = new Emitter<Error>();
  #isClosed = false;

  constructor(local: Endpoint, remote: Endpoint | undefined, wire: Wire) {
    this.local = local;
    this.#remote = remote;
    this.#wire = wire;
  }

  send(bytes: Uint8Array, to?: Endpoint): void {
    if (this.#isClosed) return;
    checkDestination(this.#remote !== undefined, to);
    const destination = to ?? this.#remote;
    if (!destination) return;
    this.statistics.sent += 1;
    this.#wire.transmit(bytes, destination);
  }

  onMessage(listener: (bytes: Uint8Array, from: DatagramSource) => void): Disposable {
    return this.#messages.on(({ bytes, from }) => listener(bytes, from));
  }

  onError(listener: (error: Error) => void): Disposable {
    return this.#errors.on(listener);
  }

  close(): Promise<void> {
    if (!this.#isClosed) this.#wire.leave();
    this.#isClosed = true;
    return Promise.resolve();
  }

  arrive(bytes: Uint8Array, { host, port }: Endpoint): void {
    if (this.#isClosed) return;
    if (this.#remote && placeOf(this.#remote) !== placeOf({ host, port })) return;
    this.statistics.received += 1;
    this.#messages.emit({ bytes, from: { address: host, port } });
  }

  /** A datagram found nobody; as with real sockets, only a connected one hears of it. */
  unreachable(to: Endpoint): void {
    if (this.#isClosed || !this.#remote) return;
    this.statistics.sendErrors += 1;
    this.#errors.emit(Object.assign(new Error(`connect ECONNREFUSED ${placeOf(to)}`), { code: 'ECONNREFUSED' }));
  }
}

function placeOf({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
