import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { qrRows, qrText } from './qr.ts';
import { selfSigned } from './selfSigned.ts';

const now = Date.UTC(2026, 4, 1, 12);

test('a certificate is read by others, names the page and is good for a year', async () => {
  const { cert } = await selfSigned(['omnibus.local', '192.168.1.20', 'fe80::1'], now);
  const read = new X509Certificate(cert);
  expect(read.checkHost('omnibus.local')).toBe('omnibus.local');
  expect(read.checkIP('192.168.1.20')).toBe('192.168.1.20');
  expect(read.checkIP('fe80::1')).toBe('fe80::1');
  expect(read.checkHost('evil.example')).toBeUndefined();
  expect(read.checkIP('192.168.1.21')).toBeUndefined();
  expect(read.ca).toBe(false);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(Date.parse(read.validFrom)).toBe(now - 86_400_000);
  expect(Date.parse(read.validTo)).toBe(now + 365 * 86_400_000);
});

test('no two are alike', async () => {
  const [one, other] = [await selfSigned(['omnibus.local'], now), await selfSigned(['omnibus.local'], now)];
  expect(new X509Certificate(one.cert).serialNumber).not.toBe(new X509Certificate(other.cert).serialNumber);
  expect(one.key).not.toBe(other.key);
});

/** Whether OpenSSL's own program is here to look at it as well. */
function hasOpenSsl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!hasOpenSsl())('the program of OpenSSL reads it without a complaint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const file = join(folder, 'cert.pem');
    writeFileSync(file, (await selfSigned(['omnibus.local', '192.168.1.20'], now)).cert);
    const ask = (...words: readonly string[]) => execFileSync('openssl', words, { encoding: 'utf8', stdio: 'pipe' });
    const text = ask('x509', '-in', file, '-noout', '-text');
    expect(text).toContain('DNS:omnibus.local, IP Address:192.168.1.20');
    expect(text).toContain('TLS Web Server Authentication');
    expect(text).toContain('ASN1 OID: prime256v1');
    expect(text).toMatch(/Not After : May {2}1 12:00:00 2027 GMT/);
    const at = String(Math.round(now / 1000));
    const words = ['-check_ss_sig', '-attime', at, '-purpose', 'sslserver', '-verify_hostname', 'omnibus.local'];
    expect(ask('verify', ...words, '-CAfile', file, file)).toContain('OK');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a server speaks with it, and who trusts it is let in without a complaint', async () => {
  const pair = await selfSigned(['localhost', '127.0.0.1'], Date.now());
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
