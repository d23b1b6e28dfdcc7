import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocketServer } from 'ws';

/** One OSC packet is one binary frame. */
export interface OscSocket {
  /** The other side's numeric address. */
  readonly address: string;
  readonly port: number;
  send(bytes: Uint8Array): void;
  close(): void;
}

/** What becomes of a connection. */
export interface OscSocketEvents {
  packet(bytes: Uint8Array): void;
  closed(): void;
}

const maxPacketBytes = 64 * 1024;
const maxSockets = 32;
/** A receiver that lets this much pile up is closed. */
const maxBacklogBytes = 1024 * 1024;

/**
 * Takes WebSockets for OSC on an HTTP server. Pages of browsers are refused: an OSC app sends no origin, and any page could try.
 * @param accepts tells which requests are taken at all, such as by the name that was asked for
 */
export function takeOscSockets(
  server: Server,
  accepts: (request: IncomingMessage) => boolean,
  opened: (socket: OscSocket) => OscSocketEvents,
): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxPacketBytes, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', () => connection.destroy());
    if (request.headers.origin !== undefined || sockets.clients.size >= maxSockets || !accepts(request)) {
      connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const { remoteAddress = '', remotePort = 0 } = request.socket;
      const events = opened({
        address: remoteAddress,
        port: remotePort,
        send: (bytes) => {
          if (socket.bufferedAmount > maxBacklogBytes) socket.terminate();
          else socket.send(bytes);
        },
        close: () => socket.close(),
      });
      socket.on('message', (data: RawData, isBinary: boolean) => {
        // Without an option, data comes as one Buffer.
        if (isBinary && data instanceof Uint8Array) events.packet(data);
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => events.closed());
    });
  });
  return {
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
