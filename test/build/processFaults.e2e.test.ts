import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { projectRoot } from '../../build/targets.mjs';
import { drivers } from '../../electron/drivers/registry.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import type { FoundDesk } from '../../shared/protocol/connection.ts';

// The app as a process: what it does when its port is taken, its disk is full, or somebody ends it.

const home = mkdtempSync(join(tmpdir(), 'omnibus-process-'));
const settings = join(home, 'settings.json');
/** A console that is not there: the app looks for it and does not mind. */
const nobody = 'x32://127.0.0.1:9';
const running: ChildProcess[] = [];
const sockets: WebSocket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Starts `omnibus …` and collects what it prints. */
function omnibus(args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(projectRoot, 'out/cli.mjs'), ...args], {
    env: { ...process.env, OMNIBUS_SETTINGS: settings, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, ended, printed: () => printed };
}

async function serve(args: readonly string[] = [], more: NodeJS.ProcessEnv = {}) {
  const app = omnibus(['serve', '--port', '0', '--console', nobody, ...args], more);
  await expect.poll(app.printed, { timeout: 20_000 }).toContain('Omnibus is at');
  const url = /http:\/\/\S+/.exec(app.printed())?.[0] ?? '';
  return { ...app, url, port: Number(new URL(url).port) };
}

async function joinApp(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}ws`);
  sockets.push(socket);
  socket.on('error', () => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'hello', protocol: 1 }));
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

const isServed = async (url: string) => (await fetch(url)).status === 200;

/** Asks for the page at an address of this machine, under a name. */
function askUnder(address: string, port: number, name: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request({ host: address, port, path: '/', headers: { host: name } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', reject);
    call.end();
  });
}

describe('a port that is taken', () => {
  test('ends the second app with a sentence and code 2; the first goes on', async () => {
    const first = await serve();
    const second = omnibus(['serve', '--port', String(first.port), '--console', nobody]);
    expect(await second.ended).toBe(2);
    expect(second.printed()).toBe(
      `omnibus: Port ${first.port} on 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one.\n`,
    );
    expect(await isServed(first.url)).toBe(true);
  });

  test('ends the second emulated console with a sentence and code 2', async () => {
    const first = omnibus(['emulate', 'x32', '--port', '0']);
    await expect.poll(first.printed, { timeout: 20_000 }).toContain('answers at');
    const port = /:(\d+)\s*$/.exec(first.printed())?.[1] ?? '';
    const second = omnibus(['emulate', 'x32', '--port', port]);
    expect(await second.ended).toBe(2);
    expect(second.printed()).toMatch(
      /^omnibus: UDP port \d+ of 127\.0\.0\.1 cannot be opened: another program.*uses it\.\n$/,
    );
  });

  test('is explained for an address that is not this machine’s', async () => {
    const app = omnibus(['serve', '--remote', '--host', '192.0.2.1', '--port', '0', '--console', nobody]);
    expect(await app.ended).toBe(2);
    expect(app.printed()).toContain('192.0.2.1 is not an address of this machine');
  });
});

describe('being ended', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the app with code 0, whoever is connected', async (signal) => {
    const app = await serve();
    await joinApp(app.url);
    // One that says nothing, one in the middle of a request, and one that was refused and stays.
    for (const text of [
      '',
      'GET / HTTP/1.1\r\nHost:',
      `GET /no HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    ]) {
      const socket = connect({ port: app.port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => socket.destroy());
      socket.write(text);
    }
    await sleep(200);
    app.child.kill(signal);
    expect(await Promise.race([app.ended, sleep(5000, 'still running')])).toBe(0);
    expect(app.printed().split('\n').filter(Boolean)).toHaveLength(1);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the app and its emulated console with code 0', async (signal) => {
    const app = await serve(['--console', 'emulated']);
    app.child.kill(signal);
    expect(await Promise.race([app.ended, sleep(5000, 'still running')])).toBe(0);
  });

  test('SIGTERM ends an emulated console with code 0', async () => {
    const emulator = omnibus(['emulate', 'x32', '--port', '0']);
    await expect.poll(emulator.printed, { timeout: 20_000 }).toContain('answers at');
    emulator.child.kill('SIGTERM');
    expect(await Promise.race([emulator.ended, sleep(5000, 'still running')])).toBe(0);
  });

  test('kill −9 while settings are written leaves settings that can be read', async () => {
    for (let round = 0; round < 4; round++) {
      const app = await serve();
      const socket = await joinApp(app.url);
      for (let count = 0; count < 60; count++) {
        socket.send(JSON.stringify({ type: 'connect', target: `x32://127.0.0.1:${1000 + count}` }));
      }
      // However busy the machine, the first of them is kept before the app is ended amid the rest.
      await expect.poll(() => existsSync(settings), { timeout: 20_000 }).toBe(true);
      await sleep(round * 15);
      app.child.kill('SIGKILL');
      await app.ended;
      const kept = JSON.parse(readFileSync(settings, 'utf8')) as { console: string };
      expect(kept.console).toMatch(/^x32:\/\/127\.0\.0\.1:1\d{3}$/);
    }
    const again = omnibus(['serve', '--port', '0']);
    await expect.poll(again.printed, { timeout: 20_000 }).toContain('Omnibus is at');
    expect(again.printed()).not.toContain('omnibus:');
  });
});

test('settings that cannot be kept are told, and the app goes on', async () => {
  const blocked = join(home, 'blocked');
  mkdirSync(join(blocked, 'in the way'), { recursive: true });
  const app = await serve([], { OMNIBUS_SETTINGS: blocked });
  const socket = await joinApp(app.url);
  socket.send(JSON.stringify({ type: 'connect', target: 'x32://127.0.0.1:1000' }));
  await expect.poll(app.printed).toContain(`Settings cannot be kept in ${blocked}`);
  expect(await isServed(app.url)).toBe(true);
});

// Only Linux has all of 127.0.0.0/8 without being told.
describe.skipIf(process.platform !== 'linux')('a machine with several addresses', () => {
  test('is served at the one that was asked for, under its own names only', async () => {
    const app = await serve(['--host', '127.0.0.2']);
    expect(app.url).toBe(`http://127.0.0.2:${app.port}/`);
    expect(await askUnder('127.0.0.2', app.port, `127.0.0.2:${app.port}`)).toBe(200);
    expect(await askUnder('127.0.0.2', app.port, `127.0.0.3:${app.port}`)).toBe(421);
    expect(await askUnder('127.0.0.2', app.port, `rebound.example:${app.port}`)).toBe(421);
    await expect(askUnder('127.0.0.1', app.port, `127.0.0.1:${app.port}`)).rejects.toThrow('ECONNREFUSED');
  });

  test('may run two apps on one port at two addresses', async () => {
    const first = await serve(['--host', '127.0.0.2']);
    const second = await serve(['--host', '127.0.0.3', '--port', String(first.port)]);
    expect(second.port).toBe(first.port);
    expect([await isServed(first.url), await isServed(second.url)]).toEqual([true, true]);
  });

  test('finds a console at each of them', async (context) => {
    for (const host of ['127.0.0.2', '127.0.0.3']) {
      const emulator = omnibus(['emulate', 'x32', '--host', host]);
      await expect.poll(emulator.printed, { timeout: 20_000 }).not.toBe('');
      if (emulator.printed().includes('cannot be opened')) context.skip('the usual port of consoles is taken here');
    }
    const [driver] = drivers;
    const found: FoundDesk[] = [];
    const searches = ['127.0.0.2', '127.0.0.3'].map((host) =>
      driver?.discover(host, (desk) => found.push(desk), { clock: systemClock }),
    );
    await expect
      .poll(() => found.map(({ target }) => target).toSorted())
      .toEqual(['x32://127.0.0.2:10023', 'x32://127.0.0.3:10023']);
    for (const search of searches) search?.dispose();
  });
});
