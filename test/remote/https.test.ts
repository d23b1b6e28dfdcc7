import { X509Certificate } from 'node:crypto';
import { get as getPlain } from 'node:http';
import { get, type RequestOptions } from 'node:https';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Certificate, selfSigned } from '../../electron/remote/selfSigned.ts';
import { type RemoteBench, remoteBench } from '../support/remoteBench.ts';

let bench: RemoteBench;
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await bench.end();
});

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 8000, interval: 10 });

/** Remote access by HTTPS, with a certificate of one's own or a made one. @returns its port */
async function serve(certificate?: Certificate): Promise<number> {
  bench = await remoteBench(certificate ? { certificate } : {});
  bench.engineer.say({ type: 'remote', on: true, host: '127.0.0.1', port: 0, https: true });
  await soon(() => bench.remote.status.isOn && bench.remote.status.urls[0]?.startsWith('https:')).toBe(true);
  return bench.remote.status.port;
}

/** The certificate that the server shows to somebody who trusts nobody. */
const shown = (port: number) =>
  new Promise<{ certificate: DetailedPeerCertificate; protocol: string | null }>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve({ certificate: socket.getPeerCertificate(true), protocol: socket.getProtocol() });
      socket.destroy();
    });
    socket.on('error', reject);
  });

const ask = (port: number, options: RequestOptions) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const call = get({ host: '127.0.0.1', port, path: '/', agent: false, ...options }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => {
        body += part.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    call.on('error', reject);
  });

/** A socket by TLS, checked against this certificate. @returns what it heard, in order */
async function join(port: number, ca: string, origin: string): Promise<{ socket: WebSocket; heard: string[] }> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}/ws`, { ca, origin });
  sockets.push(socket);
  const heard: string[] = [];
  socket.on('message', (data, isBinary) => {
    if (!isBinary) heard.push(String(data));
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return { socket, heard };
}

const answer = (heard: readonly string[], type: string) =>
  heard.map((text) => JSON.parse(text) as Record<string, unknown>).find((message) => message.type === type);

test('a made certificate names this computer, and who trusts it pairs as an engineer over it', async () => {
  const port = await serve();
  const { certificate, protocol } = await shown(port);
  expect(protocol).toMatch(/^TLSv1\.[23]$/);
  const cert = new X509Certificate(certificate.raw);
  expect(cert.checkHost('omnibus.local')).toBe('omnibus.local');
  expect(cert.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(cert.checkIP('0.0.0.0')).toBeUndefined();
  const ca = cert.toString();
  expect(await ask(port, { ca })).toMatchObject({ status: 200, body: expect.stringContaining('Omnibus') });
  const evil = { ca, servername: 'localhost', headers: { host: 'evil.example' } };
  expect((await ask(port, evil)).status).toBe(421);

  bench.engineer.say({ type: 'openPairing', name: 'Ada', role: 'engineer' });
  expect(bench.remote.status.pairing?.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/#pair=/);
  const origin = `https://127.0.0.1:${port}`;
  const stranger = await join(port, ca, origin);
  stranger.socket.send(JSON.stringify({ type: 'pair', code: bench.remote.status.pairing?.pin, name: 'Ada' }));
  await soon(() => bench.engineer.last('remote')?.remote.strangers.length).toBe(1);
  const request = bench.engineer.last('remote')?.remote.strangers[0]?.request;
  bench.engineer.say({ type: 'letIn', request, name: 'Ada', role: 'engineer' });
  await soon(() => answer(stranger.heard, 'paired')).toBeDefined();
  const laptop = await join(port, ca, origin);
  laptop.socket.send(JSON.stringify({ type: 'enter', token: answer(stranger.heard, 'paired')?.token }));
  laptop.socket.send(JSON.stringify({ type: 'hello', protocol: 1 }));
  await soon(() => answer(laptop.heard, 'hello')?.you).toMatchObject({ role: 'engineer' });
});

test('a certificate of one’s own is the one that is shown', async () => {
  const own = await selfSigned(['omnibus.local', '127.0.0.1', 'mixer.example'], Date.now());
  const port = await serve(own);
  const { certificate } = await shown(port);
  expect(certificate.raw.equals(new X509Certificate(own.cert).raw)).toBe(true);
  expect((await ask(port, { ca: own.cert })).status).toBe(200);
});

test('whoever trusts another certificate, speaks no TLS or comes from a page without it is not let in', async () => {
  const port = await serve();
  const other = await selfSigned(['127.0.0.1', 'localhost'], Date.now());
  await expect(ask(port, { ca: other.cert })).rejects.toThrow(/self-signed|unable to verify|signature/);
  await expect(join(port, other.cert, `https://127.0.0.1:${port}`)).rejects.toThrow();
  const plain = new Promise((resolve, reject) => {
    getPlain({ host: '127.0.0.1', port, path: '/', agent: false }, resolve).on('error', reject);
  });
  await expect(plain).rejects.toThrow();
  const ca = new X509Certificate((await shown(port)).certificate.raw).toString();
  await expect(join(port, ca, `http://127.0.0.1:${port}`)).rejects.toThrow('403');
  await expect(join(port, ca, 'https://evil.example')).rejects.toThrow('403');
});
