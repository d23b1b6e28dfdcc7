import { networkInterfaces } from 'node:os';
import type { Disposable } from '../../../shared/base/disposable.ts';
import type { FoundDesk } from '../../../shared/protocol/connection.ts';
import { encodeRequest, OscReader } from '../../transports/oscCodec.ts';
import { type Endpoint, openUdp, type UdpSocket } from '../../transports/udp.ts';
import type { DriverContext } from '../driver.ts';

/** Where desks of this family listen. */
export const deskPort = 10023;

const repeatMs = 1500;

/** What a desk says of itself. */
export interface DeskIdentity {
  readonly address: string;
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
}

/** Reads a `/xinfo` reply: address, network name, model, firmware. */
export function identityOf(reader: OscReader): DeskIdentity | undefined {
  const [address, name, model, firmware] = [0, 1, 2, 3].map((index) => reader.text(index));
  if (address === undefined || name === undefined || !model || !firmware) return undefined;
  return { address, name, model, firmware };
}

/** Broadcast addresses of this machine's networks, so that a desk is found on each of them; the general one goes first. */
function broadcastAddresses(): string[] {
  const addresses = new Set(['255.255.255.255']);
  for (const nets of Object.values(networkInterfaces())) {
    for (const net of nets ?? []) {
      if (net.family !== 'IPv4' || net.internal) continue;
      const mask = net.netmask.split('.').map(Number);
      const octets = net.address.split('.').map((octet, index) => Number(octet) | (255 & ~(mask[index] ?? 255)));
      addresses.add(octets.join('.'));
    }
  }
  return [...addresses];
}

/** Opens a socket that may ask everybody; replaced in tests. */
export type OpenSearchSocket = () => Promise<UdpSocket>;
const openBroadcast: OpenSearchSocket = () => openUdp({ host: '0.0.0.0', port: 0, broadcast: true });

/** Asks for desks on the local networks, or at one address, again and again until disposed; each is reported once. */
export function discover(
  address: string | undefined,
  found: (desk: FoundDesk, place: Endpoint) => void,
  { clock }: DriverContext,
  openSocket: OpenSearchSocket = openBroadcast,
): Disposable {
  const known = new Set<string>();
  const reader = new OscReader();
  const question = encodeRequest('/xinfo');
  let socket: UdpSocket | undefined;
  let timer: Disposable | undefined;
  let isOver = false;

  const ask = () => {
    for (const host of address ? [address] : broadcastAddresses()) socket?.send(question, { host, port: deskPort });
    timer = clock.after(repeatMs, ask);
  };

  const start = async () => {
    const opened = await openSocket();
    if (isOver) return opened.close();
    socket = opened;
    // A network without a broadcast route refuses the question; the others still get it.
    opened.onError(() => undefined);
    opened.onMessage((bytes, from) => {
      if (!reader.read(bytes) || reader.address !== '/xinfo') return;
      const identity = identityOf(reader);
      const target = `x32://${from.address}:${from.port}`;
      if (!identity || known.has(target)) return;
      known.add(target);
      const { name, model, firmware } = identity;
      found({ target, family: 'x32', name, model, firmware }, { host: from.address, port: from.port });
    });
    ask();
  };
  start().catch(() => {
    // Without a socket there is nothing to find; the search ends empty.
    isOver = true;
  });

  return {
    dispose() {
      isOver = true;
      timer?.dispose();
      void socket?.close();
    },
  };
}
