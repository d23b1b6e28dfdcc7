import { join } from 'node:path';
import { openUdp } from '../../electron/transports/udp.ts';
import { bundleFolder, startChild } from './children.ts';

/** The floor between datagrams and WebSockets, in a process of its own (floors/relay.ts). */
export interface Relay {
  /** Where its clients connect. */
  readonly port: number;
  /** Sends it a datagram, which goes to all its clients. */
  push(bytes: Uint8Array): void;
  close(): Promise<void>;
}

/** @param framing each datagram as a message of its own, or all of an event-loop turn as one. */
export async function startRelay(framing: 'message' | 'turn', remotePort = 9): Promise<Relay> {
  const child = await startChild(
    [join(bundleFolder, 'benchRelay.mjs'), framing, String(remotePort)],
    /relay (\d+) (\d+)\n/,
  );
  const host = '127.0.0.1';
  const socket = await openUdp({ host, port: 0, remote: { host, port: Number(child.match[2]) } });
  return {
    port: Number(child.match[1]),
    push: (bytes) => socket.send(bytes),
    async close() {
      await socket.close();
      await child.close();
    },
  };
}
