import type { Clock } from '../../shared/base/clock.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { seededRandom } from '../../shared/base/random.ts';
import type { DatagramSource, UdpSocket } from './udp.ts';

/** How bad one direction of a network is. */
export interface NetworkQuality {
  /** Probability (0…1) that a datagram is lost. */
  readonly loss: number;
  /** The least time a datagram takes, in milliseconds. */
  readonly delayMs: number;
  /** Up to this many milliseconds more, evenly spread: datagrams closer together than this may overtake each other. */
  readonly jitterMs: number;
  /** Probability (0…1) that a datagram that is not lost arrives twice; 0 if not given. */
  readonly duplicate?: number;
}

export interface Impairment {
  /** Calls `deliver` once, twice or never: at once if there is no delay, else after it. */
  pass(deliver: () => void): void;
  /** Makes the network better or worse from now on; what is under way stays as it was. */
  change(quality: Partial<NetworkQuality>): void;
  readonly statistics: { readonly passed: number; readonly lost: number; readonly duplicated: number };
}

/**
 * One direction of a bad network. The same seed and the same datagrams give the same fate for each of them, and making
 * only the loss worse leaves the delay of those that arrive as it was.
 */
export function impair(options: NetworkQuality & { readonly seed: number; readonly clock: Clock }): Impairment {
  const { seed, clock, ...initial } = options;
  const random = seededRandom(seed);
  const statistics = { passed: 0, lost: 0, duplicated: 0 };
  let quality: NetworkQuality = initial;

  const deliverLater = (chance: number, deliver: () => void) => {
    const delayMs = quality.delayMs + chance * quality.jitterMs;
    if (delayMs > 0) clock.after(delayMs, deliver);
    else deliver();
  };

  return {
    statistics,
    pass(deliver) {
      // Always four numbers for a datagram, used or not: that is what keeps the others' fate as it was.
      const [loss, duplicate, first, second] = [random(), random(), random(), random()];
      if (loss < quality.loss) {
        statistics.lost += 1;
        return;
      }
      statistics.passed += 1;
      deliverLater(first, deliver);
      if (duplicate < (quality.duplicate ?? 0)) {
        statistics.duplicated += 1;
        deliverLater(second, deliver);
      }
    },
    change(better) {
      quality = { ...quality, ...better };
    },
  };
}

/** What happens to the datagrams of a socket on their way out and on their way in; nothing where it is left out. */
export interface Impairments {
  readonly outgoing?: Impairment;
  readonly incoming?: Impairment;
}

/** A socket as it is on a bad network. Its statistics count what its user sent and got; closing it closes `inner`. */
export function impairSocket(inner: UdpSocket, { outgoing, incoming }: Impairments): UdpSocket {
  const messages = new Emitter<{ bytes: Uint8Array; from: DatagramSource }>();
  let sent = 0;
  let received = 0;
  let isClosed = false;

  inner.onMessage((bytes, from) => {
    const deliver = () => {
      if (isClosed) return;
      received += 1;
      messages.emit({ bytes, from });
    };
    if (incoming) incoming.pass(deliver);
    else deliver();
  });

  return {
    local: inner.local,
    receiveBufferBytes: inner.receiveBufferBytes,
    get statistics() {
      return { sent, received, sendErrors: inner.statistics.sendErrors };
    },
    send(bytes, to) {
      if (isClosed) return;
      sent += 1;
      if (outgoing) outgoing.pass(() => inner.send(bytes, to));
      else inner.send(bytes, to);
    },
    onMessage: (listener) => messages.on(({ bytes, from }) => listener(bytes, from)),
    onError: (listener) => inner.onError(listener),
    close() {
      isClosed = true;
      return inner.close();
    },
  };
}
