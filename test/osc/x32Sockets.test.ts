import { afterEach, describe, expect, it } from 'vitest';
import type { DeskServer } from '../../electron/drivers/driver.ts';
import { wireMapOf } from '../../electron/drivers/x32/paramMap.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { serveX32 } from '../../electron/drivers/x32/server.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { openUdp, type UdpSocket } from '../../electron/transports/udp.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { type Heard, int, said, seen } from './consoleRig.ts';

const schema = buildSchema(profileFor('M32', '4.06'));
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function serve(options: { loss?: number; delayMs?: number; seed?: number } = {}): Promise<DeskServer> {
  const server = await serveX32(new SimulatedDesk(schema), {
    host: '127.0.0.1',
    port: 0,
    name: 'M32-Test',
    clock: systemClock,
    ...options,
  });
  open.push(server);
  return server;
}

async function connect(server: DeskServer): Promise<{ socket: UdpSocket; heard: Heard[] }> {
  const socket = await openUdp({ host: '127.0.0.1', port: 0, remote: server.target });
  open.push(socket);
  const heard: Heard[] = [];
  socket.onMessage((bytes) => heard.push(seen(bytes, systemClock.nowMs())));
  return { socket, heard };
}

async function until(condition: () => boolean, withinMs = 3000): Promise<void> {
  const end = systemClock.nowMs() + withinMs;
  while (!condition() && systemClock.nowMs() < end) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('over the network', () => {
  it('replies from its port to the sender’s', async () => {
    const server = await serve();
    const { socket, heard } = await connect(server);
    socket.send(said('/info'));
    await until(() => heard.length > 0);
    expect(heard).toMatchObject([{ address: '/info', args: ['V2.07', 'M32-Test', 'M32', '4.06'] }]);
  });

  it('pushes to another port what one port sets', async () => {
    const server = await serve();
    const [author, listener] = [await connect(server), await connect(server)];
    listener.socket.send(said('/xremote'));
    author.socket.send(said('/xremote'));
    await until(() => server.statistics().clients === 2);
    author.socket.send(said('/ch/01/mix/fader', 0.5));
    await until(() => listener.heard.length > 0);
    expect(listener.heard).toMatchObject([{ address: '/ch/01/mix/fader', args: [Math.fround(512 / 1023)] }]);
    expect(author.heard).toEqual([]);
  });

  it('answers for every node, twenty at a time', async () => {
    const server = await serve();
    const { socket, heard } = await connect(server);
    const nodes = wireMapOf(schema).nodes.filter((node) => !node.single);
    let asked = 0;
    const askMore = () => {
      while (asked < nodes.length && asked - heard.length < 20) socket.send(said('/node', nodes[asked++]?.path ?? ''));
    };
    askMore();
    await until(() => {
      askMore();
      return heard.length === nodes.length;
    }, 10_000);
    expect(heard).toHaveLength(nodes.length);
  });

  it('feeds meters about twenty times a second', async () => {
    const server = await serve();
    const { socket, heard } = await connect(server);
    socket.send(said('/meters', '/meters/1', int(0)));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(heard.length).toBeGreaterThan(10);
    expect(heard.length).toBeLessThanOrEqual(22);
  });

  it('loses what a bad network loses', async () => {
    const server = await serve({ loss: 0.5, seed: 3 });
    const { socket, heard } = await connect(server);
    for (let n = 0; n < 200; n++) socket.send(said('/status'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard.length).toBeGreaterThan(20);
    expect(heard.length).toBeLessThan(90);
  });

  it('says which port it cannot have', async () => {
    const server = await serve();
    await expect(
      serveX32(new SimulatedDesk(schema), {
        host: '127.0.0.1',
        port: server.target.port,
        name: '',
        clock: systemClock,
      }),
    ).rejects.toThrow(String(server.target.port));
  });
});
