import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';

/** The way in which Node's sockets ask for an address. */
export type SocketLookup = (
  host: string,
  options: unknown,
  found: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
) => void;

/** All addresses of a host name, as `dns.lookup` gives them. */
export type ResolveAll = (
  host: string,
  found: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

const askSystem: ResolveAll = (host, found) => lookup(host, { all: true }, found);

/**
 * A lookup for one socket that asks for each name once: Node would ask anew for every datagram, even for a numeric
 * address. A numeric address is answered at once, a name with its first IPv4 address, or its first of all. A name that
 * was not found is asked for again the next time. Whoever wants to follow a host to a new address opens a new socket.
 */
export function lookupOnce(resolveAll: ResolveAll = askSystem): SocketLookup {
  const known = new Map<string, LookupAddress>();
  const asking = new Map<string, Parameters<SocketLookup>[2][]>();

  return (host, _options, found) => {
    const family = isIP(host);
    if (family !== 0) return found(null, host, family);
    const answer = known.get(host);
    if (answer) return found(null, answer.address, answer.family);
    const waiting = asking.get(host);
    if (waiting) {
      waiting.push(found);
      return;
    }
    const all = [found];
    asking.set(host, all);
    resolveAll(host, (error, addresses) => {
      asking.delete(host);
      const best = addresses?.find((address) => address.family === 4) ?? addresses?.[0];
      if (best) known.set(host, best);
      for (const one of all) {
        if (best) one(null, best.address, best.family);
        else one(error ?? new Error(`The host "${host}" has no address`), '', 0);
      }
    });
  };
}
