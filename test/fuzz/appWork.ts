import type { UdpSocket } from '../../electron/transports/udp.ts';
import type { Clock } from '../../shared/base/clock.ts';
import { busyMs } from './fuzzRun.ts';

/**
 * Times the app's own work where the rest of the world runs in the same process: each datagram, timer and end of a turn is one piece,
 * for which nobody else is heard. What an emulated console and recording clients do beside it does not count.
 */
export class AppWork {
  #longestMs = 0;

  /** The longest piece since the last time this was asked. */
  takeLongestMs(): number {
    const longestMs = this.#longestMs;
    this.#longestMs = 0;
    return longestMs;
  }

  /** A clock whose timers are the app's. */
  clock(clock: Clock): Clock {
    return {
      nowMs: () => clock.nowMs(),
      after: (delayMs, action) => clock.after(delayMs, () => this.#time(action)),
      endOfTurn: (action) => clock.endOfTurn(() => this.#time(action)),
    };
  }

  /** A socket whose datagrams come to the app. */
  socket(socket: UdpSocket): UdpSocket {
    return {
      get local() {
        return socket.local;
      },
      get statistics() {
        return socket.statistics;
      },
      receiveBufferBytes: socket.receiveBufferBytes,
      send: (bytes, to) => socket.send(bytes, to),
      onMessage: (listener) => socket.onMessage((bytes, from) => this.#time(() => listener(bytes, from))),
      onError: (listener) => socket.onError((error) => this.#time(() => listener(error))),
      close: () => socket.close(),
    };
  }

  #time(action: () => void): void {
    const beganMs = performance.now();
    const cpu = process.cpuUsage();
    action();
    this.#longestMs = Math.max(this.#longestMs, busyMs(beganMs, cpu));
  }
}
