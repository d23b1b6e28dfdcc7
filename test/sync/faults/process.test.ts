import { afterEach, expect, test } from 'vitest';
import { type LevelSpec, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { record } from './figures.ts';
import { Stage, schema } from './stage.ts';

/** Rows of the fault table on the computer itself: it sleeps, and the app makes an error. */

const timeoutMs = 60_000;
const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

async function opened(): Promise<Stage> {
  const stage = await Stage.open({ seed: 1 });
  stages.push(stage);
  return stage;
}
const fader = schema.need('channel/1/fader');
const other = schema.need('channel/2/fader');
const level = (step: number) => valueAtStep(schema.specOf(fader) as LevelSpec, step);
const setsOf = (stage: Stage) => [...stage.setsTo.values()].flat().length;

/** Tries to move a fader until it moves. @returns how long that took, in ms */
async function untilMovable(stage: Stage): Promise<number> {
  const fromMs = stage.clock.nowMs();
  for (let step = 0; step < 1000; step++) {
    stage.set(0, fader, level(600 + (step % 100)));
    await stage.run(20);
    if (stage.main.sets.some(({ id, atMs }) => id === fader && atMs > fromMs)) return stage.clock.nowMs() - fromMs;
  }
  return Infinity;
}

test(
  'sleep: nothing is sent from the moment it begins until what was missed has been read, and nothing is replayed',
  async () => {
    const stage = await opened();
    stage.set(0, fader, level(740));
    stage.hub.safety.suspend();
    const setsBefore = setsOf(stage);
    // What a page still wants is refused; what changes at the desk meanwhile is not heard, as the computer is asleep.
    stage.set(0, other, level(500));
    stage.impair({ loss: 1 });
    await stage.run(60_000);
    stage.hand(other, level(333));
    stage.impair({ loss: 0 });
    const resumedMs = stage.clock.nowMs();
    stage.hub.safety.resume();
    const shown = stage.hub.status.state;
    const { tookMs, differences } = await stage.settle(10_000);
    const sentMeanwhile = setsOf(stage) - setsBefore;
    const movableMs = stage.clock.nowMs() - resumedMs - tookMs + (await untilMovable(stage));
    record('sleep and resume', { seed: 1, restMs: tookMs, sentMeanwhile, movableMs });
    expect(shown).not.toBe('live');
    expect(sentMeanwhile).toBe(0);
    expect(differences).toEqual([]);
    expect(stage.hub.state?.get(other)).toBe(level(333));
    expect(movableMs).toBeLessThan(10_000);
  },
  timeoutMs,
);

test(
  'an exception in the hub: the level stays, nothing is sent before everything has been read, and the app goes on',
  async () => {
    const stage = await opened();
    for (let step = 0; step < 20; step++) {
      stage.set(0, fader, level(700 + step));
      await stage.run(10);
    }
    await stage.run(200);
    const left = stage.main.desk.get(fader);
    const setsBefore = setsOf(stage);
    const receivedBefore = stage.main.server.statistics().received;
    stage.hub.safety.fault(new Error('a bad day'));
    let readAtFirstSet = 0;
    const push = stage.client.push.bind(stage.client);
    Object.assign(stage.client, {
      push: (...args: Parameters<typeof push>) => {
        readAtFirstSet ||= stage.main.server.statistics().received - receivedBefore;
        push(...args);
      },
    });
    await stage.run(100);
    expect(setsOf(stage)).toBe(setsBefore);
    expect(stage.main.desk.get(fader)).toBe(left);
    const movableMs = await untilMovable(stage);
    const { differences } = await stage.settle(5000);
    record('exception in the engine', {
      seed: 1,
      openAgainAfterMs: 100 + movableMs,
      readBeforeTheFirstSet: readAtFirstSet,
    });
    // Everything: some two thousand lines and values.
    expect(readAtFirstSet).toBeGreaterThan(1000);
    expect(movableMs).toBeLessThan(10_000);
    expect(differences).toEqual([]);
  },
  timeoutMs,
);
