import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Clock } from '../../../shared/base/clock.ts';
import type { HandHost, HandPeer } from '../../hub/peer.ts';
import { messagesOfPacket } from '../../transports/oscBundle.ts';
import { encodeMessage, OscReader } from '../../transports/oscCodec.ts';
import { type OscSocket, takeOscSockets } from '../../transports/oscWebSocket.ts';
import { openUdp, type UdpSocket } from '../../transports/udp.ts';
import type { ScenePlug } from '../scenePlug.ts';
import { root } from './addresses.ts';
import { addressHtml, addressTree } from './addressPage.ts';
import { OscApp } from './app.ts';
import { loopbackRules, type OscRule, plainAddress, ruleFor } from './senders.ts';

export interface OscServerOptions {
  readonly host: string;
  /** UDP and TCP; 0 takes any that is free. */
  readonly port: number;
  /** Who may speak beside this machine itself. */
  readonly rules?: readonly OscRule[];
  readonly hands: HandHost;
  readonly clock: Clock;
  readonly scenes: ScenePlug;
}

export interface OscServer {
  readonly port: number;
  /** Apps that have spoken lately. */
  readonly apps: readonly string[];
  close(): Promise<void>;
}

/** An app that says nothing and has subscribed to nothing is forgotten after this, in ms. */
const idleMs = 300_000;
const sweepMs = 30_000;
const mostApps = 64;
/** A stranger is told so at most this often, in ms, all strangers together: answers to forged senders must not become a flood. */
const strangerGapMs = 1000;

/** An app may send so many messages in a row, and so many a second; more are dropped, and it is told so. */
const burst = 2000;
const perSecond = 1000;

interface Known {
  readonly app: OscApp;
  /** How many messages it may send now. */
  credit: number;
  isToldOff: boolean;
  readonly name: string;
  heardMs: number;
}

/** Takes OSC from any app by UDP and WebSocket. @throws (rejects) with a sentence if the port cannot be had */
export async function startOscServer(options: OscServerOptions): Promise<OscServer> {
  const { host } = options;
  const viewer = options.hands.connectHand({ name: 'OSC address list', role: 'viewer', rises: 'midi' });
  const http = createServer(
    { requestTimeout: 10_000, headersTimeout: 5000, connectionsCheckingInterval: 1000, maxHeaderSize: 8192 },
    (request, response) => answer(request, response, server.isWelcome(request), viewer, server.port),
  );
  const port = await new Promise<number>((resolve, reject) => {
    http.once('error', (error) => {
      viewer.close();
      reject(
        new Error(`TCP port ${options.port} of ${host} cannot be opened for OSC: ${error.message}.`, { cause: error }),
      );
    });
    http.listen(options.port, host, () => {
      const bound = http.address();
      resolve(typeof bound === 'object' && bound ? bound.port : options.port);
    });
  });
  let udp: UdpSocket;
  try {
    udp = await openUdp({ host, port });
  } catch (error) {
    viewer.close();
    http.close();
    throw error;
  }
  const server = new Apps(options, udp, port);
  const sockets = takeOscSockets(
    http,
    (request) => server.isWelcome(request),
    (socket) => server.socket(socket),
  );
  return {
    port,
    get apps() {
      return server.names;
    },
    async close() {
      sockets.close();
      server.dispose();
      viewer.close();
      http.closeAllConnections();
      await Promise.all([new Promise((resolve) => http.close(resolve)), udp.close()]);
    },
  };
}

/** The apps that speak, by where they speak from. */
class Apps {
  readonly port: number;
  readonly #options: OscServerOptions;
  readonly #rules: readonly OscRule[];
  readonly #udp: UdpSocket;
  readonly #known = new Map<string, Known>();
  /** Ports that senders want their answers at, by sender. */
  readonly #replyPorts = new Map<string, number>();
  readonly #reader = new OscReader();
  #sweep: { dispose(): void };
  #strangerMs = -Infinity;

  constructor(options: OscServerOptions, udp: UdpSocket, port: number) {
    this.#options = options;
    this.#rules = [...(options.rules ?? []), ...loopbackRules];
    this.#udp = udp;
    this.port = port;
    udp.onMessage((bytes, from) => this.#datagram(bytes, from.address, from.port));
    this.#sweep = options.clock.after(sweepMs, () => this.#forgetIdle());
  }

  get names(): readonly string[] {
    return [...this.#known.values()].map(({ name }) => name);
  }

  /** Whether a request is from somebody on the list, and not from a page that was tricked into asking here. */
  isWelcome(request: IncomingMessage): boolean {
    const name = /^(?:\[([^\]]+)\]|([^:]*))(?::\d+)?$/.exec(request.headers.host ?? '');
    const host = name?.[1] ?? name?.[2] ?? '';
    const isNumeric = isIP(host) !== 0 || host === 'localhost';
    return isNumeric && ruleFor(this.#rules, request.socket.remoteAddress ?? '') !== undefined;
  }

  #datagram(bytes: Uint8Array, address: string, port: number): void {
    const rule = ruleFor(this.#rules, address);
    if (!rule) {
      this.#turnAway(address, port);
      return;
    }
    const key = `udp ${address} ${port}`;
    const send = (answer: Uint8Array) => {
      this.#udp.send(answer, { host: address, port: this.#replyPorts.get(key) ?? rule.replyPort ?? port });
    };
    const known = this.#known.get(key) ?? this.#meet(key, address, rule, send);
    this.#take(key, known, bytes);
  }

  #turnAway(address: string, port: number): void {
    const nowMs = this.#options.clock.nowMs();
    if (nowMs - this.#strangerMs < strangerGapMs) return;
    this.#strangerMs = nowMs;
    const sentence = `${plainAddress(address)} is not on the list of OSC senders of Omnibus: add it in the setup of surfaces.`;
    this.#udp.send(encodeMessage(`${root}error`, 'ss', ['', sentence]), { host: address, port });
  }

  /** A WebSocket of somebody on the list has opened. */
  socket(socket: OscSocket): { packet(bytes: Uint8Array): void; closed(): void } {
    const rule = ruleFor(this.#rules, socket.address) ?? { address: socket.address, role: 'viewer' };
    const key = `socket ${socket.address} ${socket.port}`;
    const known = this.#meet(key, socket.address, rule, (bytes) => socket.send(bytes));
    return {
      packet: (bytes) => this.#take(key, known, bytes),
      closed: () => this.#forget(key),
    };
  }

  #meet(key: string, address: string, { role }: OscRule, send: (bytes: Uint8Array) => void): Known {
    if (this.#known.size >= mostApps) this.#forgetOldest();
    const name = `OSC ${plainAddress(address)}`;
    const peer = this.#options.hands.connectHand({ name, role, rises: 'midi' });
    const { clock, scenes } = this.#options;
    const app = new OscApp({ peer, clock, scenes, send });
    const known: Known = { app, name, heardMs: clock.nowMs(), credit: burst, isToldOff: false };
    this.#known.set(key, known);
    return known;
  }

  #take(key: string, known: Known, bytes: Uint8Array): void {
    const nowMs = this.#options.clock.nowMs();
    known.credit = Math.min(burst, known.credit + ((nowMs - known.heardMs) * perSecond) / 1000);
    known.heardMs = nowMs;
    // What cannot be taken apart is given on as it is: the app answers that it cannot be read.
    for (const message of messagesOfPacket(bytes) ?? [bytes]) {
      if (known.credit < 1) {
        if (!known.isToldOff) known.app.tell(`More than ${perSecond} messages a second came: some were dropped.`);
        known.isToldOff = true;
        return;
      }
      known.credit--;
      if (known.credit > burst / 2) known.isToldOff = false;
      if (this.#reader.read(message) && this.#reader.address === `${root}reply`)
        this.#reply(key, this.#reader.number(0));
      else known.app.receive(message);
    }
  }

  #reply(key: string, port: number): void {
    if (Number.isInteger(port) && port > 0 && port <= 65_535) this.#replyPorts.set(key, port);
    else this.#replyPorts.delete(key);
  }

  #forget(key: string): void {
    this.#known.get(key)?.app.dispose();
    this.#known.delete(key);
    this.#replyPorts.delete(key);
  }

  #forgetOldest(): void {
    const [oldest] = [...this.#known].toSorted(([, a], [, b]) => a.heardMs - b.heardMs);
    if (oldest) this.#forget(oldest[0]);
  }

  #forgetIdle(): void {
    const nowMs = this.#options.clock.nowMs();
    for (const [key, { app, heardMs }] of this.#known) {
      if (key.startsWith('udp') && nowMs - heardMs > idleMs && !app.isSubscribed) this.#forget(key);
    }
    this.#sweep = this.#options.clock.after(sweepMs, () => this.#forgetIdle());
  }

  dispose(): void {
    this.#sweep.dispose();
    for (const key of [...this.#known.keys()]) this.#forget(key);
  }
}

const headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Answers with the list of addresses: a page for browsers, JSON for apps. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  isWelcome: boolean,
  peer: HandPeer,
  port: number,
): void {
  const say = (status: number, type: string, body: string) =>
    response.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(body);
  if (!isWelcome) say(403, 'text/plain', 'This address is not on the list of OSC senders of Omnibus.\n');
  else if (request.method !== 'GET') say(405, 'text/plain', 'This page can only be read.\n');
  else {
    const [path = '/', query] = (request.url ?? '/').split('?');
    if (query === 'HOST_INFO') {
      const extensions = { ACCESS: true, VALUE: true, RANGE: true, TYPE: true, DESCRIPTION: true };
      const info = { NAME: 'Omnibus', OSC_PORT: port, OSC_TRANSPORT: 'UDP', WS_PORT: port, EXTENSIONS: extensions };
      say(200, 'application/json', JSON.stringify(info));
    } else if (path === '/' && query === undefined && (request.headers.accept ?? '').includes('text/html')) {
      say(200, 'text/html', addressHtml(peer, port));
    } else {
      const node = addressTree(peer, path);
      if (node) say(200, 'application/json', JSON.stringify(node));
      else say(404, 'text/plain', `There is no address ${path}.\n`);
    }
  }
}
