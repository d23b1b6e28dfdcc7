import { describe, expect, test } from 'vitest';
import { accept, type LevelSpec, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { stageSchema } from '../support/stageDesk.ts';

/**
 * The safety rules of live sound, each by its number. Random play over all of them is in hubSafety.test.ts, the exactness of undo
 * in undoExactness.test.ts; the rules of recalls, fades and surfaces stand where those are.
 */
const fader = stageSchema.need('channel/1/fader');
const mute = stageSchema.need('channel/1/mute');
const main = stageSchema.need('main/stereo/fader');
const phantom = stageSchema.need('headamp/1/phantom');
const gain = stageSchema.need('headamp/1/gain');
const talk = stageSchema.need('talkback/a/key');
const db = (value: number) => {
  const result = accept(stageSchema.specOf(fader), value);
  if (!result.ok) throw new Error(result.error);
  return Number(result.value);
};
/** Louder by so many dB, silence counting as −60: worked out here once more. */
const louder = (from: number, to: number) => Math.max(-60, to) - Math.max(-60, from);

function live(faderDb = 0) {
  const bench = hubBench();
  const desk = bench.desk();
  desk.answersAfterMs = 1;
  desk.goLive(stageSchema);
  const [anna, ben] = ['Anna', 'Ben'].map((name) => new RecordingClient(bench.hub, name));
  if (!anna || !ben) throw new Error('nobody');
  desk.say({ id: fader, value: db(faderDb) }, { id: main, value: db(-5) }, { id: gain, value: 0 });
  bench.settle(20);
  return { ...bench, desk, anna, ben };
}

test('S1: no set leaves before the full state has been read', () => {
  const bench = hubBench();
  const desk = bench.desk();
  desk.answersAfterMs = 1;
  const anna = new RecordingClient(bench.hub, 'Anna');
  const tryAll = () => {
    anna.set({ id: fader, value: -20 }, { id: mute, value: 1 });
    anna.say({ type: 'undo' });
    anna.say({ type: 'restore', atMs: 0 });
    anna.say({ type: 'panic', on: true });
    anna.say({ type: 'panic', on: false });
    anna.say({ type: 'retry' });
    bench.settle(500);
  };
  tryAll();
  desk.comeBack(stageSchema);
  desk.enter('reading');
  desk.values.set(fader, 0);
  tryAll();
  expect(desk.pushed).toEqual([]);
});

test('S2: the desk as it was found is kept at each connect, and restored by one command', () => {
  const { anna, desk, settle, hub } = live(-10);
  // What was found is what the desk had when it became live: the factory's values here.
  const foundMs = anna.last('asFound')?.atMs ?? Number.NaN;
  expect(foundMs).not.toBeNaN();
  anna.set({ id: mute, value: 1 }, { id: main, value: db(-30) });
  settle(100);
  anna.say({ type: 'restore', atMs: foundMs });
  settle(3000);
  expect(hub.state?.get(mute)).toBe(0);
  expect(hub.state?.get(main)).toBe(stageSchema.defaultOf(main));
  expect(desk.values.get(mute)).toBe(0);
});

describe('S3: unknown is never 0', () => {
  test('nothing starts from a value that nobody knows: it is refused', () => {
    const bench = hubBench();
    const desk = bench.desk();
    desk.comeBack(stageSchema);
    const anna = new RecordingClient(bench.hub, 'Anna');
    expect(bench.hub.state?.get(fader)).toBeUndefined();
    anna.set({ id: fader, value: -20 }, { id: mute, value: 1 });
    anna.say({ type: 'panic', on: true });
    bench.settle(500);
    expect(desk.pushed).toEqual([]);
    expect(anna.heard.map(({ id, value }) => [id, value])).toEqual([
      [fader, undefined],
      [mute, undefined],
    ]);
  });

  test('nothing but absolute values goes on the wire', () => {
    const { anna, desk, settle } = live();
    for (const value of [1, 0, 1]) anna.set({ id: mute, value });
    settle(50);
    expect(desk.pushed.map(({ value }) => value)).toEqual([1, 0, 1]);
  });
});

describe('S4: rises are limited on every path', () => {
  test.each([
    ['a hand', 300, (bench: ReturnType<typeof live>) => bench.anna.set({ id: fader, value: db(10) })],
    [
      'undo',
      60,
      (bench: ReturnType<typeof live>) => {
        bench.desk.say({ id: fader, value: db(10) });
        bench.anna.set({ id: fader, value: -Infinity });
        bench.settle(50);
        bench.desk.pushed.length = 0;
        bench.anna.say({ type: 'undo' });
      },
    ],
  ])('by %s at most 6 dB a message and %d dB a second', (_path, slope, act) => {
    const bench = live(-Infinity);
    const { desk, settle } = bench;
    const raised: { readonly atMs: number; readonly value: number }[] = [];
    act(bench);
    let last = -Infinity;
    const fromMs = bench.clock.nowMs();
    for (let ms = 0; ms < 3000; ms++) {
      for (const { value } of desk.pushed.splice(0)) {
        expect(louder(last, Number(value))).toBeLessThanOrEqual(6.001);
        last = Number(value);
        raised.push({ atMs: bench.clock.nowMs(), value: last });
      }
      settle(1);
    }
    expect(last).toBe(db(10));
    const end = raised.at(-1)?.atMs ?? 0;
    // The first message may take its 6 dB at once, and a desk's own steps are coarse.
    expect(louder(-Infinity, 10) - 7).toBeLessThanOrEqual(((end - fromMs) * slope) / 1000 + 1);
  });

  test('falls and mutes are never limited', () => {
    const { anna, desk } = live(10);
    anna.set({ id: fader, value: -Infinity }, { id: mute, value: 1 });
    expect(desk.pushed.map(({ value }) => value)).toEqual([-Infinity, 1]);
  });
});

describe('S9: freeze and panic', () => {
  test('freeze stops every outgoing set at once, and reads before it resumes', () => {
    const { anna, ben, desk, settle } = live();
    anna.set({ id: fader, value: -20 });
    desk.isDeaf = true;
    anna.set({ id: fader, value: -25 });
    const count = desk.pushed.length;
    ben.say({ type: 'freeze', on: true });
    anna.set({ id: fader, value: -30 });
    settle(5000);
    expect(desk.pushed).toHaveLength(count);
    desk.asked.length = 0;
    ben.say({ type: 'freeze', on: false });
    anna.set({ id: fader, value: -31 });
    expect(desk.pushed).toHaveLength(count);
    settle(100);
    expect(desk.asked).toContain(fader);
    anna.set({ id: fader, value: -32 });
    expect(desk.pushed).toHaveLength(count + 1);
  });

  test('panic fades the chosen outputs down in 300 ms', () => {
    const { anna, desk, settle } = live();
    anna.say({ type: 'panic', on: true });
    settle(300);
    expect(desk.values.get(main)).toBe(-Infinity);
    const levels = desk.pushed.map(({ value }) => Number(value));
    expect(levels.length).toBeGreaterThan(5);
    expect(levels).toEqual(levels.toSorted((a, b) => b - a));
  });
});

test('S10: undo restores only what is still the value that its person left, and says so otherwise', () => {
  const { anna, ben, desk, settle } = live();
  anna.set({ id: fader, value: db(-20) });
  settle(50);
  ben.set({ id: fader, value: db(-30) });
  settle(50);
  anna.say({ type: 'undo' });
  settle(1000);
  expect(desk.values.get(fader)).toBe(db(-30));
  expect(anna.last('problem')?.message).toMatch(/changed since: channel 1 fader \(yours .19\.6, now .30\.0\)/);
});

describe('S11: what is on its way ends, and never goes on by itself', () => {
  test.each<[string, (bench: ReturnType<typeof live>) => void, (bench: ReturnType<typeof live>) => void]>([
    [
      'on a freeze',
      ({ anna }) => anna.say({ type: 'freeze', on: true }),
      ({ anna }) => anna.say({ type: 'freeze', on: false }),
    ],
    ['on a loss of the link', ({ desk }) => desk.enter('lost'), ({ desk }) => desk.comeBack(stageSchema)],
    ['on a foreign touch', ({ ben }) => ben.say({ type: 'touch', ids: [fader] }), () => undefined],
    ['on sleep', ({ hub }) => hub.safety.suspend(), ({ hub }) => hub.safety.resume()],
  ])('%s', (_cause, act, comeBack) => {
    const bench = live(10);
    const { anna, desk, settle } = bench;
    anna.set({ id: fader, value: -Infinity });
    settle(50);
    anna.say({ type: 'undo' });
    settle(300);
    act(bench);
    const count = desk.pushed.length;
    settle(200);
    comeBack(bench);
    settle(5000);
    expect(count).toBeGreaterThan(5);
    expect(desk.pushed).toHaveLength(count);
    expect(Number(desk.values.get(fader))).toBeLessThan(0);
  });
});

describe('S12: what can do harm is the engineer’s, agreed to, and logged', () => {
  test.each([
    ['phantom power', phantom, 1],
    ['talkback', talk, 1],
    ['gain above +10 dB', gain, 12],
  ])('%s', (_name, id, value) => {
    const { hub, anna, desk, settle } = live();
    const viewer = new RecordingClient(hub, 'Viewer', 'viewer');
    viewer.set({ id, value });
    viewer.say({ type: 'confirm', id, value });
    anna.set({ id, value });
    settle(500);
    const pushedBefore = desk.pushed.filter((push) => push.id === id);
    anna.say({ type: 'confirm', id, value });
    settle(500);
    expect(pushedBefore).toEqual([]);
    expect(desk.values.get(id)).toBe(value);
    const address = stageSchema.addressOf(id);
    const logged = [...hub.journal.newestFirst({})].filter(
      (record) => 'address' in record && record.address === address,
    );
    expect(logged.at(0)).toMatchObject({ by: 'Anna', after: value });
  });

  test('every set that is sent is in the log, with who, what, old, new and why', () => {
    const { hub, anna, ben, desk, settle } = live();
    const spec = stageSchema.specOf(fader) as LevelSpec;
    for (let step = 0; step < 40; step++) {
      (step % 2 ? anna : ben).set({ id: fader, value: valueAtStep(spec, (step * 37) % spec.steps) });
      if (step % 7 === 0) anna.say({ type: 'undo' });
      if (step === 20) anna.say({ type: 'panic', on: true });
      settle(150);
    }
    settle(3000);
    const logged = [...hub.journal.newestFirst({})].flatMap((record) =>
      'address' in record && record.by !== 'Console' ? [record] : [],
    );
    const unlogged = desk.pushed.filter(
      ({ id, value }) =>
        !logged.some((record) => record.address === stageSchema.addressOf(id) && record.after === value),
    );
    expect(desk.pushed.length).toBeGreaterThan(40);
    expect(unlogged).toEqual([]);
    expect(logged.every(({ by, why, before }) => by !== '' && why !== undefined && before !== undefined)).toBe(true);
  });
});
