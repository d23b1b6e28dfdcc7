import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import type { Authority } from '../../electron/hub/peer.ts';
import { startWebServer, type WebServer } from '../../electron/remote/webServer.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { ScriptedDesk } from '../support/hubBench.ts';
import { VirtualClock } from '../support/virtualClock.ts';

const timeout = 30_000;
const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const warnings: string[] = [];

async function serve(authority: Authority): Promise<WebServer> {
  const file = { bytes: Buffer.from('<!doctype html>'), type: 'text/html', etag: '"1"' };
  const server = await startWebServer({
    authority,
    files: new Map([['/', file]]),
    host: '127.0.0.1',
    port: 0,
    warn: (message) => warnings.push(message),
  });
  warnings.length = 0;
  ended.push(() => server.close());
  return server;
}

function liveHub(): DeskHub {
  const hub = new DeskHub({ clock: systemClock, version: '1.2.3', wallMs: Date.now });
  new ScriptedDesk(hub, new VirtualClock()).goLive();
  ended.push(() => hub.dispose());
  return hub;
}

/** A connection without any protocol. */
function plug({ port }: WebServer, text = ''): Socket {
  const socket = connect(port, '127.0.0.1');
  ended.push(() => void socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.resume();
  socket.write(text);
  return socket;
}

const upgrade = ({ port }: WebServer, path = '/ws') =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';

/** Opens a link. @returns it and whether it was let in. */
function join({ port }: WebServer): Promise<{ socket: WebSocket; isOpen: boolean }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  ended.push(() => socket.terminate());
  return new Promise((resolve) => {
    socket.once('open', () => resolve({ socket, isOpen: true }));
    // A refusal is told by an error; later ones end the link.
    socket.on('error', () => resolve({ socket, isOpen: false }));
  });
}

const isServed = async ({ url }: WebServer) => (await fetch(url)).status === 200;

describe('a fault while a client is heard', () => {
  test('ends that client’s link and nothing else', { timeout }, async () => {
    let closed = 0;
    const server = await serve({
      connect: (link) => ({
        receive(data) {
          if (data === 'fault') throw new Error('a fault in the engine');
          link.send(data);
        },
        closed: () => {
          closed++;
        },
      }),
    });
    const [bad, good] = [await join(server), await join(server)];
    bad.socket.send('fault');
    await expect.poll(() => bad.socket.readyState).toBe(WebSocket.CLOSED);
    expect(closed).toBe(1);
    const answer = new Promise((resolve) => good.socket.once('message', (data) => resolve(String(data))));
    good.socket.send('hello');
    expect(await answer).toBe('hello');
    expect(warnings).toEqual([expect.stringContaining('a fault in the engine')]);
  });
});

test('what a client still says after its link was closed is not heard', { timeout }, async () => {
  const heard: unknown[] = [];
  const server = await serve({
    connect: (link) => ({
      receive(data) {
        heard.push(data);
        link.close('too slow');
      },
      closed: () => heard.push('closed'),
    }),
  });
  const { socket } = await join(server);
  for (const word of ['first', 'second', 'third']) socket.send(word);
  await expect.poll(() => heard.at(-1)).toBe('closed');
  expect(heard).toEqual(['first', 'closed']);
});

describe('refused links', () => {
  test('that are torn off do no harm', { timeout }, async () => {
    const server = await serve(liveHub());
    for (let count = 0; count < 200; count++) {
      const socket = plug(server, upgrade(server, '/elsewhere'));
      socket.once('connect', () => setImmediate(() => socket.resetAndDestroy()));
      if (count % 20 === 0) await sleep(5);
    }
    await sleep(100);
    expect(await isServed(server)).toBe(true);
  });

  test('do not stay open, and do not keep the server from closing', { timeout }, async () => {
    const server = await serve(liveHub());
    const open = Array.from({ length: 20 }, () => {
      const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
      ended.push(() => void socket.destroy());
      socket.on('error', () => socket.destroy());
      socket.resume();
      socket.write(upgrade(server, '/elsewhere'));
      return socket;
    });
    await sleep(200);
    const closing = Promise.race([server.close().then(() => 'closed'), sleep(3000, 'still open')]);
    expect(await closing).toBe('closed');
    for (const socket of open) socket.destroy();
  });
});

describe('a client that takes and does not give', () => {
  test('asks for everything again and again and never reads: it is closed, and memory stays', { timeout }, async () => {
    const hub = liveHub();
    // A snapshot as large as a console's: the small desk's is a few bytes.
    const server = await serve({
      connect: (link) => {
        const session = hub.connect(link, { name: 'greedy', role: 'engineer' });
        return {
          receive(data) {
            session.receive(data);
            link.send(new Uint8Array(256 * 1024));
          },
          closed: () => session.closed(),
        };
      },
    });
    const greedy = plug(server, upgrade(server));
    greedy.pause();
    const masked = Buffer.from(JSON.stringify({ type: 'snapshot' }));
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | masked.length, 0, 0, 0, 0]), masked]);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    for (let count = 0; count < 600 && !greedy.destroyed; count++) {
      greedy.write(frame);
      if (count % 10 === 0) await sleep(2);
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(most).toBeLessThan(64 * 1024 * 1024);
    await expect.poll(() => hub.clientCount, { timeout: 5000 }).toBe(0);
    expect(await isServed(server)).toBe(true);
  });

  test('opens five hundred links: there is an end, and those who were there are served', { timeout }, async () => {
    const hub = liveHub();
    const server = await serve(hub);
    const first = await join(server);
    const crowd = await Promise.all(Array.from({ length: 500 }, () => join(server)));
    expect(hub.clientCount).toBeLessThanOrEqual(256);
    expect(crowd.filter(({ isOpen }) => isOpen).length).toBeGreaterThanOrEqual(200);
    const answer = new Promise((resolve) => first.socket.once('message', (data) => resolve(String(data))));
    first.socket.send(JSON.stringify({ type: 'hello', protocol: 1 }));
    expect(await answer).toContain('"hello"');
    for (const { socket } of crowd) socket.terminate();
    await expect.poll(() => hub.clientCount).toBe(1);
    expect((await join(server)).isOpen).toBe(true);
  });

  test('sends its request a byte at a time: it is ended, and others are served meanwhile', { timeout }, async () => {
    const server = await serve(liveHub());
    const slow = Array.from({ length: 100 }, () =>
      plug(server, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`),
    );
    const trickle = setInterval(() => {
      for (const socket of slow) if (!socket.destroyed) socket.write('x');
    }, 200);
    try {
      expect(await isServed(server)).toBe(true);
      await expect.poll(() => slow.every(({ destroyed }) => destroyed), { timeout: 10_000, interval: 200 }).toBe(true);
    } finally {
      clearInterval(trickle);
    }
    expect(await isServed(server)).toBe(true);
  });

  test('sends no more headers than there is room for', { timeout }, async () => {
    const server = await serve(liveHub());
    let answer = '';
    const socket = plug(server);
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`);
    await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});
