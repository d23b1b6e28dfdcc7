import { expect, test } from 'vitest';
import { offlineStatus } from '../../shared/protocol/connection.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';
import { ReplayFeature, type Stretch } from './replay.ts';

const mute = smallSchema.need('channel/1/mute');

function live(isEmulated: boolean) {
  const bench = hubBench();
  const stretches: Stretch[] = [];
  let disposed = 0;
  bench.hub.addFeature(
    new ReplayFeature(bench.hub, (stretch) => {
      stretches.push(stretch);
      return {
        count: stretch.records.length,
        left: 0,
        dispose: () => {
          disposed++;
        },
      };
    }),
  );
  const seat = bench.hub.attach(isEmulated);
  const pushed: unknown[] = [];
  seat.bind({
    push: (changes) => {
      pushed.push(...changes);
      seat.listener.sent(changes.map(({ id }) => id));
      seat.listener.report(changes);
    },
    readBack: () => undefined,
    setMeters: () => undefined,
    diagnostics: () => {
      throw new Error('not asked for');
    },
  });
  seat.listener.identified(smallSchema);
  seat.listener.report(
    Array.from({ length: smallSchema.size }, (_, id) => ({ id, value: smallSchema.defaultOf(id) ?? 0 })),
  );
  seat.listener.status({ ...offlineStatus, state: 'live', target: 'small://desk' });
  const anna = new RecordingClient(bench.hub, 'Anna');
  bench.settle(1000);
  for (const value of [1, 0, 1]) {
    anna.set({ id: mute, value });
    bench.settle(100);
  }
  pushed.length = 0;
  return { ...bench, anna, stretches, pushed, seat, disposed: () => disposed };
}

test('a stretch of the journal is played on the emulated console, oldest change first', () => {
  const { anna, stretches, settle, disposed } = live(true);
  anna.say({ type: 'replay', fromMs: 0, toMs: 100_000, speed: 4 });
  const [stretch] = stretches;
  expect(stretch?.records.map(({ after }) => after)).toEqual([1, 0, 1]);
  expect(stretch?.speed).toBe(4);
  settle();
  expect(anna.last('replay')?.replay).toEqual({ by: 'Anna', played: 0, total: 3, left: 0 });
  stretch?.finished();
  expect(anna.last('replay')?.replay).toBeNull();
  anna.say({ type: 'replay', fromMs: 0, toMs: 100_000 });
  anna.say({ type: 'endReplay' });
  expect(disposed()).toBe(2);
});

test('a real console is left alone, whatever is asked', () => {
  const { anna, stretches, pushed, settle } = live(false);
  anna.say({ type: 'replay', fromMs: 0, toMs: 100_000 });
  settle(10_000);
  expect(stretches).toEqual([]);
  expect(pushed).toEqual([]);
  expect(anna.last('problem')?.message).toMatch(/on the emulated console only/);
  expect(anna.last('replay')?.replay).toBeNull();
});

test('it ends when another console is connected, and a stretch without changes is said', () => {
  const { anna, hub, disposed, settle } = live(true);
  anna.say({ type: 'replay', fromMs: 0, toMs: 1 });
  expect(anna.last('problem')?.message).toMatch(/Nothing changed/);
  anna.say({ type: 'replay', fromMs: 0, toMs: 100_000 });
  hub.attach(false).listener.identified(smallSchema);
  settle();
  expect(disposed()).toBe(1);
  expect(anna.last('replay')?.replay).toBeNull();
});
