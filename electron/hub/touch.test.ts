import { describe, expect, test } from 'vitest';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';

const fader = smallSchema.need('channel/1/fader');
const otherFader = smallSchema.need('channel/2/fader');

/** Anna has dragged the fader to −14 dB, and lets go 100 ms after her last move. */
function letGo() {
  const bench = hubBench();
  const desk = bench.desk();
  desk.goLive();
  desk.say({ id: fader, value: 0 });
  desk.answersAfterMs = 2;
  const anna = new RecordingClient(bench.hub, 'Anna');
  const ben = new RecordingClient(bench.hub, 'Ben');
  anna.say({ type: 'touch', ids: [fader] });
  anna.set({ id: fader, value: -10 });
  bench.settle(700);
  anna.set({ id: fader, value: -14 });
  bench.settle(100);
  anna.say({ type: 'release', ids: [fader] });
  bench.settle(1);
  const holds = () => ben.last('held')?.holds ?? [];
  return { ...bench, desk, anna, ben, holds, now: () => bench.hub.state?.get(fader) };
}

describe('a hand that has let go', () => {
  test('still has the control for others until 500 ms after its last move, and they see whose it is', () => {
    const { ben, holds, now, settle } = letGo();
    // 101 ms after the move.
    expect(holds()).toEqual([{ id: fader, by: 'Anna' }]);
    ben.set({ id: fader, value: -30 });
    settle(398);
    ben.say({ type: 'touch', ids: [fader] });
    ben.set({ id: fader, value: -40 });
    expect(now()).toBe(-14);
    expect(holds()).toEqual([{ id: fader, by: 'Anna' }]);
    settle(2);
    expect(holds()).toEqual([]);
    ben.set({ id: fader, value: -26 });
    expect(now()).toBe(-26);
  });

  test('that moved one of two later than the other has that one longer', () => {
    const { anna, holds, settle } = letGo();
    settle(1000);
    anna.say({ type: 'touch', ids: [fader, otherFader] });
    anna.set({ id: otherFader, value: -26 });
    settle(400);
    anna.set({ id: fader, value: -26 });
    anna.say({ type: 'release', ids: [fader] });
    anna.say({ type: 'release', ids: [otherFader] });
    settle(110);
    expect(holds()).toEqual([{ id: fader, by: 'Anna' }]);
    settle(400);
    expect(holds()).toEqual([]);
  });

  test('may take it again at once, and has it until it lets go again', () => {
    const { anna, ben, holds, now, settle } = letGo();
    anna.say({ type: 'touch', ids: [fader] });
    anna.set({ id: fader, value: -26 });
    expect(now()).toBe(-26);
    settle(5000);
    expect(holds()).toEqual([{ id: fader, by: 'Anna' }]);
    ben.set({ id: fader, value: -30 });
    expect(now()).toBe(-26);
    anna.say({ type: 'release', ids: [fader] });
    settle(1);
    // Her last move was long ago.
    expect(holds()).toEqual([]);
  });

  test('may move it once more without taking it, which counts as its last move', () => {
    const { anna, holds, now, settle } = letGo();
    settle(300);
    anna.set({ id: fader, value: -26 });
    expect(now()).toBe(-26);
    settle(450);
    expect(holds()).toEqual([{ id: fader, by: 'Anna' }]);
    settle(60);
    expect(holds()).toEqual([]);
  });

  test('does not hold it against the console: a hand there is shown at once', () => {
    const { desk, holds, now, settle } = letGo();
    desk.say({ id: fader, value: -5 });
    settle(1);
    expect(holds()).toHaveLength(1);
    expect(now()).toBe(-5);
  });

  test('frees it at once when its client goes away', () => {
    const { anna, ben, holds, now, settle } = letGo();
    anna.session.closed();
    settle(1);
    expect(holds()).toEqual([]);
    ben.set({ id: fader, value: -30 });
    expect(now()).toBe(-30);
  });

  test('frees what it did not move at once', () => {
    const { anna, ben, holds, settle } = letGo();
    settle(1000);
    ben.clear();
    anna.say({ type: 'touch', ids: [fader] });
    settle(1);
    expect(holds()).toHaveLength(1);
    anna.say({ type: 'release', ids: [fader] });
    settle(1);
    expect(holds()).toEqual([]);
  });

  test('leaves no hold behind when the console is lost', () => {
    const { desk, ben, holds, settle } = letGo();
    desk.enter('lost');
    settle(1);
    expect(holds()).toEqual([]);
    ben.clear();
    settle(2000);
    expect(ben.last('held')).toBeUndefined();
  });
});
