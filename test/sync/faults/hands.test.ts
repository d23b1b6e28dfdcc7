import { afterEach, describe, expect, test } from 'vitest';
import type { LevelSpec } from '../../../shared/desk/paramSpec.ts';
import { canonical, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { RecallStage } from '../../scenes/recallStage.ts';
import { record } from './figures.ts';
import { Stage, type StageOptions, schema } from './stage.ts';

/** Rows of the fault table on hands: two on one control, one at the desk while a level rises, one that goes away. */

const timeoutMs = 60_000;
const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

async function opened(options: Partial<StageOptions> = {}): Promise<Stage> {
  const stage = await Stage.open({ seed: 1, ...options });
  stages.push(stage);
  return stage;
}
const fader = schema.need('channel/1/fader');
const level = (step: number) => valueAtStep(schema.specOf(fader) as LevelSpec, step);
const db = (value: number) => canonical(schema.specOf(fader) as LevelSpec, value);

/** Set messages of one path that left for the desk after a moment. */
const setsAfter = (stage: Stage, afterMs: number, path = '/ch/01/mix/fader') =>
  [...stage.setsTo.values()].flat().filter((set) => set.atMs > afterMs && set.path === path);

describe('two clients on one fader', () => {
  test.each([1, 2, 3])(
    'the first hand holds it, the other sees whose, and only the first moves the desk; no echo goes round, seed %i',
    async (seed) => {
      const stage = await opened({ seed, quality: { loss: 0.05, jitterMs: 5 } });
      const [anna, ben] = stage.pages;
      const mine = anna?.paramById(fader);
      const other = ben?.paramById(fader);
      if (!anna || !ben || !mine || !other) throw new Error('no pages');
      anna.touch([mine]);
      await stage.run(20);
      ben.touch([other]);
      const heldBy = other.heldBy;
      const wantedByAnna = new Set([mine.value]);
      let foreign = 0;
      const from = stage.main.sets.length;
      for (let step = 0; step < 200; step++) {
        stage.set(0, fader, level(700 + (step % 40)));
        wantedByAnna.add(mine.value);
        stage.set(1, fader, level(300 + step));
        await stage.run(7);
        if (!wantedByAnna.has(mine.value)) foreign++;
      }
      anna.release([mine]);
      ben.release([other]);
      const { differences } = await stage.settle(5000);
      const notHers = stage.main.sets.slice(from).filter(({ id, value }) => id === fader && !wantedByAnna.has(value));
      const restMs = stage.clock.nowMs();
      await stage.run(10_000);
      const echoes = setsAfter(stage, restMs).length;
      record('two clients on one fader', {
        seed,
        setsOfTheOther: notHers.length,
        movedUnderTheHand: foreign,
        setsAfterRest: echoes,
        differences: differences.length,
      });
      expect(heldBy).toBe('page 0');
      expect(notHers).toEqual([]);
      expect(foreign).toBe(0);
      expect(echoes).toBe(0);
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );
});

describe('a hand at the desk while a level rises', () => {
  test.each([1, 2, 3])(
    'ends the rise within 100 ms, and the desk keeps what the hand set, seed %i',
    async (seed) => {
      const stage = await opened({ seed, quality: { loss: 0.01 } });
      // A big rise by undo is slow: 60 dB in a second.
      stage.set(0, fader, -Infinity);
      await stage.settle(2000);
      stage.pages[0]?.undo();
      await stage.run(400);
      const atHand = Number(stage.main.desk.get(fader));
      const handMs = stage.clock.nowMs();
      // A set of ours that is on its way already may still arrive after the hand's first move, but not after its last.
      for (let step = 10; step >= 0; step--) {
        stage.hand(fader, db(-25 - step));
        await stage.run(15);
      }
      await stage.run(3000);
      const { differences } = await stage.settle(3000);
      const last = setsAfter(stage, handMs).at(-1)?.atMs ?? handMs;
      record('a hand at the desk during a rise', { seed, endedMs: last - handMs, differences: differences.length });
      // It really was on its way.
      expect(atHand).toBeGreaterThan(-60);
      expect(atHand).toBeLessThan(-10);
      expect(last - handMs).toBeLessThanOrEqual(100);
      expect(stage.main.desk.get(fader)).toBe(db(-25));
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );
});

describe('a hand during a fade', () => {
  const other = 'channel/2/fader';
  const otherId = schema.need(other);

  /** A scene with two faders at 0 dB fades in from −40 dB in 4 s, and 1.5 s of it have passed. */
  async function fading(seed: number) {
    const rig = await RecallStage.open({ seed, pages: 2 });
    stages.push(rig.stage);
    const id = schema.addressOf(fader);
    await rig.put({ [id]: 0, [other]: 0 });
    const scene = rig.store('Up');
    await rig.put({ [id]: -40, [other]: -40 });
    rig.stage.impair({ loss: 0.01, jitterMs: 5 });
    rig.recall(scene, { fade: { ms: 4000, law: 'dB' } });
    await rig.run(1500);
    // Both are really on their way.
    for (const each of [fader, otherId]) {
      expect(Number(rig.stage.main.desk.get(each))).toBeGreaterThan(-35);
      expect(Number(rig.stage.main.desk.get(each))).toBeLessThan(-15);
    }
    return rig;
  }

  test.each([1, 2, 3])(
    'at the desk ends it there within 100 ms and nowhere else, what the hand set stays, and no echo goes round, seed %i',
    async (seed) => {
      const rig = await fading(seed);
      const { stage } = rig;
      const handMs = stage.clock.nowMs();
      for (let step = 10; step >= 0; step--) {
        stage.hand(fader, db(-25 - step));
        await stage.run(15);
      }
      await rig.untilDone();
      const { differences } = await stage.settle(3000);
      const endedMs = (setsAfter(stage, handMs).at(-1)?.atMs ?? handMs) - handMs;
      const restMs = stage.clock.nowMs();
      await stage.run(10_000);
      const echoes = [...stage.setsTo.values()].flat().filter(({ atMs }) => atMs > restMs).length;
      record('a hand at the desk during a fade', {
        seed,
        endedMs,
        setsAfterRest: echoes,
        differences: differences.length,
      });
      expect(endedMs).toBeLessThanOrEqual(100);
      expect(stage.main.desk.get(fader)).toBe(db(-25));
      expect(stage.main.desk.get(otherId)).toBe(db(0));
      expect(echoes).toBe(0);
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );

  test.each([1, 2, 3])(
    'on a page ends it there within 100 ms and nowhere else, and it is not resumed when the hand is gone, seed %i',
    async (seed) => {
      const rig = await fading(seed);
      const { stage } = rig;
      const page = stage.pages[1];
      if (!page) throw new Error('no page');
      const mine = page.paramById(fader);
      const touchedMs = stage.clock.nowMs();
      page.touch([mine]);
      await stage.run(300);
      const endedMs = (setsAfter(stage, touchedMs).at(-1)?.atMs ?? touchedMs) - touchedMs;
      stage.set(1, fader, db(-30));
      await stage.run(100);
      page.release([mine]);
      const letGoMs = stage.clock.nowMs();
      await rig.untilDone();
      const { differences } = await stage.settle(3000);
      const resumed = setsAfter(stage, letGoMs + 100).length;
      record('a hand on a page during a fade', { seed, endedMs, resumed, differences: differences.length });
      expect(endedMs).toBeLessThanOrEqual(100);
      expect(resumed).toBe(0);
      expect(stage.main.desk.get(fader)).toBe(db(-30));
      expect(stage.main.desk.get(otherId)).toBe(db(0));
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );
});

describe('a client that dies in mid-drag', () => {
  test(
    'leaves the level where it is, frees the control, and causes no message to the console',
    async () => {
      const stage = await opened();
      const [anna, ben] = stage.pages;
      const mine = anna?.paramById(fader);
      const other = ben?.paramById(fader);
      if (!anna || !ben || !mine || !other) throw new Error('no pages');
      anna.touch([mine]);
      for (let step = 0; step < 50; step++) {
        stage.set(0, fader, level(700 + step));
        await stage.run(10);
      }
      await stage.run(200);
      expect(other.heldBy).toBe('page 0');
      const left = stage.main.desk.get(fader);
      const diedMs = stage.clock.nowMs();
      anna.dispose();
      let freedMs = Infinity;
      for (let passed = 0; passed < 3000 && freedMs === Infinity; passed += 10) {
        await stage.run(10);
        if (other.heldBy === undefined) freedMs = stage.clock.nowMs() - diedMs;
      }
      await stage.run(5000);
      const caused = [...stage.setsTo.values()].flat().filter(({ atMs }) => atMs > diedMs).length;
      record('client dies in mid-drag, its link is closed', { seed: 1, freedMs, setsCaused: caused });
      expect(freedMs).toBeLessThanOrEqual(2000);
      expect(left).toBe(level(749));
      expect(stage.main.desk.get(fader)).toBe(left);
      expect(caused).toBe(0);
      // Somebody else can take it now.
      ben.touch([other]);
      stage.set(1, fader, level(690));
      const { differences } = await stage.settle(2000);
      expect(stage.main.desk.get(fader)).toBe(level(690));
      expect(differences.filter((line) => !line.startsWith('page 0'))).toEqual([]);
    },
    timeoutMs,
  );

  test(
    'in the middle of a rise leaves the level where the rise was',
    async () => {
      const stage = await opened();
      stage.set(0, fader, -Infinity);
      await stage.settle(2000);
      stage.set(0, fader, db(0));
      await stage.run(80);
      const diedMs = stage.clock.nowMs();
      stage.pages[0]?.dispose();
      await stage.run(3000);
      const late = setsAfter(stage, diedMs + 50);
      record('client dies in the middle of a rise', { seed: 1, setsAfterwards: late.length });
      expect(late).toEqual([]);
      expect(Number(stage.main.desk.get(fader))).toBeLessThan(0);
      expect(stage.hub.state?.get(fader)).toBe(stage.main.desk.get(fader));
    },
    timeoutMs,
  );
});
