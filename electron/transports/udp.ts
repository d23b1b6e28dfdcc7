import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { lookupOnce, type SocketLookup } from './hostNames.ts';

/** A place on the network. */
export interface Endpoint {
  /** Numeric address or name. */
  readonly host: string;
  /** 1…65535; 0 where any free port will do. */
  readonly port: number;
}

/** Who sent a datagram: a numeric address and a port. */
export interface DatagramSource {
  readonly address: string;
  readonly port: number;
}

export interface DatagramStatistics {
  /** Datagrams given to the network, those included that it refused. */
  readonly sent: number;
  readonly received: number;
  /** Datagrams refused: by this machine, or by the other one because nobody listens there. */
  readonly sendErrors: number;
}

/** A socket for datagrams: the real one of {@link openUdp}, or one in memory. */
export interface UdpSocket {
  /** Where the socket is bound; the port is a real one even if any was asked for. */
  readonly local: Endpoint;
  readonly statistics: DatagramStatistics;
  /** Bytes of datagrams that the system keeps until they are read; a burst beyond that is lost. */
  readonly receiveBufferBytes: number;
  /**
   * Sends one datagram; whether it arrives is never known. The bytes must not be changed afterwards. Ignored after
   * {@link close}.
   * @param to needed unless the socket is connected to its remote, and not allowed then.
   * @throws TypeError when `to` is missing or not allowed. What the network refuses comes to {@link onError} instead.
   */
  send(bytes: Uint8Array, to?: Endpoint): void;
  /** Calls for every datagram that arrives; the bytes are the listener's to keep. */
  onMessage(listener: (bytes: Uint8Array, from: DatagramSource) => void): Disposable;
  /** Calls for every refused datagram and other trouble; the socket stays usable. Nothing is thrown if nobody listens. */
  onError(listener: (error: Error) => void): Disposable;
  /** Ends the socket and frees its port. Nothing is heard of it afterwards. */
  close(): Promise<void>;
}

export interface UdpOptions {
  /** The local address to bind: `0.0.0.0` or `::` for all. */
  readonly host: string;
  /** The local port; 0 takes any free one. */
  readonly port: number;
  /** Allows sending to broadcast addresses. */
  readonly broadcast?: boolean;
  /** Allows several sockets on one port. */
  readonly reuse?: boolean;
  /** Connects the socket: the kernel drops datagrams from anybody else, and tells when nobody listens there. */
  readonly remote?: Endpoint;
}

const highestPort = 65_535;

// A console answers a burst of requests faster than a busy event loop reads: a default buffer loses half the answers.
const wantedReceiveBufferBytes = 4 * 1024 * 1024;

/**
 * Opens a UDP socket, IPv6 if the remote (or, without one, the local address) is, else IPv4. Names are resolved once.
 * @throws (rejects) Error with a sentence and the system's error as its cause when a name is not found, the local
 *   address cannot be bound or the remote cannot be reached from it; RangeError for a port that is none.
 */
export async function openUdp(options: UdpOptions): Promise<UdpSocket> {
  checkPort(options, 0);
  if (options.remote) checkPort(options.remote, 1);
  const lookup = lookupOnce();
  const remote = options.remote && (await resolve(lookup, options.remote));
  const local = bindable(await resolve(lookup, options), remote);
  const socket = createSocket({
    type: local.family === 6 ? 'udp6' : 'udp4',
    reuseAddr: options.reuse ?? false,
    lookup,
  });
  try {
    await step(socket, `UDP port ${local.port} of ${local.host} cannot be opened`, (done) => {
      socket.bind({ port: local.port, address: local.host }, done);
    });
    if (options.broadcast) socket.setBroadcast(true);
    raiseReceiveBuffer(socket);
    if (remote) {
      await step(socket, `UDP port ${remote.port} of ${remote.host} cannot be reached from ${local.host}`, (done) => {
        socket.connect(remote.port, remote.host, done);
      });
    }
  } catch (error) {
    socket.close();
    throw error;
  }
  return new SystemSocket(socket, remote !== undefined);
}

class SystemSocket implements UdpSocket {
  readonly local: Endpoint;
  readonly receiveBufferBytes: number;
  readonly statistics = { sent: 0, received: 0, sendErrors: 0 };

  readonly #socket: Socket;
  readonly #isConnected: boolean;
  readonly #messages = new Emitter<{ bytes: Uint8Array; from: DatagramSource }>();
  readonly #errors = new Emitter<Error>();
  #closed: Promise<void> | undefined;

  constructor(socket: Socket, isConnected: boolean) {
    const { address, port } = socket.address();
    this.local = { host: address, port };
    this.receiveBufferBytes = socket.getRecvBufferSize();
    this.#socket = socket;
    this.#isConnected = isConnected;
    socket.on('message', (bytes: Uint8Array, from: RemoteInfo) => {
      if (this.#closed) return;
      this.statistics.received += 1;
      this.#messages.emit({ bytes, from });
    });
    // On a connected socket the refusal of an earlier datagram (ECONNREFUSED) comes back here as well.
    socket.on('error', (error) => this.#refused(error));
  }

  send(bytes: Uint8Array, to?: Endpoint): void {
    if (this.#closed) return;
    checkDestination(this.#isConnected, to);
    this.statistics.sent += 1;
    if (!to) {
      this.#socket.send(bytes, this.#onSent);
    } else if (to.port > 0 && to.port <= highestPort) {
      this.#socket.send(bytes, to.port, to.host, this.#onSent);
    } else {
      // An answer to a forged datagram can come to this, so it must not be an exception.
      this.#refused(new Error(`Nothing can be sent to UDP port ${to.port} of ${to.host}.`));
    }
  }

  onMessage(listener: (bytes: Uint8Array, from: DatagramSource) => void): Disposable {
    return this.#messages.on(({ bytes, from }) => listener(bytes, from));
  }

  onError(listener: (error: Error) => void): Disposable {
    return this.#errors.on(listener);
  }

  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => this.#socket.close(resolve));
    return this.#closed;
  }

  // One function for all datagrams: without it Node would keep quiet about what the system refuses.
  readonly #onSent = (error: Error | null) => {
    if (error) this.#refused(error);
  };

  #refused(error: Error): void {
    if (this.#closed) return;
    this.statistics.sendErrors += 1;
    this.#errors.emit(error);
  }
}

interface Resolved extends Endpoint {
  readonly family: number;
}

/** @throws TypeError when a datagram has no destination, or one beside the remote that its socket is connected to. */
export function checkDestination(isConnected: boolean, to: Endpoint | undefined): void {
  if (isConnected === (to === undefined)) return;
  throw new TypeError(
    to
      ? `A connected socket sends to its remote alone, not to ${to.host}: leave out the destination.`
      : 'A socket that is not connected must be told where to send.',
  );
}

/** @throws RangeError for a port that is none: Node itself would bind to its low 16 bits. */
function checkPort({ host, port }: Endpoint, lowest: number): void {
  if (Number.isInteger(port) && port >= lowest && port <= highestPort) return;
  throw new RangeError(
    `${port} is not a UDP port of ${host}: a port is a whole number from ${lowest} to ${highestPort}.`,
  );
}

/** The numeric address of an endpoint. */
function resolve(lookup: SocketLookup, { host, port }: Endpoint): Promise<Resolved> {
  return new Promise((found, reject) => {
    lookup(host, undefined, (error, address, family) => {
      if (error) reject(failure(`The host "${host}" was not found`, error));
      else found({ host: address, port, family });
    });
  });
}

/** The local address in the remote's family: "all addresses" of one family are those of the other as well. */
function bindable(local: Resolved, remote: Resolved | undefined): Resolved {
  if (!remote || remote.family === local.family) return local;
  if (local.host === '0.0.0.0') return { host: '::', port: local.port, family: 6 };
  if (local.host === '::') return { host: '0.0.0.0', port: local.port, family: 4 };
  throw new Error(
    `${remote.host} cannot be reached from ${local.host}: one is IPv4, the other IPv6. Bind to all addresses.`,
  );
}

/** Waits for one step of opening a socket. @throws (rejects) with a sentence that begins with `failed`. */
function step(socket: Socket, failed: string, begin: (done: (error?: Error) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // Binding reports its failure as an event, connecting to its callback.
    const settle = (error?: Error) => {
      socket.off('error', settle);
      if (error) reject(failure(failed, error));
      else resolve();
    };
    socket.on('error', settle);
    begin(settle);
  });
}

/** Asks for a large receive buffer and takes what is given: Linux cuts the wish down, others refuse one too large. */
function raiseReceiveBuffer(socket: Socket): void {
  let refused = true;
  for (let bytes = wantedReceiveBufferBytes; refused && bytes > socket.getRecvBufferSize(); bytes /= 2) {
    try {
      socket.setRecvBufferSize(bytes);
      refused = false;
    } catch {
      refused = true;
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program, or another window of this one, uses it',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'the system does not allow it',
  ENETUNREACH: 'there is no way to that network',
};

function failure(sentence: string, cause: NodeJS.ErrnoException): Error {
  return new Error(`${sentence}: ${reasons[cause.code ?? ''] ?? cause.message}.`, { cause });
}
