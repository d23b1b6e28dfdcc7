import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import { type Endpoint, openUdp, type UdpSocket } from '../../transports/udp.ts';

const retryOpenMs = 3000;

/** Opens a datagram socket to the desk. */
export type OpenSocket = (remote: Endpoint) => Promise<UdpSocket>;
export const openConnected: OpenSocket = (remote) =>
  openUdp({ host: remote.host.includes(':') ? '::' : '0.0.0.0', port: 0, remote });

export interface DeskSocketsOptions {
  readonly clock: Clock;
  readonly open: OpenSocket;
  /** Both sockets are open. */
  opened(): void;
  /** They cannot be opened; it is tried again. */
  failed(why: string): void;
  receive(bytes: Uint8Array): void;
  /** Nobody listens there: the same as silence, only known sooner. */
  refused(): void;
}

/**
 * The two sockets of a session: reads and the change feed on one, sets on the other, because a desk does not echo a set to the
 * socket that sent it. What arrives from a place that was left is not heard.
 */
export class DeskSockets implements Disposable {
  readonly #options: DeskSocketsOptions;
  #target: Endpoint | undefined;
  #sockets: readonly [feed: UdpSocket, command: UdpSocket] | undefined;
  #timer: Disposable | undefined;
  readonly #ended = { sent: 0, received: 0 };

  constructor(options: DeskSocketsOptions) {
    this.#options = options;
  }

  /** Goes to a place, and leaves the one before. */
  connect(target: Endpoint): void {
    this.#leave();
    this.#target = target;
    void this.#open(target);
  }

  /** Sends on the socket that hears the answers and the feed. */
  ask(message: Uint8Array): void {
    this.#sockets?.[0].send(message);
  }

  /** Sends on the other one. */
  set(message: Uint8Array): void {
    this.#sockets?.[1].send(message);
  }

  /** Datagrams since the beginning. */
  get statistics(): { readonly sent: number; readonly received: number } {
    const all = [this.#ended, ...(this.#sockets ?? []).map((socket) => socket.statistics)];
    const sum = (of: 'sent' | 'received') => all.reduce((total, each) => total + each[of], 0);
    return { sent: sum('sent'), received: sum('received') };
  }

  dispose(): void {
    this.#leave();
    this.#target = undefined;
  }

  #leave(): void {
    this.#timer?.dispose();
    const { sent, received } = this.statistics;
    Object.assign(this.#ended, { sent, received });
    for (const socket of this.#sockets ?? []) void socket.close();
    this.#sockets = undefined;
  }

  async #open(target: Endpoint): Promise<void> {
    const { open, clock } = this.#options;
    const isWanted = () => target === this.#target;
    let sockets: readonly [UdpSocket, UdpSocket];
    try {
      sockets = await Promise.all([open(target), open(target)]);
    } catch (error) {
      if (!isWanted()) return;
      this.#options.failed(error instanceof Error ? error.message : String(error));
      this.#timer = clock.after(retryOpenMs, () => void this.#open(target));
      return;
    }
    if (!isWanted()) {
      for (const socket of sockets) void socket.close();
      return;
    }
    this.#sockets = sockets;
    for (const socket of sockets) {
      socket.onMessage((bytes) => {
        if (isWanted()) this.#options.receive(bytes);
      });
      socket.onError(() => {
        if (isWanted()) this.#options.refused();
      });
    }
    this.#options.opened();
  }
}
