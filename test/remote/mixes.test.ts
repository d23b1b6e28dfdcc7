import { describe, expect, test } from 'vitest';
import type { HubSession } from '../../electron/hub/clientSession.ts';
import { Mixes } from '../../electron/hub/mixes.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { mixSchema } from '../support/mixDesk.ts';
import { memoryMixes } from '../support/peopleStores.ts';

const send = (channel: number, bus = 2) => mixSchema.need(`channel/${channel}/send/bus/${bus}/level`);
const mine = send(1);
const other = send(2);
const ceilingDb = -10;
/** What the engine may be ahead of the slope: a step of the desk's own, and a turn of its timer. */
const slackDb = 1.5;
const heightDb = (value: unknown) => Math.max(-60, Number(value));

function stage({ soundcheck = {} }: { soundcheck?: Record<string, number> } = {}) {
  const bench = hubBench();
  const mix = { bus: 'bus/2', name: 'Lindi', ceilingDb, me: ['channel/1'], strips: [], groups: [], soundcheck };
  const store = memoryMixes([mix]);
  bench.hub.addFeature(new Mixes(bench.hub, store));
  const desk = bench.desk();
  desk.goLive(mixSchema);
  desk.answersAfterMs = 1;
  bench.settle(100);
  const engineer = new RecordingClient(bench.hub, 'Engineer');
  const lindi = new RecordingClient(bench.hub, 'Lindi', 'performer', ['bus/2']);
  bench.settle(100);
  const pushes: { readonly atMs: number; readonly id: number; readonly value: number }[] = [];
  /** Time goes by; everything that leaves for the desk is noted with its time. */
  const pass = (ms: number) => {
    for (let at = 0; at < ms; at += 5) {
      bench.settle(5);
      for (const { id, value } of desk.pushed.splice(0))
        pushes.push({ atMs: bench.clock.nowMs(), id, value: Number(value) });
    }
  };
  /** The engineer brings a level to where the test begins; that is not judged. */
  const begin = (id: number, value: number) => {
    engineer.set({ id, value });
    pass(1000);
    pushes.length = 0;
  };
  const level = (id: number) => bench.hub.state?.get(id);
  return { ...bench, desk, engineer, lindi, store, pushes, pass, begin, level };
}

/** Ways in which a performer can want a level up, and what it starts from. */
const ways: readonly {
  readonly name: string;
  readonly fromDb: number;
  readonly want: (lindi: RecordingClient, pass: (ms: number) => void) => void;
}[] = [
  { name: 'a value', fromDb: -Infinity, want: (lindi) => lindi.set({ id: mine, value: 10 }) },
  {
    name: 'a value under a held finger',
    fromDb: -60,
    want(lindi) {
      lindi.say({ type: 'touch', ids: [mine] });
      lindi.set({ id: mine, value: 10 });
    },
  },
  {
    name: 'many small values at once',
    fromDb: -40,
    want(lindi) {
      for (let value = -39; value <= 10; value += 0.5) lindi.set({ id: mine, value });
    },
  },
  {
    name: '"more me" again and again',
    fromDb: -30,
    want(lindi) {
      for (let times = 0; times < 60; times++) lindi.say({ type: 'moreMe', bus: 'bus/2' });
    },
  },
  {
    name: 'the way back to the soundcheck',
    fromDb: -50,
    want: (lindi) => lindi.say({ type: 'soundcheck', bus: 'bus/2' }),
  },
  {
    name: 'undo of a fall from above the ceiling',
    fromDb: 5,
    want(lindi, pass) {
      lindi.set({ id: mine, value: -50 });
      pass(500);
      lindi.say({ type: 'undo' });
    },
  },
  {
    name: 'redo',
    fromDb: -50,
    want(lindi, pass) {
      lindi.set({ id: mine, value: -15 });
      pass(4000);
      lindi.say({ type: 'undo' });
      pass(500);
      lindi.say({ type: 'redo' });
    },
  },
  {
    name: 'a gesture that is taken back',
    fromDb: 5,
    want(lindi, pass) {
      lindi.say({ type: 'touch', ids: [mine] });
      lindi.set({ id: mine, value: -50 });
      pass(500);
      lindi.say({ type: 'release', ids: [mine], cancel: true });
    },
  },
];

describe('whatever way a performer takes', () => {
  test.each(ways)('$name: never above the ceiling, never faster than 20 dB/s, never more than 6 dB at once', (way) => {
    const { lindi, begin, pass, pushes, level } = stage({ soundcheck: { 'channel/1/send/bus/2/level': 5 } });
    begin(mine, way.fromDb);
    way.want(lindi, pass);
    pass(6000);
    const own = pushes.filter(({ id }) => id === mine);
    expect(own.length).toBeGreaterThan(3);
    for (const { value } of own) expect(value).toBeLessThanOrEqual(ceilingDb);
    for (const [place, later] of own.entries()) {
      const before = own[place - 1];
      if (before) expect(heightDb(later.value) - heightDb(before.value)).toBeLessThanOrEqual(6);
      for (const earlier of own.slice(0, place)) {
        const roseDb = heightDb(later.value) - heightDb(earlier.value);
        expect(roseDb).toBeLessThanOrEqual((20 * (later.atMs - earlier.atMs)) / 1000 + slackDb);
      }
    }
    // It did come up: a limit that lets nothing through would pass the rest.
    expect(Number(level(mine))).toBeGreaterThan(-17);
  });

  test('what the engineer has put above the ceiling stays there under a touch, and comes down when it is moved', () => {
    const { lindi, begin, pass, pushes, level } = stage();
    begin(mine, 5);
    lindi.say({ type: 'touch', ids: [mine] });
    lindi.say({ type: 'release', ids: [mine] });
    pass(500);
    expect(pushes).toEqual([]);
    lindi.set({ id: mine, value: 9 });
    pass(1000);
    expect(Number(level(mine))).toBeLessThanOrEqual(5.01);
    lindi.set({ id: mine, value: -20 });
    pass(1000);
    expect(Number(level(mine))).toBeCloseTo(-20, 0);
  });
});

test('at the ceiling "more me" lowers all others by what is missing, and those at −∞ stay there', () => {
  const { lindi, begin, pass, level } = stage();
  begin(mine, ceilingDb);
  begin(other, -20);
  lindi.say({ type: 'moreMe', bus: 'bus/2' });
  pass(1000);
  expect(Number(level(mine))).toBeLessThanOrEqual(ceilingDb);
  expect(Number(level(other))).toBeCloseTo(-21.5, 0);
  expect(level(send(3))).toBe(-Infinity);
  expect(level(send(2, 1))).toBe(-Infinity);
});

test('a ceiling that comes down ends what is rising, and holds from then on', () => {
  const { lindi, engineer, begin, pass, level } = stage();
  begin(mine, -60);
  lindi.set({ id: mine, value: ceilingDb });
  pass(500);
  const reached = Number(level(mine));
  expect(reached).toBeGreaterThan(-60);
  expect(reached).toBeLessThan(-40);
  const mix = { bus: 'bus/2', name: 'Lindi', ceilingDb: -30, me: ['channel/1'], strips: [], groups: [] };
  engineer.say({ type: 'setMix', mix });
  pass(1000);
  expect(Number(level(mine))).toBeCloseTo(reached, 0);
  lindi.set({ id: mine, value: 0 });
  pass(4000);
  expect(Number(level(mine))).toBeLessThanOrEqual(-30);
  expect(Number(level(mine))).toBeGreaterThan(-32);
});

test('another order or name of the page ends nothing that is rising', () => {
  const { lindi, engineer, begin, pass, level } = stage();
  begin(mine, -40);
  lindi.set({ id: mine, value: ceilingDb });
  pass(100);
  const mix = { bus: 'bus/2', name: 'Lindi May', ceilingDb, me: ['channel/1'], strips: ['channel/2'], groups: [] };
  engineer.say({ type: 'setMix', mix });
  pass(4000);
  expect(Number(level(mine))).toBeGreaterThan(ceilingDb - 2);
});

test('a hand that is stopped lets go of what it was raising', () => {
  const { lindi, begin, pass, level, hub } = stage();
  begin(mine, -60);
  lindi.set({ id: mine, value: ceilingDb });
  pass(300);
  const session = [...hub.sessions].find(({ name }) => name === 'Lindi') as HubSession;
  session.stop('Engineer');
  const reached = Number(level(mine));
  pass(3000);
  expect(Number(level(mine))).toBeCloseTo(reached, 0);
  expect(lindi.last('stopped')).toEqual({ type: 'stopped', by: 'Engineer' });
});

test('the mix of the soundcheck is kept whole, and only the sends of the own mix come back', () => {
  const { lindi, engineer, begin, pass, level, store } = stage();
  begin(mine, -20);
  begin(other, -30);
  engineer.say({ type: 'keepSoundcheck', bus: 'bus/2' });
  expect(store.mixes[0]?.soundcheck).toMatchObject({
    'channel/3/send/bus/2/level': '-inf',
    'channel/1/send/bus/2/on': 1,
  });
  expect(Object.keys(store.mixes[0]?.soundcheck ?? {}).every((address) => address.includes('/send/bus/2/'))).toBe(true);
  begin(mine, -50);
  begin(other, -Infinity);
  begin(send(1, 1), -33);
  lindi.say({ type: 'soundcheck', bus: 'bus/2' });
  pass(4000);
  expect(Number(level(mine))).toBeCloseTo(-20, 0);
  expect(Number(level(other))).toBeCloseTo(-30, 0);
  expect(Number(level(send(1, 1)))).toBeCloseTo(-33, 0);
});

test('a performer is told of the own mix, a viewer of all, and nobody of the levels of a soundcheck', () => {
  const { hub, settle, engineer } = stage();
  const mix = { bus: 'bus/1', name: 'Ben', ceilingDb: 0, me: [], strips: [], groups: [] };
  engineer.say({ type: 'setMix', mix });
  engineer.say({ type: 'keepSoundcheck', bus: 'bus/1' });
  const told = (role: 'performer' | 'monitorEngineer' | 'viewer', busses: readonly string[]) => {
    const client = new RecordingClient(hub, 'Eve', role, busses);
    settle(100);
    const { mixes = [] } = client.last('mixes') ?? {};
    expect(JSON.stringify(mixes)).not.toContain('soundcheck');
    return mixes.map(({ bus }) => bus);
  };
  expect(told('performer', ['bus/1'])).toEqual(['bus/1']);
  expect(told('performer', ['bus/3'])).toEqual([]);
  expect(told('monitorEngineer', ['bus/2', 'bus/4'])).toEqual(['bus/2']);
  expect(told('viewer', [])).toEqual(['bus/2', 'bus/1']);
});
