import { isIP } from 'node:net';

/** A certificate with its key, as PEM texts. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const dayMs = 86_400_000;
/** Browsers refuse certificates that are good for longer than 398 days. */
const goodForDays = 365;

/** A subject alternative name under which browsers know the page: 2 is a DNS name, 7 an address (RFC 5280, 4.2.1.6). */
const alternativeName = (name: string) =>
  isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name };

/**
 * A certificate that nobody has vouched for: it keeps what is said from the ears of others on the network, after the browser's
 * warning has been accepted once. @param names DNS names and addresses of the page
 */
export async function selfSigned(names: readonly string[], nowMs: number): Promise<Certificate> {
  // Loaded late: it takes as long to load as the rest of the app, and few ask for it.
  const { generate } = await import('selfsigned');
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Omnibus' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - dayMs),
    notAfterDate: new Date(nowMs + goodForDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(alternativeName) },
    ],
  });
  return { cert, key };
}
