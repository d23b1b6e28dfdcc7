import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LevelSpec, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';
import { climb, isRiseLimited, maxRiseDb, type RiseKind, riseDb, riseSlopes } from './rises.ts';

const fader = smallSchema.need('channel/1/fader');
const mute = smallSchema.need('channel/1/mute');
const spec = smallSchema.specOf(fader) as LevelSpec;

function live(fromDb = -10) {
  const bench = hubBench();
  const desk = bench.desk();
  desk.goLive();
  desk.say({ id: fader, value: fromDb });
  desk.answersAfterMs = 2;
  const anna = new RecordingClient(bench.hub, 'Anna');
  const ben = new RecordingClient(bench.hub, 'Ben');
  bench.settle();
  anna.clear();
  ben.clear();
  return { ...bench, desk, anna, ben };
}

describe('a rise', () => {
  test('counts from −60 dB at the lowest', () => {
    expect([riseDb(-Infinity, -54), riseDb(-90, -60), riseDb(-10, -4), riseDb(0, -Infinity)]).toEqual([6, 0, 6, -60]);
  });

  test('never goes beyond what is allowed, and gets as far as the desk\u2019s steps let it', () => {
    const level = fc.integer({ min: 0, max: 200 }).map((step) => valueAtStep(spec, step));
    fc.assert(
      fc.property(level, level, fc.double({ min: 0, max: 30, noNaN: true }), (from, to, budget) => {
        fc.pre(to > from);
        const value = climb(spec, from, to, budget);
        expect(value).toBeGreaterThanOrEqual(from);
        expect(value).toBeLessThanOrEqual(to);
        expect(riseDb(from, value)).toBeLessThanOrEqual(budget + 1e-3);
      }),
    );
  });

  test('is limited for levels and input gain, not for switches, pans and equalizers', () => {
    expect(isRiseLimited(spec)).toBe(true);
    const gain = { kind: 'number', unit: 'dB', law: 'linear', min: -12, max: 60, steps: 145 } as const;
    expect(isRiseLimited({ ...gain, group: 'preamps' })).toBe(true);
    expect(isRiseLimited({ ...gain, group: 'eq' })).toBe(false);
    expect(isRiseLimited(smallSchema.specOf(mute))).toBe(false);
  });
});

describe('the engineer\u2019s hand', () => {
  test('moves at once what is within one message', () => {
    const { anna, desk } = live();
    anna.set({ id: fader, value: -5.2 });
    expect(desk.pushed).toEqual([{ id: fader, value: expect.closeTo(-5.2, 1), touched: false }]);
  });

  test('arrives smoothly at a typed value and ends there', () => {
    const { anna, ben, desk, settle, hub } = live(-Infinity);
    anna.set({ id: fader, value: 10 });
    settle(2000);
    const values = desk.pushed.map(({ value }) => Number(value));
    expect(values.at(-1)).toBe(10);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.length).toBeGreaterThan(11);
    expect(values.length).toBeLessThan(20);
    expect(hub.state?.get(fader)).toBe(10);
    expect(ben.heard.at(-1)).toEqual({ id: fader, value: 10, landing: 'landed' });
  });

  test('sees only where it is going; everybody else sees it rise', () => {
    const { anna, ben, settle } = live();
    anna.set({ id: fader, value: 10 });
    settle(2000);
    expect(anna.heard).toEqual([{ id: fader, value: 10, landing: 'landed' }]);
    expect(new Set(ben.heard.map(({ value }) => value)).size).toBeGreaterThan(2);
  });

  test('drags from 0 to +10 in a moment without a step back', () => {
    const { anna, desk, settle, hub } = live(0);
    anna.say({ type: 'touch', ids: [fader] });
    for (let value = 1; value <= 10; value++) {
      anna.set({ id: fader, value });
      settle(1);
    }
    anna.say({ type: 'release', ids: [fader] });
    settle(200);
    const values = desk.pushed.map(({ value }) => Number(value));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(hub.state?.get(fader)).toBe(10);
    const heard = anna.heard.map(({ value }) => Number(value));
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(anna.heard.at(-1)).toEqual({ id: fader, value: 10, landing: 'landed' });
    expect(anna.last('history')?.undo).toContain('0.0 \u2192 10.0');
  });

  test('falls and mutes at once', () => {
    const { anna, desk } = live(10);
    anna.set({ id: fader, value: -Infinity }, { id: mute, value: 1 });
    expect(desk.pushed.map(({ value }) => value)).toEqual([-Infinity, 1]);
    anna.set({ id: mute, value: 0 });
    expect(desk.pushed.at(-1)?.value).toBe(0);
  });

  test('takes no further step before the desk has confirmed the last', () => {
    const { anna, desk, settle } = live(-30);
    desk.answersAfterMs = undefined;
    anna.set({ id: fader, value: 10 });
    settle(1000);
    expect(Math.max(...desk.pushed.map(({ value }) => riseDb(-30, Number(value))))).toBeLessThanOrEqual(maxRiseDb);
  });
});

describe('slopes', () => {
  test('are the origin\u2019s', () => {
    expect(riseSlopes).toEqual({ hand: 300, undo: 60, recall: 60, midi: 60, performer: 20, cut: 6000 });
  });

  test.each<[RiseKind, number]>([
    ['hand', 300],
    ['undo', 60],
    ['performer', 20],
  ])('of %s are kept, also where the desk\u2019s steps are coarse', (kind, slope) => {
    const { hub, desk, clock, settle } = live(-Infinity);
    const startedMs = clock.nowMs();
    const cause = { by: 'x', why: 'hand', gesture: 1, kind } as const;
    hub.desk?.want([{ id: fader, value: 10 }], cause);
    let arrivedMs = 0;
    let last = -Infinity;
    for (let ms = 0; ms < 8000 && last < 10; ms += 5) {
      settle(5);
      last = Number(desk.pushed.at(-1)?.value ?? -Infinity);
      const sinceMs = clock.nowMs() - startedMs;
      expect(riseDb(-Infinity, last)).toBeLessThanOrEqual((slope / 1000) * (sinceMs + 20) + 0.9);
      arrivedMs = sinceMs;
    }
    expect(last).toBe(10);
    expect(arrivedMs).toBeLessThan((70 / slope) * 1000 * 1.35 + 60);
  });

  test('of undo are slow and redo goes down at once', () => {
    const { anna, desk, settle, hub } = live(0);
    anna.set({ id: fader, value: -30 });
    settle(100);
    anna.say({ type: 'undo' });
    settle(250);
    expect(hub.state?.get(fader)).toBeLessThan(-10);
    settle(400);
    expect(hub.state?.get(fader)).toBe(0);
    anna.say({ type: 'redo' });
    expect(desk.pushed.at(-1)?.value).toBeCloseTo(-30, 0);
  });
});

describe('a rise ends', () => {
  const rising = () => {
    const bench = live(-Infinity);
    bench.hub.desk?.want([{ id: fader, value: 10 }], { by: 'x', why: 'hand', gesture: 1, kind: 'undo' });
    bench.settle(200);
    const { pushed } = bench.desk;
    const at = () => pushed.length;
    return { ...bench, at, countAt: at() };
  };

  test.each<[string, (bench: ReturnType<typeof rising>) => void]>([
    ['by a lower target', ({ anna }) => anna.set({ id: fader, value: -Infinity })],
    ['by a touch of another', ({ ben }) => ben.say({ type: 'touch', ids: [fader] })],
    ['by a freeze', ({ ben }) => ben.say({ type: 'freeze', on: true })],
    ['by a break of the link', ({ desk }) => desk.enter('stale')],
    ['by a loss of the link', ({ desk }) => desk.enter('lost')],
    ['by a hand at the desk', ({ desk }) => desk.say({ id: fader, value: -5.2 })],
  ])('%s', (_name, act) => {
    const bench = rising();
    expect(bench.countAt).toBeGreaterThan(3);
    bench.desk.answersAfterMs = undefined;
    act(bench);
    const after = bench.at();
    bench.settle(60);
    expect(bench.at()).toBe(after);
  });

  test('with its person, and undo then restores what was before', () => {
    const { anna, ben, desk, settle, hub } = live(-40);
    anna.set({ id: fader, value: 10 });
    settle(25);
    ben.say({ type: 'freeze', on: true });
    ben.say({ type: 'freeze', on: false });
    settle(700);
    const left = hub.state?.get(fader);
    expect(Number(left)).toBeLessThan(-20);
    anna.say({ type: 'undo' });
    expect(hub.state?.get(fader)).toBeCloseTo(-40, 0);
    anna.set({ id: fader, value: 10 });
    anna.session.closed();
    const count = desk.pushed.length;
    settle(100);
    expect(desk.pushed).toHaveLength(count);
  });
});
