import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { qrRows, qrText } from './qr.ts';
import { selfSigned } from './selfSigned.ts';

test('a certificate is read by others, names the page and is good for a year', () => {
  const now = Date.UTC(2026, 4, 1, 12);
  const { cert } = selfSigned(['omnibus.local', '192.168.1.20'], now);
  const read = new X509Certificate(cert);
  expect(read.checkHost('omnibus.local')).toBe('omnibus.local');
  expect(read.checkIP('192.168.1.20')).toBe('192.168.1.20');
  expect(read.checkHost('evil.example')).toBeUndefined();
  expect(read.verify(read.publicKey)).toBe(true);
  expect(Date.parse(read.validFrom)).toBe(now - 86_400_000);
  expect(Date.parse(read.validTo)).toBe(now + 365 * 86_400_000);
});

test('a server speaks with it, and who trusts it is let in without a complaint', async () => {
  const pair = selfSigned(['localhost', '127.0.0.1'], Date.now());
  const server = createServer({ ...pair }, (_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const isAuthorized = await new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: pair.cert }, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on('error', reject);
  });
  expect(isAuthorized).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test('a QR code is square, has its three marks, and is printed in half as many lines', () => {
  const rows = qrRows('http://192.168.1.20:8033/#pair=AAAAAAAAAAAAAAAAAAAAAA');
  const size = rows.length;
  expect(rows.every((row) => row.length === size)).toBe(true);
  const mark = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(mark);
  expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(mark);
  expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(mark);
  expect(qrText(rows).split('\n')).toHaveLength(Math.ceil((size + 4) / 2));
});
