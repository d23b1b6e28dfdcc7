import { request } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Authority, ClientLink } from '../hub/peer.ts';
import { ownNames } from './ownNames.ts';
import type { PageFile } from './pageFiles.ts';
import { startWebServer, type WebServer } from './webServer.ts';

const index: PageFile = {
  bytes: Buffer.from('<!doctype html><title>Page</title>'),
  type: 'text/html; charset=utf-8',
  etag: '"1"',
};
const script: PageFile = {
  bytes: Buffer.from('export {};'),
  type: 'text/javascript; charset=utf-8',
  etag: '"2"',
  packed: gzipSync('export {};'),
  isForever: true,
};
const files = new Map([
  ['/', index],
  ['/index.html', index],
  ['/assets/index-abc.js', script],
]);

/** A hub that keeps what arrives and can speak to the last client. */
class Ear implements Authority {
  readonly heard: (string | Uint8Array)[] = [];
  link: ClientLink | undefined;
  closed = 0;

  connect(link: ClientLink) {
    this.link = link;
    return {
      receive: (data: string | Uint8Array) => this.heard.push(data),
      closed: () => {
        this.closed++;
      },
    };
  }
}

const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function serve(): Promise<{ server: WebServer; ear: Ear }> {
  const ear = new Ear();
  const server = await startWebServer({ authority: ear, files, host: '127.0.0.1', port: 0 });
  ended.push(() => server.close());
  return { server, ear };
}

interface Asked {
  readonly host?: string;
  readonly method?: string;
  readonly etag?: string;
  readonly takes?: string;
}

interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
  readonly bytes: Buffer;
}

function ask(port: number, path: string, options: Asked = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const headers: Record<string, string> = { host: options.host ?? `127.0.0.1:${port}` };
    if (options.etag) headers['if-none-match'] = options.etag;
    if (options.takes) headers['accept-encoding'] = options.takes;
    const call = request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString(), bytes });
      });
    });
    call.on('error', reject);
    call.end();
  });
}

/** Opens a WebSocket. @returns 'open' or why it was refused. */
function knock(port: number, options: { path?: string; host?: string; origin?: string } = {}) {
  return new Promise<{ socket: WebSocket; fate: string }>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${options.path ?? '/ws'}`, {
      headers: {
        ...(options.host ? { host: options.host } : {}),
        ...(options.origin ? { origin: options.origin } : {}),
      },
    });
    ended.push(() => socket.terminate());
    socket.on('open', () => resolve({ socket, fate: 'open' }));
    socket.on('error', (error) => resolve({ socket, fate: error.message }));
  });
}

describe('the page', () => {
  test('is served with a strict policy and no way for others to frame or read it', async () => {
    const { server } = await serve();
    const { status, headers, body } = await ask(server.port, '/?theme=dark');
    expect(status).toBe(200);
    expect(body).toContain('Page');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect((await ask(server.port, '/', { etag: '"1"' })).status).toBe(304);
  });

  test('has no file but those that were built', async () => {
    const { server } = await serve();
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/etc/passwd', '/index.html/..', '//', '/ws']) {
      expect((await ask(server.port, path)).status, path).toBe(404);
    }
  });

  test('is sent packed to whoever takes it so, and plain to others', async () => {
    const { server } = await serve();
    const packed = await ask(server.port, '/assets/index-abc.js', { takes: 'gzip, deflate' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toBe('accept-encoding');
    expect(gunzipSync(packed.bytes).toString()).toBe('export {};');
    expect(packed.headers['content-length']).toBe(String(packed.bytes.length));
    for (const takes of [undefined, 'identity', 'gzipped']) {
      const plain = await ask(server.port, '/assets/index-abc.js', takes === undefined ? {} : { takes });
      expect(plain.headers['content-encoding'], takes).toBeUndefined();
      expect(plain.body).toBe('export {};');
    }
  });

  test('is asked for again each time, what it is made of never', async () => {
    const { server } = await serve();
    expect((await ask(server.port, '/')).headers['cache-control']).toBe('no-cache');
    const script = await ask(server.port, '/assets/index-abc.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('is not changed or sent by any other method', async () => {
    const { server } = await serve();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(server.port, '/', { method })).status).toBe(405);
  });

  test('is refused under a name that is not ours', async () => {
    const { server } = await serve();
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${server.port}`,
    ]) {
      expect((await ask(server.port, '/', { host })).status, host).toBe(421);
    }
    expect((await ask(server.port, '/', { host: `LOCALHOST:${server.port}` })).status).toBe(200);
  });
});

describe('the link', () => {
  test('carries text and bytes both ways and tells when it ends', async () => {
    const { server, ear } = await serve();
    const { socket, fate } = await knock(server.port, { origin: `http://127.0.0.1:${server.port}` });
    expect(fate).toBe('open');
    const answers: unknown[] = [];
    socket.on('message', (data: Buffer, isBinary) => answers.push(isBinary ? [...data] : data.toString()));
    socket.send('hello');
    socket.send(Uint8Array.from([1, 2, 3]));
    await expect.poll(() => ear.heard.length).toBe(2);
    expect(ear.heard[0]).toBe('hello');
    expect([...(ear.heard[1] as Uint8Array)]).toEqual([1, 2, 3]);
    ear.link?.send('world');
    ear.link?.send(Uint8Array.from([4]));
    await expect.poll(() => answers).toEqual(['world', [4]]);
    socket.close();
    await expect.poll(() => ear.closed).toBe(1);
    ear.link?.send('too late');
  });

  test('is refused to pages of other origins, under other names and on other paths', async () => {
    const { server, ear } = await serve();
    const refused = [
      { origin: 'http://evil.example' },
      { origin: `https://127.0.0.1:${server.port}` },
      { origin: 'null' },
      { host: `evil.example:${server.port}` },
      { host: `evil.example:${server.port}`, origin: `http://evil.example:${server.port}` },
      { path: '/other' },
    ];
    for (const options of refused)
      expect((await knock(server.port, options)).fate, JSON.stringify(options)).toContain('403');
    expect(ear.link).toBeUndefined();
  });

  test('ends for a client that sends too much at once', async () => {
    const { server, ear } = await serve();
    const { socket } = await knock(server.port);
    socket.send(new Uint8Array(70 * 1024));
    await expect.poll(() => ear.closed).toBe(1);
    expect(ear.heard).toEqual([]);
  });
});

test('a port in use is explained', async () => {
  const { server } = await serve();
  const second = startWebServer({ authority: new Ear(), files, host: '127.0.0.1', port: server.port });
  await expect(second).rejects.toThrow(/in use: choose another with --port/);
});

test('a server on all addresses goes by all of them', () => {
  const names = ownNames('0.0.0.0', 8032);
  expect(names.has('localhost:8032')).toBe(true);
  expect(names.has('127.0.0.1:8032')).toBe(true);
  expect([...names].every((name) => name.endsWith(':8032'))).toBe(true);
  expect(ownNames('192.168.1.5', 80).has('192.168.1.5')).toBe(true);
});
