import type { Role } from '../../hub/peer.ts';

/** Who may speak OSC to the app, and as what. */
export interface OscRule {
  /** A numeric address, or a network such as `192.168.1.0/24`. */
  readonly address: string;
  readonly role: Role;
  /** Answers go to this port instead of the one a message came from. */
  readonly replyPort?: number;
}

/** This machine alone. */
export const loopbackRules: readonly OscRule[] = [
  { address: '127.0.0.0/8', role: 'engineer' },
  { address: '::1', role: 'engineer' },
];

/** An IPv4 address as 32 bits; `undefined` for anything else. */
function bitsOf(address: string): number | undefined {
  const parts = address.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    bits = bits * 256 + Number(part);
  }
  return bits;
}

/** An address as it is compared: IPv4 in an IPv6 coat is IPv4, zones do not count. */
export function plainAddress(address: string): string {
  return address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .toLowerCase();
}

/** @returns a sentence if a rule's address cannot be read */
export function problemOfRule({ address }: OscRule): string | undefined {
  const [host = '', prefix] = address.split('/');
  const isAddress = bitsOf(host) !== undefined || (prefix === undefined && /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(host));
  const isPrefix = prefix === undefined || (/^\d{1,2}$/.test(prefix) && Number(prefix) <= 32);
  if (isAddress && isPrefix) return undefined;
  return `"${address}" is not an address of an OSC sender: give one such as 192.168.1.20, or a network such as 192.168.1.0/24.`;
}

/** The rule for an address, the first that fits; `undefined` if it may not speak. */
export function ruleFor(rules: readonly OscRule[], from: string): OscRule | undefined {
  const address = plainAddress(from);
  const bits = bitsOf(address);
  return rules.find((rule) => {
    const [host = '', prefix] = rule.address.split('/');
    if (prefix === undefined) return plainAddress(host) === address;
    const network = bitsOf(host);
    if (network === undefined || bits === undefined) return false;
    const size = 2 ** (32 - Number(prefix));
    return Math.floor(bits / size) === Math.floor(network / size);
  });
}
