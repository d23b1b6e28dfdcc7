import { expect, test, vi } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { encodeMessage } from '../../transports/oscCodec.ts';
import type { DatagramSource, Endpoint, UdpSocket } from '../../transports/udp.ts';
import { discover } from './discovery.ts';

// A computer on a studio's network and on the console's own, with a tunnel of version 6 beside them.
vi.mock('node:os', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  networkInterfaces: () => ({
    lo: [{ family: 'IPv4', internal: true, address: '127.0.0.1', netmask: '255.0.0.0' }],
    wifi: [{ family: 'IPv4', internal: false, address: '10.1.2.3', netmask: '255.255.0.0' }],
    cable: [{ family: 'IPv4', internal: false, address: '192.168.1.70', netmask: '255.255.255.192' }],
    tunnel: [{ family: 'IPv6', internal: false, address: 'fd00::1', netmask: 'ffff:ffff::' }],
    absent: undefined,
  }),
}));

const answer = (name: string) => encodeMessage('/xinfo', 'ssss', ['0.0.0.0', name, 'X32', '4.06']);

/** A socket on several networks: a question to one of these broadcast addresses is answered by the console there. */
function broadcastSocket(consoles: Readonly<Record<string, { readonly address: string; readonly name: string }>>) {
  const asked: string[] = [];
  let hear: (bytes: Uint8Array, from: DatagramSource) => void = () => undefined;
  const socket: UdpSocket = {
    local: { host: '0.0.0.0', port: 50_000 },
    statistics: { sent: 0, received: 0, sendErrors: 0 },
    receiveBufferBytes: 0,
    send(_bytes, to) {
      const { host, port } = to as Endpoint;
      asked.push(`${host}:${port}`);
      const there = consoles[host];
      if (there) hear(answer(there.name), { address: there.address, port: 10_023 });
    },
    onMessage(listener) {
      hear = listener;
      return { dispose: () => undefined };
    },
    onError: () => ({ dispose: () => undefined }),
    close: () => Promise.resolve(),
  };
  return { socket, asked };
}

test('a console is asked for on every network of the computer, and found on any of them, once', async () => {
  const clock = new VirtualClock();
  const { socket, asked } = broadcastSocket({
    '10.1.255.255': { address: '10.1.9.9', name: 'Studio' },
    '192.168.1.127': { address: '192.168.1.100', name: 'Stage' },
  });
  const found: string[] = [];
  const search = discover(
    undefined,
    ({ target, name }) => found.push(`${name} ${target}`),
    { clock },
    async () => socket,
  );
  await clock.advanceAsync(0);
  expect(asked).toEqual(['255.255.255.255:10023', '10.1.255.255:10023', '192.168.1.127:10023']);
  expect(found).toEqual(['Studio x32://10.1.9.9:10023', 'Stage x32://192.168.1.100:10023']);
  // It goes on asking, and tells nobody twice.
  await clock.advanceAsync(60_000);
  expect(asked.length).toBeGreaterThan(6);
  expect(found).toHaveLength(2);
  search.dispose();
  const before = asked.length;
  await clock.advanceAsync(60_000);
  expect(asked).toHaveLength(before);
});

test('at one address nobody else is asked', async () => {
  const clock = new VirtualClock();
  const { socket, asked } = broadcastSocket({});
  const search = discover(
    '192.168.1.100',
    () => undefined,
    { clock },
    async () => socket,
  );
  await clock.advanceAsync(0);
  expect(asked).toEqual(['192.168.1.100:10023']);
  search.dispose();
});
