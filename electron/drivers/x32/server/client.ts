import type { DatagramSource, Endpoint } from '../../../transports/udp.ts';

/** Who speaks to the desk: an address and a port together are one client (facts, section 3). */
export interface Client {
  readonly key: string;
  readonly endpoint: Endpoint;
}

export function clientOf({ address, port }: DatagramSource): Client {
  return { key: `${address}:${port}`, endpoint: { host: address, port } };
}

/** Hands a datagram to the network. */
export type Send = (client: Client, bytes: Uint8Array) => void;
