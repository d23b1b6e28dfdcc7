import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from 'vitest';
import { MemoryNetwork } from './memory.ts';
import { systemClock } from './systemClock.ts';
import { type DatagramSource, type Endpoint, openUdp, type UdpSocket } from './udp.ts';

// What every kind of socket does: the memory network is only worth testing with if it behaves like the real one.

const host = '127.0.0.1';
let network = new MemoryNetwork(systemClock);
const opened: UdpSocket[] = [];

const kinds = [
  {
    kind: 'a real socket',
    open: (port: number, remote?: Endpoint) => openUdp({ host, port, ...(remote && { remote }) }),
  },
  {
    kind: 'a socket in memory',
    open: async (port: number, remote?: Endpoint) => network.socket(port, { ...(remote && { remote }) }),
  },
];

afterEach(async () => {
  for (const socket of opened.splice(0)) await socket.close();
  network = new MemoryNetwork(systemClock);
});

/** Collects what arrives; `next` waits for one more. */
function inbox(socket: UdpSocket) {
  const arrived: { text: string; from: DatagramSource }[] = [];
  let wake: (() => void) | undefined;
  socket.onMessage((bytes, from) => {
    arrived.push({ text: Buffer.from(bytes).toString(), from });
    wake?.();
  });
  const next = async () => {
    if (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return arrived.shift();
  };
  return { arrived, next };
}

describe.each(kinds)('$kind', ({ open }) => {
  const openHere = async (port = 0, remote?: Endpoint) => {
    const socket = await open(port, remote);
    opened.push(socket);
    return socket;
  };

  it('brings datagrams to and fro, with their source', async () => {
    const desk = await openHere();
    const client = await openHere();
    expect(desk.local.host).toBe(host);
    expect(desk.local.port).toBeGreaterThan(0);
    desk.onMessage((bytes, from) => desk.send(Buffer.concat([bytes, bytes]), { host: from.address, port: from.port }));
    const replies = inbox(client);
    client.send(Buffer.from('ab'), desk.local);
    expect(await replies.next()).toMatchObject({ text: 'abab', from: { address: host, port: desk.local.port } });
    expect(client.statistics).toEqual({ sent: 1, received: 1, sendErrors: 0 });
    expect(desk.statistics).toEqual({ sent: 1, received: 1, sendErrors: 0 });
  });

  it('keeps the order of a burst and loses none of 256', async () => {
    const desk = await openHere();
    const client = await openHere();
    const { next } = inbox(desk);
    for (let count = 0; count < 256; count++) client.send(Buffer.from(`${count}`), desk.local);
    for (let count = 0; count < 256; count++) expect((await next())?.text).toBe(`${count}`);
  });

  it('hears only its remote when it is connected', async () => {
    const desk = await openHere();
    const stranger = await openHere();
    const client = await openHere(0, desk.local);
    const replies = inbox(client);
    const requests = inbox(desk);
    client.send(Buffer.from('question'));
    expect((await requests.next())?.text).toBe('question');
    stranger.send(Buffer.from('forged'), client.local);
    desk.send(Buffer.from('answer'), client.local);
    expect((await replies.next())?.text).toBe('answer');
    expect(client.statistics.received).toBe(1);
  });

  it('tells when nobody listens at its remote, and goes on', async () => {
    const gone = await openHere();
    const client = await openHere(0, gone.local);
    await gone.close();
    const refused = new Promise<NodeJS.ErrnoException>((resolve) => client.onError(resolve));
    client.send(Buffer.from('anybody?'));
    expect((await refused).code).toBe('ECONNREFUSED');
    expect(client.statistics).toMatchObject({ sent: 1, sendErrors: 1 });

    const back = await openHere(gone.local.port);
    const requests = inbox(back);
    client.send(Buffer.from('again'));
    expect((await requests.next())?.text).toBe('again');
  });

  it('survives a refusal that nobody listens for', async () => {
    const gone = await openHere();
    const client = await openHere(0, gone.local);
    await gone.close();
    client.send(Buffer.from('anybody?'));
    await expect.poll(() => client.statistics.sendErrors).toBe(1);
  });

  it('does not care whether an unconnected destination listens', async () => {
    const gone = await openHere();
    const client = await openHere();
    await gone.close();
    client.send(Buffer.from('anybody?'), gone.local);
    const other = await openHere();
    const requests = inbox(other);
    client.send(Buffer.from('you'), other.local);
    expect((await requests.next())?.text).toBe('you');
  });

  it('wants a destination unless it is connected', async () => {
    const desk = await openHere();
    const client = await openHere(0, desk.local);
    expect(() => desk.send(Buffer.from('x'))).toThrow(TypeError);
    expect(() => client.send(Buffer.from('x'), desk.local)).toThrow(TypeError);
    expect(desk.statistics.sent + client.statistics.sent).toBe(0);
  });

  it('is silent after it is closed, twice if need be, and frees its port', async () => {
    const desk = await openHere();
    const client = await openHere();
    const requests = inbox(desk);
    client.send(Buffer.from('late'), desk.local);
    await desk.close();
    await desk.close();
    desk.send(Buffer.from('too late'), client.local);
    expect(desk.statistics.sent).toBe(0);
    const next = await openHere(desk.local.port);
    const arrivedNext = inbox(next);
    client.send(Buffer.from('to the next'), next.local);
    await expect.poll(() => arrivedNext.arrived.map(({ text }) => text)).toContain('to the next');
    expect(requests.arrived).toEqual([]);
  });

  it('stops calling a listener that has gone', async () => {
    const desk = await openHere();
    const client = await openHere();
    let calls = 0;
    const listening = desk.onMessage(() => {
      calls += 1;
    });
    listening.dispose();
    const requests = inbox(desk);
    client.send(Buffer.from('x'), desk.local);
    await requests.next();
    expect(calls).toBe(0);
  });

  it('refuses a port that is taken, in a sentence', async () => {
    const desk = await openHere();
    await expect(open(desk.local.port)).rejects.toThrow(/^UDP port \d+ of 127\.0\.0\.1 cannot be opened: .+\.$/);
  });

  it('gives each receiver bytes of its own', async () => {
    const desk = await openHere();
    const client = await openHere();
    const sent = Buffer.from('keep');
    const kept: Uint8Array[] = [];
    desk.onMessage((bytes) => kept.push(bytes));
    client.send(sent, desk.local);
    client.send(sent, desk.local);
    await expect.poll(() => kept.length).toBe(2);
    kept[0]?.fill(0);
    expect(Buffer.from(kept[1] ?? []).toString()).toBe('keep');
    expect(sent.toString()).toBe('keep');
  });
});
