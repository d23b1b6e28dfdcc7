import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { HubSession } from '../../electron/hub/clientSession.ts';
import { GuidedActions } from '../../electron/hub/guidedActions.ts';
import { Mixes } from '../../electron/hub/mixes.ts';
import { RemotePeople } from '../../electron/hub/remotePeople.ts';
import { SceneDesk } from '../../electron/hub/scenes/sceneDesk.ts';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { ShowMixes, ShowPeople } from '../../electron/hub/showPeople.ts';
import { encodeAck, encodeMeters, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import { clientMessage, parseClientMessage } from '../../shared/protocol/messages.ts';
import type { Role } from '../../shared/protocol/roles.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { mixSchema } from '../support/mixDesk.ts';
import { memoryTokens } from '../support/peopleStores.ts';
import { type RemoteBench, remoteBench } from '../support/remoteBench.ts';
import { messageTable, refusals } from './messageTable.ts';

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 8000, interval: 10 });

const mixes = [
  { bus: 'bus/2', name: 'Lindi', ceilingDb: -10, me: ['channel/1'], strips: [], groups: [] },
  { bus: 'bus/1', name: 'Ben', ceilingDb: -10, me: ['channel/2'], strips: [], groups: [] },
];
const people = [{ id: 'x', name: 'Ben', role: 'viewer' as const, busses: [] }];

/** The whole hub with somebody in it who means no good. */
function stage(role: Role, busses: readonly string[]) {
  const bench = hubBench();
  const shows = new MemoryShowStore({
    ...emptyShow,
    people,
    mixes: mixes.map((mix) => ({ ...mix, id: mix.bus.replace('/', '-') })),
  });
  const scenes = new SceneDesk(bench.hub, { store: shows });
  bench.hub.addFeature(scenes);
  const show = new ShowPeople(scenes.show);
  bench.hub.addFeature(new RemotePeople({ hub: bench.hub, clock: bench.clock, tokens: memoryTokens(), show }));
  bench.hub.addFeature(new Mixes(bench.hub, new ShowMixes(scenes.show)));
  bench.hub.addFeature(new GuidedActions(bench.hub));
  const desk = bench.desk();
  desk.goLive(mixSchema);
  desk.answersAfterMs = 1;
  bench.settle(100);
  const faults: unknown[] = [];
  bench.hub.safety.fault = (error) => faults.push(error);
  const client = new RecordingClient(bench.hub, 'Eve', role, busses);
  bench.settle(100);
  client.clear();
  return { ...bench, desk, client, faults, shows };
}

describe('every message in every role', () => {
  const types = clientMessage.options.map(({ entries }) => entries.type.literal);
  const textOf = (type: keyof typeof messageTable) => JSON.stringify({ type, ...messageTable[type].rest });

  test('is in the table, and its row is a whole message', () => {
    expect(Object.keys(messageTable).sort()).toEqual([...types].sort());
    for (const type of types) expect(parseClientMessage(textOf(type)), type).toHaveProperty('message');
  });

  test.each(['performer', 'monitorEngineer', 'viewer'] as const)(
    'as a %s is refused unless it is on the list, and changes nothing either way',
    (role) => {
      const busses = role === 'viewer' ? [] : ['bus/2'];
      for (const type of types) {
        const { client, settle, desk, faults, shows, hub } = stage(role, busses);
        const before = shows.show;
        client.session.receive(textOf(type));
        settle(3000);
        expect(desk.pushed, `${role} ${type}`).toEqual([]);
        expect(faults, `${role} ${type}`).toEqual([]);
        expect(shows.show, `${role} ${type}`).toBe(before);
        expect([hub.status.state, hub.isOpen], `${role} ${type}`).toEqual(['live', true]);
        if (messageTable[type].may?.includes(role)) continue;
        expect(client.messages, `${role} ${type}`).toEqual([{ type: 'problem', message: refusals[role] }]);
        expect(client.frames, `${role} ${type}`).toEqual([]);
      }
    },
  );

  test('as an engineer is not refused for the role', () => {
    for (const type of types) {
      const { client, settle } = stage('engineer', []);
      client.session.receive(textOf(type));
      settle(10);
      const said = client.messages.flatMap((message) => (message.type === 'problem' ? [message.message] : []));
      for (const refusal of Object.values(refusals)) expect(said, type).not.toContain(refusal);
    }
  });

  test('whose hands are stopped moves nothing, by whatever message or frame', () => {
    const { client, settle, desk } = stage('performer', ['bus/2']);
    const session = client.session as HubSession;
    const id = mixSchema.need('channel/1/send/bus/2/level');
    client.set({ id, value: -20 });
    settle(3000);
    expect(desk.pushed.length).toBeGreaterThan(0);
    session.stop('Engineer');
    desk.pushed.length = 0;
    for (const type of types) client.say({ type, ...messageTable[type].rest, bus: 'bus/2', ids: [id] });
    client.set({ id, value: -Infinity });
    settle(3000);
    expect(desk.pushed).toEqual([]);
    session.stop(undefined);
    client.set({ id, value: -Infinity });
    settle(3000);
    expect(desk.pushed.at(-1)).toMatchObject({ id, value: -Infinity });
  });
});

describe('every parameter in every role', () => {
  const forged: readonly number[] = [mixSchema.size, mixSchema.size + 1, 0xffffff];
  const values = [0, 1, -Infinity, 10, Number.NaN, 'x', Number.MAX_VALUE];

  test.each([
    ['performer', ['bus/2']],
    ['performer', ['bus/1', 'bus/2']],
    ['monitorEngineer', ['bus/3', 'bus/4']],
    ['viewer', []],
  ] as const)('as a %s of %j moves what is theirs and nothing else', (role, busses) => {
    const { client, settle, desk, hub, faults } = stage(role, busses);
    const ids = [...Array.from({ length: mixSchema.size }, (_, id) => id), ...forged];
    for (const value of values) {
      for (let at = 0; at < ids.length; at += 20) {
        const entries = ids.slice(at, at + 20).map((id): FrameEntry => ({ id, value, landing: 'pending' }));
        client.session.receive(encodeValues('set', at, entries));
        settle(50);
      }
      settle(2000);
    }
    const moved = new Set(desk.pushed.map(({ id }) => mixSchema.addressOf(id)));
    const own = busses.map((bus) => bus.replace('/', '\\/')).join('|');
    const pan = busses.length === 2 ? '|pan' : '';
    const allowed = new RegExp(`^(channel|auxIn)\\/\\d\\/send\\/(${own})\\/(level|on${pan})$`);
    expect([...moved].filter((address) => busses.length === 0 || !allowed.test(address))).toEqual([]);
    expect(moved.size > 0).toBe(busses.length > 0);
    expect(faults).toEqual([]);
    expect(hub.clientCount).toBe(1);
  });

  test('frames that a client never sends are refused in every role', () => {
    for (const role of ['performer', 'viewer'] as const) {
      const { client, settle, desk } = stage(role, role === 'viewer' ? [] : ['bus/2']);
      for (const frame of [
        encodeAck(1),
        encodeMeters(new Uint8Array(10)),
        encodeValues('diff', 1, []),
        encodeValues('snapshot', 1, []),
      ]) {
        client.session.receive(frame);
      }
      settle(100);
      expect(desk.pushed).toEqual([]);
      expect(client.messages.every(({ type }) => type === 'problem')).toBe(true);
    }
  });

  test('another mix than the own is refused by its name in a message', () => {
    const { client, settle, desk } = stage('performer', ['bus/2']);
    for (const bus of ['bus/1', 'bus/3', 'bus/99', 'main/stereo', 'channel/1']) {
      client.clear();
      client.say({ type: 'moreMe', bus });
      client.say({ type: 'soundcheck', bus });
      settle(100);
      expect(client.messages.map(({ type }) => type)).toEqual(['problem', 'problem']);
    }
    expect(desk.pushed).toEqual([]);
  });
});

describe('at the door', () => {
  let bench: RemoteBench;
  afterEach(() => bench.end());

  test('a PIN cannot be guessed: five tries for a device, then even the right one is refused', async () => {
    bench = await remoteBench();
    bench.engineer.say({ type: 'openPairing', role: 'viewer' });
    const pin = bench.remote.status.pairing?.pin ?? '';
    const answers: unknown[] = [];
    for (let tries = 0; tries < 8; tries++) {
      const eve = await bench.join();
      const guess = String((Number(pin) + 1 + tries) % 1_000_000).padStart(6, '0');
      eve.say({ type: 'pair', code: tries === 7 ? pin : guess, name: 'Eve' });
      await soon(() => eve.last('refused')).toBeDefined();
      answers.push(eve.last('refused')?.why);
    }
    expect(answers).toEqual([...new Array(5).fill('wrong'), ...new Array(3).fill('tooMany')]);
    expect(bench.engineer.last('remote')?.remote.strangers).toEqual([]);
  });

  test('many guesses on one link are one guess', async () => {
    bench = await remoteBench();
    bench.engineer.say({ type: 'openPairing', role: 'viewer' });
    const eve = await bench.join();
    for (let tries = 0; tries < 50; tries++)
      eve.say({ type: 'pair', code: String(tries).padStart(6, '0'), name: 'Eve' });
    await soon(() => eve.closeCode).toBe(1008);
    expect(eve.texts).toHaveLength(1);
    expect(bench.remote.status.pairing?.tries).toBe(1);
  });

  test('who waits to be let in and says more is gone', async () => {
    bench = await remoteBench();
    bench.engineer.say({ type: 'openPairing', role: 'viewer' });
    const eve = await bench.join();
    eve.say({ type: 'pair', code: bench.remote.status.pairing?.pin, name: 'Eve' });
    await soon(() => eve.last('waiting')).toBeDefined();
    eve.say({ type: 'hello', protocol: 1 });
    await soon(() => eve.closeCode).toBe(1008);
    expect(bench.engineer.last('remote')?.remote.strangers).toEqual([]);
  });

  test('a crowd of strangers takes no place from those who are in', async () => {
    bench = await remoteBench();
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => bench.join()));
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(6);
    await sleep(2300);
    await expect(bench.join()).resolves.toBeDefined();
  });

  test('a first message that is too large, no JSON, or binary is refused', async () => {
    bench = await remoteBench();
    for (const word of ['{"type":"enter"', `{"type":"enter","token":"${'x'.repeat(2000)}"}`, '[]', 'null', '"enter"']) {
      const eve = await bench.join();
      eve.socket.send(word);
      await soon(() => eve.closeCode).toBe(1008);
      expect(eve.texts).toEqual(['{"type":"refused","why":"unknown"}']);
    }
    const binary = await bench.join();
    binary.socket.send(encodeValues('set', 1, [{ id: 0, value: 0, landing: 'pending' }]));
    await soon(() => binary.closeCode).toBe(1008);
    const large = await bench.join();
    large.socket.send('x'.repeat(70 * 1024));
    await soon(() => large.closeCode).toBeGreaterThan(0);
    expect(bench.desk.pushed).toEqual([]);
  });

  test('other names and other origins are refused, rebinding and cross-site sockets among them', async () => {
    bench = await remoteBench();
    const own = `127.0.0.1:${bench.port}`;
    for (const headers of [
      { host: 'evil.example' },
      { host: `evil.example:${bench.port}` },
      { host: own, origin: 'http://evil.example' },
      { host: own, origin: `https://${own}` },
      { host: own, origin: `http://${own}.evil.example` },
      { host: own, origin: 'null' },
      { host: own, origin: 'file://' },
      { host: `omnibus.local.evil.example:${bench.port}` },
    ]) {
      await expect(bench.join(headers as never), JSON.stringify(headers)).rejects.toThrow('refused');
    }
    await expect(
      bench.join({ host: `omnibus.local:${bench.port}`, origin: `http://omnibus.local:${bench.port}` }),
    ).resolves.toBeDefined();
  });

  test('a request that is never finished does not stay', { timeout: 30_000 }, async () => {
    bench = await remoteBench();
    const socket = connect(bench.port, '127.0.0.1');
    let isOver = false;
    socket.on('close', () => {
      isOver = true;
    });
    socket.on('error', () => socket.destroy());
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    socket.resume();
    await expect.poll(() => isOver, { timeout: 20_000 }).toBe(true);
  });
});
