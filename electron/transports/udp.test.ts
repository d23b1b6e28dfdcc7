import { Buffer } from 'node:buffer';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it, test } from 'vitest';
import { openUdp, type UdpOptions, type UdpSocket } from './udp.ts';

const opened: UdpSocket[] = [];
const open = async (options: UdpOptions) => {
  const socket = await openUdp(options);
  opened.push(socket);
  return socket;
};
const arrival = (socket: UdpSocket) =>
  new Promise<string>((resolve) => socket.onMessage((bytes) => resolve(Buffer.from(bytes).toString())));
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

afterEach(async () => {
  for (const socket of opened.splice(0)) await socket.close();
});

describe('openUdp', () => {
  it('takes names, with IPv4 first', async () => {
    const desk = await open({ host: 'localhost', port: 0 });
    expect(desk.local.host).toBe('127.0.0.1');
    const client = await open({ host: '0.0.0.0', port: 0, remote: { host: 'localhost', port: desk.local.port } });
    const heard = arrival(desk);
    client.send(Buffer.from('by name'));
    expect(await heard).toBe('by name');
    const free = await open({ host: '0.0.0.0', port: 0 });
    const heardAgain = arrival(desk);
    free.send(Buffer.from('by name again'), { host: 'localhost', port: desk.local.port });
    expect(await heardAgain).toBe('by name again');
  });

  test.runIf(hasIpv6)('works over IPv6, and binds to all addresses of the remote’s family', async () => {
    const desk = await open({ host: '::1', port: 0 });
    const client = await open({ host: '0.0.0.0', port: 0, remote: { host: '::1', port: desk.local.port } });
    const heard = arrival(desk);
    client.send(Buffer.from('six'));
    expect(await heard).toBe('six');
    await expect(openUdp({ host: '127.0.0.1', port: 0, remote: desk.local })).rejects.toThrow(
      'one is IPv4, the other IPv6',
    );
  });

  it('has a receive buffer larger than the usual one, where the system allows it', async () => {
    const socket = await open({ host: '127.0.0.1', port: 0 });
    expect(socket.receiveBufferBytes).toBeGreaterThan(100_000);
    expect(Number.isFinite(socket.receiveBufferBytes)).toBe(true);
  });

  it('shares a port when asked to', async () => {
    const first = await open({ host: '127.0.0.1', port: 0, reuse: true });
    const second = await open({ host: '127.0.0.1', port: first.local.port, reuse: true });
    expect(second.local).toEqual(first.local);
  });

  it('may broadcast only when asked to', async () => {
    const refused = await open({ host: '127.0.0.1', port: 0 });
    const errors: NodeJS.ErrnoException[] = [];
    refused.onError((error) => errors.push(error));
    refused.send(Buffer.from('all'), { host: '255.255.255.255', port: 9 });
    await expect.poll(() => errors.map(({ code }) => code)).toEqual(['EACCES']);
    expect(refused.statistics).toEqual({ sent: 1, received: 0, sendErrors: 1 });

    const desk = await open({ host: '0.0.0.0', port: 0 });
    const allowed = await open({ host: '127.0.0.1', port: 0, broadcast: true });
    const heard = arrival(desk);
    allowed.send(Buffer.from('all'), { host: '127.255.255.255', port: desk.local.port });
    expect(await heard).toBe('all');
  });

  it('says what it could not open', async () => {
    await expect(openUdp({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'UDP port 0 of 192.0.2.1 cannot be opened: this machine has no such address.',
    );
    await expect(openUdp({ host: '127.0.0.1', port: 0, remote: { host: 'no such host', port: 1 } })).rejects.toThrow(
      /^The host "no such host" was not found: .*\.$/,
    );
    await expect(openUdp({ host: '127.0.0.1', port: 70_000 })).rejects.toThrow('70000 is not a UDP port');
    await expect(openUdp({ host: '127.0.0.1', port: 0, remote: { host: '127.0.0.1', port: 0 } })).rejects.toThrow(
      RangeError,
    );
  });

  it('reports what it cannot send instead of throwing', async () => {
    const socket = await open({ host: '127.0.0.1', port: 0 });
    const errors: string[] = [];
    socket.onError((error) => errors.push(error.message));
    socket.send(Buffer.from('x'), { host: '127.0.0.1', port: 0 });
    expect(errors).toEqual(['Nothing can be sent to UDP port 0 of 127.0.0.1.']);
    socket.send(Buffer.from('x'), { host: 'no such host', port: 9 });
    socket.send(Buffer.alloc(70_000), { host: '127.0.0.1', port: 9 });
    await expect.poll(() => errors.length).toBe(3);
    expect(socket.statistics).toEqual({ sent: 3, received: 0, sendErrors: 3 });
  });

  it('can be closed while a name is looked up', async () => {
    const socket = await open({ host: '127.0.0.1', port: 0 });
    let errors = 0;
    socket.onError(() => {
      errors += 1;
    });
    socket.send(Buffer.from('x'), { host: 'localhost', port: 9 });
    await socket.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(errors).toBe(0);
  });
});
