import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { impair } from './badNetwork.ts';
import { MemoryNetwork } from './memory.ts';
import type { UdpSocket } from './udp.ts';

function setUp() {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const heard: string[] = [];
  const listen = (name: string, socket: UdpSocket) =>
    socket.onMessage((bytes, from) => heard.push(`${name}: ${Buffer.from(bytes)} from ${from.address}:${from.port}`));
  return { clock, network, heard, listen };
}

test('a datagram arrives in a later turn of the clock, without any time passing', () => {
  const { clock, network, heard, listen } = setUp();
  const desk = network.socket(10_023, { host: '10.0.0.5' });
  listen('desk', desk);
  const sent = Buffer.from('a');
  network.socket().send(sent, desk.local);
  sent.fill(0);
  expect(heard).toEqual([]);
  clock.advance(0);
  expect(heard).toEqual(['desk: a from 127.0.0.1:49152']);
});

test('the datagrams of one turn arrive before its end', () => {
  const { clock, network } = setUp();
  const desk = network.socket(10_023);
  const order: string[] = [];
  desk.onMessage((bytes) => {
    order.push(Buffer.from(bytes).toString());
    if (order.length === 1) clock.endOfTurn(() => order.push('end'));
  });
  const client = network.socket();
  for (const text of ['a', 'b', 'c']) client.send(Buffer.from(text), desk.local);
  clock.advance(0);
  expect(order).toEqual(['a', 'b', 'c', 'end']);
});

test('hosts have ports of their own', () => {
  const { clock, network, heard, listen } = setUp();
  listen('first', network.socket(10_023, { host: '10.0.0.5' }));
  listen('second', network.socket(10_023, { host: '10.0.0.6' }));
  expect(() => network.socket(10_023, { host: '10.0.0.6' })).toThrow('UDP port 10023 of 10.0.0.6 cannot be opened');
  network.socket().send(Buffer.from('a'), { host: '10.0.0.6', port: 10_023 });
  clock.advance(0);
  expect(heard).toEqual(['second: a from 127.0.0.1:49152']);
});

test('a broadcast reaches every socket on the port', () => {
  const { clock, network, heard, listen } = setUp();
  const first = network.socket(10_023, { host: '10.0.0.5' });
  listen('first', first);
  // What one receiver does to its bytes is nothing to the next.
  first.onMessage((bytes) => bytes.fill(0));
  listen('second', network.socket(10_023, { host: '10.0.0.6' }));
  listen('other port', network.socket(10_024, { host: '10.0.0.6' }));
  network.socket().send(Buffer.from('/info'), { host: '255.255.255.255', port: 10_023 });
  clock.advance(0);
  expect(heard).toEqual(['first: /info from 127.0.0.1:49152', 'second: /info from 127.0.0.1:49152']);
});

test('a host that has gone leaves its place to another', async () => {
  const { clock, network, heard, listen } = setUp();
  const first = network.socket(10_023);
  listen('first', first);
  const client = network.socket();
  await first.close();
  listen('second', network.socket(10_023));
  client.send(Buffer.from('a'), first.local);
  clock.advance(0);
  expect(heard).toEqual(['second: a from 127.0.0.1:49152']);
});

test('each direction of a socket can be bad by itself', () => {
  const { clock, network } = setUp();
  const desk = network.socket(10_023);
  desk.onMessage((bytes, from) => desk.send(bytes, { host: from.address, port: from.port }));
  const client = network.socket(0, {
    outgoing: impair({ loss: 0, delayMs: 10, jitterMs: 0, seed: 1, clock }),
    incoming: impair({ loss: 0.5, delayMs: 0, jitterMs: 0, seed: 1, clock }),
  });
  let received = 0;
  client.onMessage(() => {
    received += 1;
  });
  for (let count = 0; count < 1000; count++) client.send(Buffer.from('a'), desk.local);
  clock.advance(9);
  expect(desk.statistics.received).toBe(0);
  clock.runUntilIdle();
  expect(desk.statistics.received).toBe(1000);
  expect(received).toBe(client.statistics.received);
  expect(Math.abs(received - 500)).toBeLessThan(60);
});
