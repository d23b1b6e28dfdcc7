import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its key, as PEM texts. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

// X.509 in DER (ITU-T X.690, RFC 5280): only what a certificate of one's own needs.
const tags = {
  integer: 0x02,
  bits: 0x03,
  bytes: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
};

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(tags.sequence, ...parts);
const oid = (...bytes: readonly number[]) => der(tags.oid, Buffer.from(bytes));
const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const commonName = oid(0x55, 0x04, 0x03);
const alternativeNames = oid(0x55, 0x1d, 0x11);

/** "YYMMDDHHMMSSZ", good until 2049. */
function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(tags.utcTime, Buffer.from(`${digits}Z`));
}

function addressBytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

/** DNS names and IPv4 addresses, under which browsers know the page. */
function namesExtension(names: readonly string[]): Buffer {
  const entries = names.map((name) =>
    isIP(name) === 4 ? der(0x87, addressBytes(name)) : der(0x82, Buffer.from(name, 'ascii')),
  );
  return der(0xa3, sequence(sequence(alternativeNames, der(tags.bytes, sequence(...entries)))));
}

const dayMs = 86_400_000;
/** Browsers refuse certificates that are good for longer than 398 days. */
const goodForDays = 365;

/**
 * A certificate that nobody has vouched for: it keeps what is said from the ears of others on the network, after the browser's
 * warning has been accepted once. @param names DNS names and IPv4 addresses of the page
 */
export function selfSigned(names: readonly string[], nowMs: number): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicDer = publicKey.export({ type: 'spki', format: 'der' });
  const owner = sequence(der(tags.set, sequence(commonName, der(tags.utf8, Buffer.from('Omnibus')))));
  const serial = createHash('sha256').update(publicDer).digest().subarray(0, 16);
  // A number's first bit is its sign, and a first byte of zero stands only before such a bit.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, der(tags.integer, Buffer.from([2]))),
    der(tags.integer, serial),
    ecdsaWithSha256,
    owner,
    sequence(utcTime(nowMs - dayMs), utcTime(nowMs + goodForDays * dayMs)),
    owner,
    publicDer,
    namesExtension(names),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = sequence(body, ecdsaWithSha256, der(tags.bits, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
