import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { elsewhereCode } from '../../shared/protocol/pairing.ts';
import { type Authority, type ClientLink, openedElsewhere } from '../hub/peer.ts';
import { type Gate, GatedSession, hasRoom } from './gatedSession.ts';
import { Heartbeat, heartbeatMs } from './heartbeat.ts';
import { isLoopback, OwnNames, ownNames } from './ownNames.ts';
import type { PageFile } from './pageFiles.ts';
import type { Certificate } from './selfSigned.ts';

export interface WebServerOptions {
  readonly authority: Authority;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Tells a person what went wrong but does not stop the server. */
  readonly warn?: (message: string) => void;
  /** Nobody gets past it without a right to be here; without a gate whoever reaches the server is an engineer. */
  readonly gate?: Gate;
  /** Serves by HTTPS with it. */
  readonly certificate?: Certificate;
  /** Names under which the server is known beside its addresses. */
  readonly moreNames?: readonly string[];
}

export interface WebServer {
  /** Where the page is: `http://127.0.0.1:port/`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const maxMessageBytes = 64 * 1024;
/** Every client is told of all others: beyond this many, a crowd would only take from those who are there. */
const maxClients = 256;
/** The hub closes slow clients long before; this is for one that makes it say much and reads nothing. */
const maxBacklogBytes = 16 * 1024 * 1024;
/** The path of the WebSocket, beside the page's files. */
const linkPath = '/ws';

/** What every answer carries: only this page's own scripts and styles run, nobody frames it, nothing is guessed. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Without looking every second, the times would be kept only to the half minute. */
const patience: ServerOptions = {
  requestTimeout: 10_000,
  headersTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 8192,
};

/** Serves the page and its link. @throws if the port cannot be had, with a sentence that says what to do. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { files, host, gate, certificate } = options;
  const scheme = certificate ? 'https' : 'http';
  let names = new OwnNames(() => new Set());
  const isAskedByName = (request: IncomingMessage) => names.has(request.headers.host?.toLowerCase() ?? '');

  // Browsers take it from trusted origins alone, and complain of it elsewhere.
  const isTrusted = certificate !== undefined || isLoopback(host);
  const take = (request: IncomingMessage, response: ServerResponse) => {
    if (isTrusted) response.setHeader('cross-origin-opener-policy', 'same-origin');
    if (isAskedByName(request)) answer(request, response, files);
    else refuse(response, 421, 'This server does not go by that name.');
  };
  const server = certificate ? createTlsServer({ ...patience, ...certificate }, take) : createServer(patience, take);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const origin = request.headers.origin?.toLowerCase();
    // A page of another origin must not reach the desk through the user's browser; a program without a page has no origin.
    const isOwnPage =
      origin === undefined || (origin.startsWith(`${scheme}://`) && names.has(origin.slice(`${scheme}://`.length)));
    if (!isAskedByName(request) || !isOwnPage || pathOf(request) !== linkPath) {
      refuseLink(socket, '403 Forbidden');
      return;
    }
    if (sockets.clients.size >= maxClients || (gate && !hasRoom(gate, addressOf(request)))) {
      refuseLink(socket, '503 Service Unavailable');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      connectClient(webSocket, options, request);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNotListening(error, options))));
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  names = new OwnNames(() => ownNames(host, port, options.moreNames));
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;

  return {
    url: `${scheme}://${shownHost}:${port}/`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: WebServerOptions): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: choose another with --port, or --port 0 for any free one.`;
  if (error.code === 'EADDRNOTAVAIL')
    return `${host} is not an address of this machine: choose one of its own with --host.`;
  if (error.code === 'EACCES') return `Port ${port} needs more rights: choose one above 1023 with --port.`;
  return `The page cannot be served on ${host}:${port}: ${error.message}`;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/[?#].*$/, '');
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

/** The server has let go of this connection: nobody else hears of its errors, and nobody else closes it. */
function refuseLink(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`, () => socket.destroy());
}

function answer(request: IncomingMessage, response: ServerResponse, files: ReadonlyMap<string, PageFile>): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'Nothing is changed by HTTP here.');
    return;
  }
  const file = files.get(pathOf(request));
  if (!file) {
    refuse(response, 404, 'There is no such page.');
    return;
  }
  const kept = file.isForever ? 'public, max-age=31536000, immutable' : 'no-cache';
  const common = { ...headers, etag: file.etag, 'cache-control': kept, vary: 'accept-encoding' };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, common);
    response.end();
    return;
  }
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.packed : undefined;
  const bytes = packed ?? file.bytes;
  response.writeHead(200, {
    ...common,
    'content-type': file.type,
    'content-length': bytes.length,
    ...(packed && { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
}

/** Whom others see: this machine, or the address that the client has. */
function nameOf(address: string): string {
  return isLoopback(address) ? 'Browser on this machine' : `Browser at ${address}`;
}

function connectClient(socket: WebSocket, { authority, warn, gate }: WebServerOptions, request: IncomingMessage): void {
  const address = addressOf(request);
  const name = nameOf(address);
  const heartbeat = new Heartbeat(performance.now());
  let pingedMs = 0;
  let latencyMs: number | undefined;
  const link: ClientLink = {
    send(data) {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(data);
      if (socket.bufferedAmount > maxBacklogBytes) socket.terminate();
    },
    bufferedBytes: () => socket.bufferedAmount,
    close: (reason) => socket.close(reason === openedElsewhere ? elsewhereCode : 1008, reason),
    latencyMs: () => latencyMs,
  };
  const session = gate ? new GatedSession(gate, link, address) : authority.connect(link, { name, role: 'engineer' });
  socket.on('message', (data: RawData, isBinary: boolean) => {
    // What was still on its way when the link was closed is not heard: the client holds nothing any more.
    if (socket.readyState !== socket.OPEN) return;
    heartbeat.heard(performance.now());
    const bytes = data as Buffer;
    try {
      session.receive(isBinary ? bytes : bytes.toString('utf8'));
    } catch (error) {
      // A fault that one client's message brings about must not end the show for all.
      warn?.(
        `${name} was disconnected, because its message led to a fault: ${error instanceof Error ? error.stack : error}`,
      );
      socket.terminate();
    }
  });
  socket.on('pong', () => {
    const nowMs = performance.now();
    heartbeat.heard(nowMs);
    latencyMs = nowMs - pingedMs;
  });
  const beat = setInterval(() => {
    const state = heartbeat.check(performance.now());
    if (state === 'silent') session.silent?.();
    if (state === 'gone') socket.terminate();
    else {
      pingedMs = performance.now();
      socket.ping();
    }
  }, heartbeatMs);
  // The close event follows every error; without a listener an error would end the app.
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(beat);
    session.closed();
  });
}
