import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import OSC from 'osc-js';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DeskConnector } from '../../electron/drivers/deskConnector.ts';
import { drivers } from '../../electron/drivers/registry.ts';
import x32 from '../../electron/drivers/x32/index.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import type { OscRule } from '../../electron/surfaces/osc/senders.ts';
import { type OscServer, startOscServer } from '../../electron/surfaces/osc/server.ts';
import type { ScenePlug } from '../../electron/surfaces/scenePlug.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { EmulatedConsole } from '../support/emulatedConsole.ts';
import { RecordingClient } from '../support/hubBench.ts';

// An OSC app written with an independent implementation, against the surface, the hub and an emulated console on real sockets.

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Heard = readonly [address: string, ...args: readonly unknown[]];

class App {
  readonly heard: Heard[] = [];
  readonly #socket: Socket;
  readonly #port: number;

  private constructor(socket: Socket, port: number) {
    this.#socket = socket;
    this.#port = port;
    socket.on('message', (bytes) => this.take(bytes));
  }

  static async start(port: number): Promise<App> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    ends.push(() => socket.close());
    return new App(socket, port);
  }

  get port(): number {
    return (this.#socket.address() as AddressInfo).port;
  }

  take(bytes: Uint8Array): void {
    const own = Uint8Array.from(bytes);
    const message = new OSC.Message('/');
    message.unpack(new DataView(own.buffer));
    this.heard.push([message.address, ...message.args]);
  }

  say(address: string, ...args: readonly (number | string | { f: number })[]): void {
    this.send(packet(address, ...args));
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes, this.#port, '127.0.0.1');
  }

  errors(): readonly unknown[] {
    return this.heard.filter(([address]) => address === '/omnibus/error').map(([, , sentence]) => sentence);
  }

  last(address: string): unknown {
    return this.heard.findLast((each) => each[0] === address)?.[1];
  }
}

function packet(address: string, ...args: readonly (number | string | { f: number })[]): Uint8Array {
  const message = new OSC.TypedMessage(address.slice(1).split('/'), []);
  for (const each of args) {
    if (typeof each === 'object') message.add('f', each.f);
    else message.add(typeof each === 'number' ? 'i' : 's', each);
  }
  return message.pack();
}

async function until(what: string, isMet: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isMet()) {
    if (Date.now() > deadline) throw new Error(`Not within 10 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const calls: string[] = [];
const scenes: ScenePlug = {
  names: () => ['Act 1', 'Act 2'],
  go: () => void calls.push('go'),
  back: () => void calls.push('back'),
  recall: (name) => {
    if (name !== 'Act 2') return `There is no scene "${name}".`;
    calls.push(name);
    return undefined;
  },
};

async function bench(rules?: readonly OscRule[]) {
  calls.length = 0;
  const desk = await EmulatedConsole.start();
  ends.push(() => desk.switchOff());
  const hub = new DeskHub({ clock: systemClock, wallMs: Date.now, version: '0' });
  ends.push(() => hub.dispose());
  const connector = new DeskConnector({
    host: hub,
    clock: systemClock,
    drivers,
    startEmulated: () => Promise.reject(new Error('not here')),
    chosen: () => undefined,
  });
  ends.push(() => connector.dispose());
  connector.connect(desk.target);
  const server = await startOscServer({
    host: '127.0.0.1',
    port: 0,
    hands: hub,
    clock: systemClock,
    scenes,
    ...(rules ? { rules } : {}),
  });
  ends.push(() => server.close());
  await until('live', () => hub.status.state === 'live');
  return { desk, hub, server, app: await App.start(server.port) };
}

const near = (value: unknown, expected: number) => Math.abs(Number(value) - expected) < 0.2;
const faderOf = x32.profiles[0]?.params.find(
  ({ pattern }) => pattern.startsWith('channel/') && pattern.endsWith('fader'),
);

describe('an OSC app', () => {
  test('sets a fader in dB, by position, by words, and reads it back', async () => {
    expect(faderOf?.spec.kind).toBe('level');
    const { app, desk } = await bench();
    app.say('/omnibus/channel/1/fader', { f: -6 });
    await until('-6 dB', () => near(desk.at('channel/1/fader'), -6));
    app.say('/omnibus/channel/1/fader');
    await until('answer', () => near(app.last('/omnibus/channel/1/fader'), -6));
    app.say('/omnibus/channel/1/fader/position', { f: 0.5 });
    await until('half', () => near(desk.at('channel/1/fader'), -10));
    app.say('/omnibus/channel/1/fader/text');
    await until('words', () => String(app.last('/omnibus/channel/1/fader/text')).endsWith(' dB'));
    app.say('/omnibus/channel/1/fader', '-inf');
    await until('off', () => desk.at('channel/1/fader') === Number.NEGATIVE_INFINITY);
    app.say('/omnibus/channel/1/fader');
    await until('off is told', () => app.last('/omnibus/channel/1/fader') === -144);
  });

  test('switches with ints, floats and words, and with a pattern several at once', async () => {
    const { app, desk } = await bench();
    const mutes = () => [1, 2, 3, 4].map((channel) => desk.at(`channel/${channel}/mute`));
    for (const channel of [1, 2, 3, 4]) desk.put(`channel/${channel}/mute`, 0);
    app.say('/omnibus/channel/1/mute', 1);
    app.say('/omnibus/channel/2/mute', { f: 1 });
    app.say('/omnibus/channel/3/mute', 'on');
    await until('three', () => mutes().join() === '1,1,1,0');
    app.send(packet('/omnibus/channel/a/mute', 0).map((byte) => (byte === 0x61 ? 0x3f : byte)));
    await until('none', () => mutes().join() === '0,0,0,0');
  });

  test('subscribes to names, colours and faders and hears what happens', async () => {
    const { app, desk } = await bench();
    app.say('/omnibus/subscribe', 'channel/1/{name,color,fader}', 60);
    await until('a first picture', () => app.last('/omnibus/channel/1/name') !== undefined);
    desk.put('channel/1/name', 'Vox');
    desk.put('channel/1/color', 2);
    desk.put('channel/1/fader', 0);
    await until('name', () => app.last('/omnibus/channel/1/name') === 'Vox');
    await until('colour', () => app.last('/omnibus/channel/1/color') === 2);
    await until('fader', () => near(app.last('/omnibus/channel/1/fader'), 0));
  });

  test('is not told what it said itself, but others are', async () => {
    const { app, desk, server } = await bench();
    desk.put('channel/1/mute', 0);
    const other = await App.start(server.port);
    for (const each of [app, other]) each.say('/omnibus/subscribe', 'channel/1/mute');
    await until('both', () => app.last('/omnibus/channel/1/mute') === 0 && other.last('/omnibus/channel/1/mute') === 0);
    app.say('/omnibus/channel/1/mute', 1);
    await until('the other', () => other.last('/omnibus/channel/1/mute') === 1);
    await until('confirmed', () => desk.at('channel/1/mute') === 1);
    desk.put('channel/1/mute', 0);
    await until('the console again', () => other.last('/omnibus/channel/1/mute') === 0);
    const heard = app.heard.filter(([address]) => address === '/omnibus/channel/1/mute').map(([, value]) => value);
    expect(heard).not.toContain(1);
    expect(heard.length).toBeGreaterThanOrEqual(1);
  });

  test('recalls scenes and cues by name', async () => {
    const { app } = await bench();
    app.say('/omnibus/scene/go', 'Act 2');
    app.say('/omnibus/cue/go', 1);
    app.say('/omnibus/cue/go', 0);
    app.say('/omnibus/cue/back');
    app.say('/omnibus/scene/list');
    await until('list', () => app.last('/omnibus/scene/2/name') === 'Act 2');
    expect(calls).toEqual(['Act 2', 'go', 'back']);
    app.say('/omnibus/scene/go', 'Act 3');
    await until('an error', () => app.errors().includes('There is no scene "Act 3".'));
  });

  test('takes its own step back', async () => {
    const { app, desk, hub } = await bench();
    const watcher = new RecordingClient(hub);
    const holds = () => watcher.last('held')?.holds.length ?? 0;
    desk.put('channel/1/mute', 0);
    app.say('/omnibus/channel/1/mute', 1);
    await until('held', () => holds() === 1);
    await until('muted', () => desk.at('channel/1/mute') === 1);
    await until('let go', () => holds() === 0);
    app.say('/omnibus/undo');
    await until('taken back', () => desk.at('channel/1/mute') === 0);
  });

  test('is told in words what it does wrong', async () => {
    const { app } = await bench();
    app.say('/x');
    app.say('/omnibus/channel/99/fader', { f: 0 });
    app.say('/omnibus/channel/1/fader', 'loud');
    app.say('/omnibus/subscribe', 'channel/[');
    app.send(Uint8Array.of(0x2f, 0x61, 0x00));
    await until('five errors', () => app.errors().length >= 5);
    const all = app.errors().join('\n');
    for (const part of [
      /begin with \/omnibus\//,
      /no parameter/,
      /cannot be read/,
      /bracket is open/,
      /could not be read/,
    ])
      expect(all).toMatch(part);
  });

  test('in a bundle does several things at once', async () => {
    const { app, desk } = await bench();
    const bundle = new OSC.Bundle([new OSC.Message(['omnibus', 'channel', '1', 'mute'], 1)]);
    bundle.add(new OSC.Message(['omnibus', 'channel', '2', 'mute'], 1));
    app.send(bundle.pack());
    await until('both', () => desk.at('channel/1/mute') === 1 && desk.at('channel/2/mute') === 1);
  });

  test('may have its answers at another port', async () => {
    const { app, server } = await bench();
    const ear = await App.start(server.port);
    app.say('/omnibus/reply', ear.port);
    app.say('/omnibus/channel/1/name');
    await until('an answer elsewhere', () => ear.last('/omnibus/channel/1/name') !== undefined);
    expect(app.last('/omnibus/channel/1/name')).toBeUndefined();
  });

  test('as a viewer may look only', async () => {
    const { app, desk } = await bench([{ address: '127.0.0.1', role: 'viewer' }]);
    desk.put('channel/1/mute', 0);
    app.say('/omnibus/subscribe', 'channel/1/mute');
    await until('a look', () => app.last('/omnibus/channel/1/mute') === 0);
    app.say('/omnibus/channel/1/mute', 1);
    app.say('/omnibus/undo');
    await until('a refusal', () => app.errors().length > 0);
    expect(desk.at('channel/1/mute')).toBe(0);
  });

  test('comes by WebSocket as well; pages of browsers do not', async () => {
    const { app, desk, server } = await bench();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`);
    socket.binaryType = 'nodebuffer';
    socket.on('message', (data: Buffer) => app.take(data));
    await new Promise((resolve) => socket.on('open', resolve));
    ends.push(() => socket.close());
    socket.send(packet('/omnibus/channel/3/mute', 1));
    await until('muted', () => desk.at('channel/3/mute') === 1);
    socket.send(packet('/omnibus/channel/3/name'));
    await until('an answer', () => app.last('/omnibus/channel/3/name') !== undefined);
    const page = new WebSocket(`ws://127.0.0.1:${server.port}/`, { origin: 'http://evil.example' });
    await new Promise((resolve) => page.on('error', resolve));
  });

  test('finds every address on the page of the port', async () => {
    const { server } = await bench();
    const at = (path: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
    const html = await (await at('/', { accept: 'text/html' })).text();
    expect(html).toContain('<code>/omnibus/channel/1/send/bus/3/level</code>');
    expect(html).toContain('-144 (off) to 10 dB');
    expect(await (await at('/?HOST_INFO')).json()).toMatchObject({ OSC_PORT: server.port, OSC_TRANSPORT: 'UDP' });
    expect(await (await at('/omnibus/channel/1/mute')).json()).toMatchObject({
      FULL_PATH: '/omnibus/channel/1/mute',
      TYPE: 'i',
      ACCESS: 3,
      RANGE: [{ MIN: 0, MAX: 1 }],
    });
    const tree = (await (await at('/')).json()) as { CONTENTS: { omnibus: { CONTENTS: Record<string, unknown> } } };
    expect(Object.keys(tree.CONTENTS.omnibus.CONTENTS)).toEqual(expect.arrayContaining(['channel', 'bus', 'scene']));
    expect((await at('/omnibus/nothing')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST' })).status).toBe(405);
  });
});

/** A whole app of another maker's library on one of its own sockets. */
async function libraryApp(port: number, carrier: 'udp' | 'webSocket') {
  const there = { host: '127.0.0.1', port };
  const plugin = carrier === 'udp' ? new OSC.DatagramPlugin({ type: 'udp4' }) : new OSC.WebsocketClientPlugin(there);
  const osc = new OSC({ plugin });
  const heard: Heard[] = [];
  osc.on('*', (message: { address: string; args: readonly unknown[] }) =>
    heard.push([message.address, ...message.args]),
  );
  osc.open(carrier === 'udp' ? { ...there, port: 0 } : there);
  ends.push(() => osc.close());
  await until('its socket is open', () => osc.status() === OSC.STATUS.IS_OPEN);
  const last = (address: string) => heard.findLast((each) => each[0] === address);
  const say = (message: Parameters<typeof osc.send>[0]) => osc.send(message, there);
  return { say, last };
}

test.each(['udp', 'webSocket'] as const)(
  'osc-js by %s sets, asks, subscribes, calls scenes and is told errors',
  async (carrier) => {
    const { desk, server } = await bench();
    const { say, last } = await libraryApp(server.port, carrier);
    const fader = new OSC.TypedMessage('/omnibus/channel/1/fader', []);
    fader.add('f', -6);
    say(fader);
    await until('-6 dB', () => near(desk.at('channel/1/fader'), -6));
    say(new OSC.Message('/omnibus/channel/1/fader'));
    await until('an answer', () => near(last('/omnibus/channel/1/fader')?.[1], -6));
    say(new OSC.Message('/omnibus/subscribe', 'channel/2/{name,color,mute}', 60));
    await until('a first picture', () => last('/omnibus/channel/2/name') !== undefined);
    desk.put('channel/2/name', 'Bass');
    desk.put('channel/2/color', 3);
    await until('name and colour', () => {
      return last('/omnibus/channel/2/name')?.[1] === 'Bass' && last('/omnibus/channel/2/color')?.[1] === 3;
    });
    say(new OSC.Message('/omnibus/scene/go', 'Act 2'));
    await until('the scene', () => calls.includes('Act 2'));
    say(new OSC.Message('/omnibus/channel/99/fader', 1));
    await until('an error in words', () => String(last('/omnibus/error')?.[2]).includes('no parameter'));
  },
);

test('a port that is taken is said in a sentence', async () => {
  const { server } = await bench();
  const hub = new DeskHub({ clock: systemClock, wallMs: Date.now, version: '0' });
  ends.push(() => hub.dispose());
  const again: Promise<OscServer> = startOscServer({
    host: '127.0.0.1',
    port: server.port,
    hands: hub,
    clock: systemClock,
    scenes,
  });
  await expect(again).rejects.toThrow(/cannot be opened for OSC/);
});
