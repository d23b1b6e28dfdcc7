import { createServer, type Server, Socket } from 'node:net';
import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { lookupOnce } from './hostNames.ts';
import { ListenedMidiPort, type MidiPort } from './midiPort.ts';
import type { Endpoint } from './udp.ts';

/** Waits between attempts to connect: short at first, so that a restarted console is back soon. */
const retryMs = [250, 500, 1000, 2000, 4000] as const;
const connectWithinMs = 5000;
/** The other side takes nothing any more when this much waits to leave. */
const mostWaitingBytes = 1024 * 1024;
/** The system looks after a silent connection itself, so that a half-open one ends. */
const keepAliveMs = 5000;

export interface TcpMidiOptions extends Endpoint {
  readonly clock: Clock;
}

/**
 * MIDI bytes over a TCP connection, without any frame: one connection is one cable. Connects, and connects again after a
 * break, until it is closed.
 */
export function connectTcpMidi(options: TcpMidiOptions): MidiPort {
  return new TcpMidiClient(options);
}

class TcpMidiClient extends ListenedMidiPort {
  readonly name: string;
  readonly #options: TcpMidiOptions;
  #socket: Socket | undefined;
  #retry: Disposable | undefined;
  #attempts = 0;
  #isClosed = false;

  constructor(options: TcpMidiOptions) {
    super({ state: 'waiting', detail: '' });
    this.#options = options;
    this.name = `${options.host}:${options.port}`;
    this.#connect();
  }

  send(bytes: Uint8Array | readonly number[]): void {
    const socket = this.#socket;
    if (this.status.state !== 'open' || !socket) return;
    if (socket.writableLength > mostWaitingBytes) {
      this.#broken(socket, `${this.name} takes nothing any more; connecting anew.`);
      return;
    }
    socket.write(Uint8Array.from(bytes));
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#retry?.dispose();
    this.enter('closed');
    const socket = this.#socket;
    this.#socket = undefined;
    return socket ? ended(socket) : Promise.resolve();
  }

  #connect(): void {
    const { host, port, clock } = this.#options;
    const socket = new Socket();
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    const limit = clock.after(connectWithinMs, () => socket.destroy(new Error('no answer')));
    let reason = 'the other side ended the connection';
    socket.on('error', (error) => {
      reason = reasonOf(error);
    });
    socket.on('close', () => {
      limit.dispose();
      if (socket === this.#socket) this.#broken(socket, `${this.name} cannot be reached: ${reason}.`);
    });
    socket.on('data', (bytes) => {
      if (socket === this.#socket) this.arrive(bytes);
    });
    socket.on('end', () => socket.end());
    // One address is asked for, in the way of a lookup that answers with one.
    socket.connect({ host, port, lookup: lookupOnce(), autoSelectFamily: false }, () => {
      limit.dispose();
      if (socket !== this.#socket) return;
      this.#attempts = 0;
      this.enter('open');
    });
  }

  /** The connection is gone; the next attempt comes after a while. */
  #broken(socket: Socket, detail: string): void {
    this.#socket = undefined;
    socket.destroy();
    if (this.#isClosed) return;
    const delayMs = retryMs[Math.min(this.#attempts++, retryMs.length - 1)] as number;
    this.#retry = this.#options.clock.after(delayMs, () => this.#connect());
    this.enter('waiting', detail);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the other side cut the connection; it may serve somebody else already',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'no answer',
  ENOTFOUND: 'the name is not known',
};

function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.message;
}

/** Says goodbye, so that the other side frees the place; what does not end by itself is cut. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    const cut = setTimeout(() => socket.destroy(), 500);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    if (socket.connecting) socket.destroy();
    else socket.end();
  });
}

export interface TcpMidiServerOptions extends Endpoint {
  /** Clients that are served at once; one more is turned away. */
  readonly mostClients: number;
  /** A client has connected: `port` is its cable until it closes. */
  client(port: MidiPort): void;
}

export interface TcpMidiServer {
  readonly local: Endpoint;
  readonly clients: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** Listens for MIDI over TCP. @throws (rejects) with a sentence if the port cannot be opened. */
export async function listenTcpMidi(options: TcpMidiServerOptions): Promise<TcpMidiServer> {
  const cables = new Map<Socket, ServedCable>();
  const server = createServer((socket) => {
    if (cables.size >= options.mostClients) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    const cable = new ServedCable(socket);
    cables.set(socket, cable);
    socket.on('close', () => {
      cables.delete(socket);
      void cable.close();
    });
    options.client(cable);
  });
  await listening(server, options);
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : options.port;
  return {
    local: { host: options.host, port },
    get clients() {
      return cables.size;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...cables.values()].map((cable) => cable.close()));
      await closed;
    },
  };
}

class ServedCable extends ListenedMidiPort {
  readonly name: string;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    super({ state: 'open', detail: '' });
    this.#socket = socket;
    this.name = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`;
    // The end of the connection follows as "close"; nothing else is to be done.
    socket.on('error', () => undefined);
    socket.on('close', () => this.enter('waiting', `${this.name} is gone.`));
    socket.on('data', (bytes) => this.arrive(bytes));
  }

  send(bytes: Uint8Array | readonly number[]): void {
    if (this.status.state !== 'open') return;
    if (this.#socket.writableLength > mostWaitingBytes) this.#socket.destroy();
    else this.#socket.write(Uint8Array.from(bytes));
  }

  close(): Promise<void> {
    this.enter('closed');
    return ended(this.#socket);
  }
}

function listening(server: Server, { host, port }: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'another program, or another window of this one, uses it' : error.message;
      reject(new Error(`TCP port ${port} of ${host} cannot be opened: ${why}.`, { cause: error }));
    };
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      // A client that is cut off while it connects is no reason to stop.
      server.on('error', () => undefined);
      resolve();
    });
  });
}
