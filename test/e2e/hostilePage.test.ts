import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumFlags, findChromium } from '../../build/chromium.mjs';
import { startWebServer, type WebServer } from '../../electron/remote/webServer.ts';
import { type RemoteBench, remoteBench } from '../support/remoteBench.ts';

const program = process.env.OMNIBUS_CHROMIUM || findChromium();
const page = { bytes: Buffer.from('<!doctype html><title>Omnibus</title>secret'), type: 'text/html', etag: '"1"' };

/** What a page can do to an address: open a socket, read, send a form, draw it in a frame. */
async function attack(victim: Page, target: string): Promise<Record<string, string>> {
  return victim.evaluate(async (host) => {
    const socket = await new Promise<string>((resolve) => {
      const link = new WebSocket(`ws://${host}/ws`);
      link.onopen = () => link.send('{"type":"hello","protocol":1}');
      link.onmessage = ({ data }) => resolve(`heard ${String(data).slice(0, 40)}`);
      link.onerror = () => resolve('refused');
      link.onclose = () => resolve('refused');
    });
    const read = (options: RequestInit) =>
      fetch(`http://${host}/`, options).then(
        async (answer) => `${answer.type} ${answer.status} ${await answer.text()}`,
        () => 'refused',
      );
    const [plain, cookies, form] = [
      await read({}),
      await read({ credentials: 'include' }),
      await read({ method: 'POST', mode: 'no-cors', body: 'on=true' }),
    ];
    const frame = document.createElement('iframe');
    frame.src = `http://${host}/`;
    const framed = await new Promise<string>((resolve) => {
      frame.onload = () => {
        try {
          resolve(`read ${frame.contentDocument?.body.textContent}`);
        } catch {
          resolve('not read');
        }
      };
      document.body.append(frame);
      setTimeout(() => resolve('never loaded'), 5000);
    });
    return { socket, plain, cookies, form, framed };
  }, target);
}

describe.skipIf(!program)('a hostile page in the user’s own browser', () => {
  let bench: RemoteBench;
  let local: WebServer;
  let hostile: Server;
  let browser: Browser;
  let victim: Page;

  beforeAll(async () => {
    bench = await remoteBench();
    local = await startWebServer({ authority: bench.hub, files: new Map([['/', page]]), host: '127.0.0.1', port: 0 });
    hostile = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><body>hostile');
    });
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
    // The hostile name leads to this machine, as after a rebinding.
    const rebinding = '--host-resolver-rules=MAP evil.example 127.0.0.1';
    browser = await chromium.launch({ executablePath: program ?? '', args: [...chromiumFlags, rebinding] });
    victim = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    hostile?.close();
    await local?.close();
    await bench?.end();
  });

  const hostilePort = () => (hostile.address() as AddressInfo).port;

  test('from another origin opens no socket, reads nothing and sends nothing that counts', async () => {
    await victim.goto(`http://127.0.0.1:${hostilePort()}/`);
    const clients = bench.hub.clientCount;
    for (const port of [local.port, bench.port]) {
      const results = await attack(victim, `127.0.0.1:${port}`);
      expect(results).toMatchObject({ socket: 'refused', plain: 'refused', cookies: 'refused' });
      expect(['opaque 0 ', 'refused']).toContain(results.form);
      expect(results.framed).not.toContain('secret');
    }
    expect(bench.hub.clientCount).toBe(clients);
    expect(bench.desk.pushed).toEqual([]);
  });

  test('under a name that was bound to this machine is refused, same origin or not', async () => {
    for (const port of [local.port, bench.port]) {
      const answer = await victim.goto(`http://evil.example:${port}/`);
      expect(answer?.status()).toBe(421);
      expect(await victim.content()).not.toContain('secret');
      const results = await attack(victim, `evil.example:${port}`);
      expect(results.socket).toBe('refused');
      expect(JSON.stringify(results)).not.toContain('secret');
    }
  });

  test('is given no cookie to keep', async () => {
    await victim.goto(local.url);
    expect(await victim.context().cookies()).toEqual([]);
  });
});
