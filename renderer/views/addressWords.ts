import type { Address } from '../../shared/desk/address.ts';

/** An address for people: `channel/3/send/bus/2/level` is "Channel 3 send bus 2 level". */
export function addressWords(address: Address): string {
  const words = address
    .split('/')
    .join(' ')
    .replace(/([a-z])([A-Z])/g, (_match, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
