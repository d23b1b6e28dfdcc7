import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { startWebServer, type WebServer } from '../../electron/remote/webServer.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { ScriptedDesk } from '../support/hubBench.ts';
import { smallSchema } from '../support/smallDesk.ts';
import { VirtualClock } from '../support/virtualClock.ts';
import { fuzz, hex, isLong, timeLimitMs } from './fuzzRun.ts';
import { clientFrames, clientMessages } from './linkCorpus.ts';
import { joined } from './mutator.ts';
import { expectSound } from './soundState.ts';

const count = isLong ? 100_000 : 3000;
const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function servedHub(): Promise<{ hub: DeskHub; server: WebServer; faults: readonly unknown[] }> {
  const hub = new DeskHub({ clock: systemClock, version: '1.2.3', wallMs: Date.now });
  const faults: unknown[] = [];
  hub.safety.fault = (error) => faults.push(error);
  const desk = new ScriptedDesk(hub, new VirtualClock());
  desk.goLive();
  const file = { bytes: Buffer.from('<!doctype html>'), type: 'text/html', etag: '"1"' };
  const server = await startWebServer({
    authority: hub,
    files: new Map([['/', file]]),
    host: '127.0.0.1',
    port: 0,
  });
  ended.push(() => hub.dispose());
  ended.push(() => server.close());
  return { hub, server, faults };
}

async function join(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  ended.push(() => socket.terminate());
  // A link that the server ends is part of the game.
  socket.on('error', () => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

/** The hub still answers a well-behaved client. */
async function expectServed(port: number): Promise<void> {
  const socket = await join(port);
  const hello = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
  socket.send(JSON.stringify({ type: 'hello', protocol: 1 }));
  expect(JSON.parse(await hello)).toMatchObject({ type: 'hello' });
  socket.terminate();
}

test('any message over a real link is answered or ignored', { timeout: timeLimitMs }, async () => {
  const { hub, server, faults } = await servedHub();
  let socket = await join(server.port);
  await fuzz<string | Uint8Array>({
    name: 'WebSocket messages',
    seed: 105,
    count,
    make(mutator) {
      if (mutator.chance(0.5)) return mutator.bytes(clientFrames);
      return mutator.chance(0.5)
        ? mutator.text(clientMessages)
        : JSON.stringify(mutator.json(JSON.parse(mutator.pick(clientMessages))));
    },
    run: (input) => socket.send(input),
    async after(index) {
      if (index % 100 === 0) await sleep(1);
      if (socket.readyState !== socket.OPEN) socket = await join(server.port);
    },
    print: (input) => (typeof input === 'string' ? input : hex(input)),
  });
  expectSound(smallSchema, (id) => hub.state?.get(id));
  await expectServed(server.port);
  expect(faults).toEqual([]);
  socket.terminate();
  await expect.poll(() => hub.clientCount).toBe(0);
});

test('bytes that are no WebSocket frame end that link alone', { timeout: timeLimitMs }, async () => {
  const { hub, server, faults } = await servedHub();
  const handshake = Buffer.from(
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  // Masked frames with a mask of zeros: text, bytes, ping, close, a continuation, and lengths that lie.
  const frames = [
    [0x81, 0x85, 0, 0, 0, 0, 0x68, 0x65, 0x6c, 0x6c, 0x6f],
    [0x82, 0x83, 0, 0, 0, 0, 1, 2, 3],
    [0x89, 0x80, 0, 0, 0, 0],
    [0x88, 0x82, 0, 0, 0, 0, 3, 0xe8],
    [0x80, 0x80, 0, 0, 0, 0],
    [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
    [0x81, 0xfe, 0xff, 0xff, 0, 0, 0, 0, 0xc0],
  ].map((bytes) => Uint8Array.from(bytes));
  await fuzz<Uint8Array>({
    name: 'WebSocket bytes',
    seed: 106,
    count: isLong ? 20_000 : 400,
    make: (mutator) => joined(mutator.chance(0.8) ? handshake : mutator.bytes([handshake]), mutator.bytes(frames)),
    run(bytes) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      socket.resume();
      socket.write(bytes, () => (bytes.length % 2 === 0 ? socket.resetAndDestroy() : socket.end()));
    },
    async after(index) {
      if (index % 20 === 0) await sleep(5);
    },
    print: hex,
  });
  await expectServed(server.port);
  expect(faults).toEqual([]);
  await expect.poll(() => hub.clientCount, { timeout: 8000 }).toBe(0);
});
