import { describe, expect, test } from 'vitest';
import { clientMessage } from '../../shared/protocol/messages.ts';
import type { Role } from '../../shared/protocol/roles.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { mixSchema } from '../../test/support/mixDesk.ts';
import { heardBy, mayHear, maySay } from './rights.ts';

const types = clientMessage.options.map(({ entries }) => entries.type.literal);
const level = (strip: string, bus: number) => mixSchema.need(`${strip}/send/bus/${bus}/level`);

/** Written by hand from the rules, apart from the table: what each role may say. */
const expected: Record<Exclude<Role, 'engineer'>, readonly string[]> = {
  performer: [
    ...['hello', 'snapshot', 'touch', 'release', 'undo', 'redo', 'meters', 'visible', 'steps', 'soundcheck'],
    'moreMe',
  ],
  monitorEngineer: [
    ...['hello', 'snapshot', 'touch', 'release', 'undo', 'redo', 'meters', 'diagnostics', 'steps', 'soundcheck'],
    ...['moreMe', 'visible'],
  ],
  viewer: ['hello', 'snapshot', 'meters', 'visible', 'diagnostics'],
};

describe('what may be said', () => {
  test('of every message that there is, these and no others', () => {
    for (const role of ['performer', 'monitorEngineer', 'viewer'] as const) {
      expect(types.filter((type) => maySay(role, type)).sort(), role).toEqual([...expected[role]].sort());
    }
    expect(types.filter((type) => !maySay('engineer', type))).toEqual([]);
  });

  test('a message that nobody has thought of is refused to all but engineers', () => {
    for (const role of ['performer', 'monitorEngineer', 'viewer'] as const) {
      expect(maySay(role, 'later' as 'hello')).toBe(false);
      expect(mayHear(role, 'later' as 'hello')).toBe(false);
      expect(maySay(role, 'constructor' as 'hello')).toBe(false);
    }
  });

  test('where the console is on the network is told to engineers alone', () => {
    const status = {
      state: 'live',
      target: 'x://10.0.0.1',
      name: 'A',
      model: 'B',
      firmware: '4',
      emulated: false,
    } as const;
    const message = { type: 'connection', status: { ...status, read: 0, total: 0, sinceMs: 0, detail: 'd' } } as const;
    const sight = { maySee: () => true, mayChange: () => true, maySeeMeter: () => true, isWhole: true };
    for (const role of ['performer', 'monitorEngineer', 'viewer'] as const) {
      expect(JSON.stringify(heardBy({ role, busses: [] }, sight, message))).not.toContain('10.0.0.1');
    }
  });
});

function stage() {
  const bench = hubBench();
  const desk = bench.desk();
  desk.goLive(mixSchema);
  desk.answersAfterMs = 1;
  bench.settle(50);
  const engineer = new RecordingClient(bench.hub, 'Engineer');
  const singer = new RecordingClient(bench.hub, 'Lindi', 'performer', ['bus/2']);
  bench.settle(100);
  return { ...bench, desk, engineer, singer };
}

describe('a performer', () => {
  test('is shown the own bus and the names, and not one value more', () => {
    const { singer } = stage();
    const snapshot = singer.frames.find(({ kind }) => kind === 'snapshot');
    const shown = snapshot?.kind === 'snapshot' ? snapshot.entries.map(({ id }) => mixSchema.addressOf(id)) : [];
    expect(shown).toContain('channel/1/send/bus/2/level');
    expect(
      shown.filter((address) => !/\/name$|\/send\/bus\/2\/(level|on)$|\/send\/bus\/1\/(pan|tap)$/.test(address)),
    ).toEqual([]);
    expect(shown.filter((address) => /^(bus\/[134]|main)/.test(address))).toEqual([]);
  });

  test('hears of the own sends alone, without a gap in the sequence', () => {
    const { singer, engineer, settle, desk } = stage();
    const snapshot = singer.frames.find(({ kind }) => kind === 'snapshot');
    singer.clear();
    engineer.set({ id: level('channel/1', 1), value: -20 });
    settle(50);
    desk.say({ id: mixSchema.need('main/stereo/fader'), value: -3 });
    settle(50);
    expect(singer.frames).toEqual([]);
    desk.say({ id: level('channel/1', 2), value: -20 });
    settle(50);
    expect(singer.heard.map(({ id }) => id)).toEqual([level('channel/1', 2)]);
    expect(singer.frames[0]).toMatchObject({ sequence: snapshot?.kind === 'snapshot' ? snapshot.sequence + 1 : -1 });
  });

  test('moves the own sends, and no forged id moves or shows anything', () => {
    const { singer, settle, desk } = stage();
    singer.clear();
    for (let id = 0; id < mixSchema.size + 5; id++) singer.set({ id, value: 1 });
    settle(5000);
    const moved = new Set(desk.pushed.map(({ id }) => mixSchema.addressOf(id)));
    expect([...moved].filter((address) => !/\/send\/bus\/2\/(level|on)$/.test(address))).toEqual([]);
    expect(moved.size).toBeGreaterThan(0);
    const heard = new Set(singer.heard.map(({ id }) => mixSchema.addressOf(id)));
    expect(
      [...heard].filter((address) => /^(main|headamp|talkback|prefs|bus\/[134])|fader|mute/.test(address)),
    ).toEqual([]);
  });

  test('holds nothing that is not the own', () => {
    const { singer, engineer, settle } = stage();
    singer.say({ type: 'touch', ids: Array.from({ length: mixSchema.size }, (_, id) => id) });
    settle();
    const held = engineer.last('held')?.holds.map(({ id }) => mixSchema.addressOf(id)) ?? [];
    expect(held.length).toBe(10);
    expect(held.filter((address) => !address.includes('/send/bus/2/'))).toEqual([]);
  });

  test('goes no higher than the ceiling, and no faster than 20 dB a second', () => {
    const { singer, settle, desk, hub, clock } = stage();
    hub.ceilingOf = () => -5;
    desk.say({ id: level('channel/1', 2), value: -40 });
    settle(10);
    const startMs = clock.nowMs();
    singer.set({ id: level('channel/1', 2), value: 10 });
    settle(1000);
    const after1s = Number(hub.state?.get(level('channel/1', 2)));
    expect(after1s).toBeLessThanOrEqual(-40 + 20 * ((clock.nowMs() - startMs) / 1000) + 1);
    settle(4000);
    expect(hub.state?.get(level('channel/1', 2))).toBe(-5);
    expect(Math.max(...desk.pushed.map(({ value }) => Number(value)))).toBe(-5);
  });

  test('takes back only own steps, under the same ceiling', () => {
    const { singer, engineer, settle, desk, hub } = stage();
    const id = level('channel/1', 2);
    desk.say({ id, value: 4 });
    settle(10);
    singer.set({ id, value: -10 });
    settle(100);
    engineer.say({ type: 'undo' });
    settle(100);
    expect(hub.state?.get(id)).toBe(-10);
    singer.say({ type: 'undo' });
    settle(5000);
    expect(hub.state?.get(id)).toBe(0);
  });

  test('is refused everything else in words', () => {
    const { singer, settle, desk } = stage();
    const samples: Record<string, object> = {
      freeze: { on: true },
      panic: { on: true },
      connect: { target: 'emulated' },
      confirm: { id: mixSchema.need('headamp/1/phantom'), value: 1 },
      restore: { atMs: 0 },
      journal: { request: 1 },
      export: { request: 1, format: 'csv' },
      deskAt: { request: 1, atMs: 0 },
      restorePreview: { request: 1, atMs: 0 },
      revoke: {},
      remote: { on: true },
      openPairing: { role: 'engineer' },
      roster: { on: true },
    };
    for (const [type, rest] of Object.entries(samples)) {
      singer.clear();
      singer.say({ type, ...rest });
      settle(20);
      expect(singer.messages, type).toEqual([{ type: 'problem', message: 'That is for the engineer to do.' }]);
    }
    expect(desk.pushed).toEqual([]);
    expect(singer.closedBecause).toBeUndefined();
  });

  test('whose hands are stopped moves nothing and is told by whom', () => {
    const { singer, settle, desk, hub } = stage();
    const session = [...hub.sessions].find(({ name }) => name === 'Lindi');
    const id = level('channel/1', 2);
    desk.say({ id, value: 0 });
    singer.say({ type: 'touch', ids: [id] });
    session?.stop('Anna');
    singer.set({ id, value: -50 });
    singer.say({ type: 'undo' });
    settle(100);
    expect(singer.last('stopped')).toEqual({ type: 'stopped', by: 'Anna' });
    expect(singer.last('problem')?.message).toContain('Anna has stopped your hands');
    expect(desk.pushed).toEqual([]);
    session?.stop(undefined);
    singer.set({ id, value: -50 });
    settle(100);
    expect(desk.pushed).toHaveLength(1);
  });

  test('who becomes another sees another mix, and nothing of the first', () => {
    const { singer, settle, hub, desk } = stage();
    const session = [...hub.sessions].find(({ name }) => name === 'Lindi');
    singer.clear();
    session?.become({ name: 'Lindi', role: 'performer', busses: ['bus/3'] });
    settle(100);
    expect(singer.last('hello')?.you).toEqual({ name: 'Lindi', role: 'performer', busses: ['bus/3'] });
    const snapshot = singer.frames.find(({ kind }) => kind === 'snapshot');
    const shown = snapshot?.kind === 'snapshot' ? snapshot.entries.map(({ id }) => id) : [];
    expect(shown).toContain(level('channel/1', 3));
    expect(shown).not.toContain(level('channel/1', 2));
    singer.set({ id: level('channel/1', 2), value: -50 }, { id: level('channel/1', 3), value: -Infinity });
    settle(100);
    expect(desk.pushed.filter(({ id }) => id === level('channel/1', 2))).toEqual([]);
  });
});

test('frames are made once for all who see the same', () => {
  const bench = hubBench();
  const desk = bench.desk();
  desk.goLive(mixSchema);
  bench.settle(50);
  const frames: Uint8Array[] = [];
  for (let index = 0; index < 3; index++) {
    const link = { send: (data: string | Uint8Array) => void (typeof data !== 'string' && frames.push(data)) };
    const rest = { bufferedBytes: () => 0, close: () => undefined };
    const session = bench.hub.connect({ ...link, ...rest }, { name: 'P', role: 'performer', busses: ['bus/1'] });
    session.receive('{"type":"hello","protocol":1}');
  }
  bench.settle(100);
  frames.length = 0;
  desk.say({ id: level('channel/1', 1), value: -30 });
  bench.settle(50);
  expect(frames).toHaveLength(3);
  expect(new Set(frames).size).toBe(1);
});

test('meters of what somebody does not see are silent', () => {
  const { singer, engineer, desk, settle } = stage();
  for (const client of [singer, engineer]) client.say({ type: 'meters', on: true });
  desk.meters(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  settle();
  const levels = (client: RecordingClient) => {
    const frame = client.frames.findLast(({ kind }) => kind === 'meters');
    return frame?.kind === 'meters' ? [...frame.levels] : [];
  };
  expect(levels(engineer)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(levels(singer)).toEqual([1, 2, 3, 4, 5, 0, 7, 0, 0, 0]);
});
