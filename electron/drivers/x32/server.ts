import { impair, impairSocket } from '../../transports/badNetwork.ts';
import { openUdp, type UdpSocket } from '../../transports/udp.ts';
import type { DeskServer, ServedDesk, ServeOptions } from '../driver.ts';
import { AnsweringDesk, type AnswerOptions } from './server/answeringDesk.ts';

/** Answers as a desk of this family on UDP. @throws (rejects) with a sentence if the port, scene or saved state cannot be used. */
export async function serveX32(desk: ServedDesk, options: ServeOptions): Promise<DeskServer> {
  const socket = await openUdp({ host: options.host, port: options.port });
  try {
    return serveOn(throughBadNetwork(socket, options), desk, options);
  } catch (error) {
    await socket.close();
    throw error;
  }
}

/** Answers on a socket that is open already. @throws if the scene or saved state cannot be used; the socket is left open then. */
export function serveOn(socket: UdpSocket, desk: ServedDesk, options: AnswerOptions): DeskServer {
  const answering = new AnsweringDesk(socket, desk, options);
  return {
    target: socket.local,
    saveState: () => answering.saveState(),
    statistics: () => answering.statistics(),
    async close() {
      answering.dispose();
      await socket.close();
    },
  };
}

/** Each direction has its own fate. */
function throughBadNetwork(socket: UdpSocket, options: ServeOptions): UdpSocket {
  const { loss = 0, delayMs = 0, jitterMs = 0, seed = 1, clock } = options;
  if (loss === 0 && delayMs === 0 && jitterMs === 0) return socket;
  const quality = { loss, delayMs, jitterMs, clock };
  return impairSocket(socket, {
    outgoing: impair({ ...quality, seed }),
    incoming: impair({ ...quality, seed: seed + 1 }),
  });
}
