import { afterEach, describe, expect, test } from 'vitest';
import { SimulatedDesk } from '../../../electron/emulator/simulatedDesk.ts';
import { type LevelSpec, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { record } from './figures.ts';
import { home, nearby, Stage, type StageOptions, schema } from './stage.ts';

/** Rows of the handbook's fault table that concern the console's link; each test has its figure. */

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
const other = schema.need('channel/2/fader');
const level = (step: number) => valueAtStep(schema.specOf(fader) as LevelSpec, step);
const dark = { loss: 1 };

/** When the detail of the status said something for the first time after a moment, in ms after it. */
function saidAfter(stage: Stage, fromMs: number, words: RegExp): number | undefined {
  const entry = stage.states.find(({ atMs, detail }) => atMs >= fromMs && words.test(detail));
  return entry && entry.atMs - fromMs;
}

describe('loss in one direction only', () => {
  test.each(['toDesk', 'fromDesk'] as const)(
    '%s: lost is shown within 3 s, and nothing is shown as landed that is not',
    async (direction) => {
      const stage = await opened();
      // The desk goes on telling what a hand does there, for as long as its feed lasts.
      stage[direction].change(dark);
      const fromMs = stage.clock.nowMs();
      stage.set(0, fader, level(400));
      for (let step = 0; step < 400; step++) {
        stage.hand(other, level(step));
        await stage.run(10, [fader]);
      }
      const lostMs = (stage.entered('lost', fromMs) ?? Infinity) - fromMs;
      record(`loss in one direction only (${direction})`, { seed: 1, lostShownMs: lostMs });
      expect(lostMs).toBeLessThanOrEqual(3000);
      if (direction === 'toDesk') expect(stage.history.falselyLanded(new Set([fader]), 50, () => 0)).toEqual([]);
    },
    timeoutMs,
  );
});

describe('a held control', () => {
  test.each([1, 2])(
    'never steps backward on a network that reorders and repeats, seed %i',
    async (seed) => {
      const stage = await opened({ seed, quality: { loss: 0.05, delayMs: 5, jitterMs: 195, duplicate: 0.2 } });
      const [page] = stage.pages;
      const param = page?.paramById(fader);
      if (!page || !param) throw new Error('no page');
      stage.hand(fader, level(100));
      await stage.run(2000);
      page.touch([param]);
      let steps = 0;
      let last = Number(level(100));
      for (let step = 101; step < 400; step += 2) {
        stage.set(0, fader, level(step));
        await stage.run(10);
        const shown = param.number ?? Number.NaN;
        if (!(shown >= last)) steps++;
        last = shown;
      }
      page.release([param]);
      const { differences } = await stage.settle(4000);
      record('a held control on a network that reorders', {
        seed,
        stepsBackward: steps,
        differences: differences.length,
      });
      expect(steps).toBe(0);
      expect(stage.main.desk.get(fader)).toBe(level(399));
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );
});

describe('Wi-Fi gone', () => {
  test(
    'for 1 s: only the newest value per control is sent, nothing older than 500 ms',
    async () => {
      const stage = await opened();
      const before = stage.main.desk.get(other);
      await stage.run(400);
      stage.impair(dark);
      await stage.run(50);
      // Wanted long before the link is back: given up. Wanted just before: sent.
      stage.set(0, other, level(600));
      for (let step = 0; step < 30; step++) {
        await stage.run(43);
        stage.set(0, fader, level(700 - step));
      }
      const backMs = stage.clock.nowMs();
      const sentBefore = stage.main.sets.length;
      stage.impair(nearby);
      const { tookMs, differences } = await stage.settle(4000);
      const late = stage.main.sets.slice(sentBefore);
      record('Wi-Fi gone for 1 s', {
        seed: 1,
        restMs: tookMs,
        oldValuesSent: late.filter(({ id }) => id === other).length,
      });
      expect(stage.entered('lost', 0)).toBeUndefined();
      expect(late.map(({ id, value }) => ({ id, value }))).toEqual([{ id: fader, value: level(671) }]);
      expect(stage.hub.state?.get(other)).toBe(before);
      expect(differences).toEqual([]);
      expect(stage.clock.nowMs() - backMs).toBeLessThanOrEqual(2000);
    },
    timeoutMs,
  );

  test.each([10, 60])(
    'for %i s: everything is read before anything is sent, nothing is replayed',
    async (seconds) => {
      const stage = await opened();
      stage.impair(dark);
      stage.set(0, fader, level(500));
      await stage.run(seconds * 1000);
      expect(stage.hub.status.state).toBe('lost');
      stage.set(0, fader, level(700));
      stage.hand(other, level(250));
      const sets = stage.main.sets.length;
      const backMs = stage.clock.nowMs();
      stage.impair(nearby);
      const { differences } = await stage.settle(5000);
      const readMs = (stage.entered('reading', backMs) ?? Infinity) - backMs;
      const liveMs = (stage.entered('live', backMs) ?? Infinity) - backMs;
      record(`Wi-Fi gone for ${seconds} s`, {
        seed: 1,
        readingAfterMs: readMs,
        liveAfterMs: liveMs,
        replayed: stage.main.sets.length - sets,
      });
      expect(stage.main.sets).toHaveLength(sets);
      expect(differences).toEqual([]);
      expect(liveMs).toBeLessThan(2500);
    },
    timeoutMs,
  );
});

describe('the console', () => {
  test(
    'that was rebooted is read anew, and nothing is pushed to it',
    async () => {
      const stage = await opened();
      stage.set(0, fader, level(500));
      await stage.run(500);
      await stage.main.server.close();
      await stage.run(8000);
      expect(stage.hub.status.state).toBe('lost');
      stage.main = stage.serve(home, 'Front of house', new SimulatedDesk(schema, 2));
      const backMs = stage.clock.nowMs();
      const { differences } = await stage.settle(5000);
      record('console rebooted', {
        seed: 1,
        liveAfterMs: (stage.entered('live', backMs) ?? Infinity) - backMs,
        setsSent: stage.main.sets.length,
      });
      expect(differences).toEqual([]);
      expect(stage.main.sets).toEqual([]);
    },
    timeoutMs,
  );

  test(
    'that has a new address is found again by its name and model',
    async () => {
      const stage = await opened();
      await stage.main.server.close();
      stage.main = stage.serve({ host: '10.0.0.7', port: home.port }, 'Front of house', stage.main.desk);
      const stranger = stage.serve({ host: '10.0.0.8', port: home.port }, 'Monitors');
      const fromMs = stage.clock.nowMs();
      await stage.run(9000);
      const { differences } = await stage.settle(2000);
      const foundMs = saidAfter(stage, fromMs, /^Found at x32:\/\/10\.0\.0\.7:10023; connecting/) ?? Infinity;
      record('console at a new address', { seed: 1, foundAfterMs: foundMs, setsToOthers: stranger.sets.length });
      expect(foundMs).toBeLessThan(6000);
      expect(stage.hub.status).toMatchObject({ state: 'live', target: 'x32://10.0.0.7:10023' });
      expect(differences).toEqual([]);
      await stranger.server.close();
    },
    timeoutMs,
  );

  test(
    'is not chosen while two have its name',
    async () => {
      const stage = await opened();
      await stage.main.server.close();
      const twins = ['10.0.0.7', '10.0.0.8'].map((host) => stage.serve({ host, port: home.port }, 'Front of house'));
      await stage.run(9000);
      expect(stage.hub.status.state).toBe('lost');
      expect(stage.hub.status.detail).toMatch(/^2 consoles named "Front of house" answer/);
      for (const { server } of twins) await server.close();
    },
    timeoutMs,
  );

  test(
    'is followed when another one has taken its address: 0 sets to the wrong one',
    async () => {
      const stage = await opened();
      stage.set(0, fader, level(720));
      await stage.run(300);
      const right = stage.main;
      await right.server.close();
      const wrong = stage.serve(home, 'Monitors');
      stage.main = stage.serve({ host: '10.0.0.7', port: home.port }, 'Front of house', right.desk);
      const fromMs = stage.clock.nowMs();
      await stage.run(9000);
      stage.set(0, fader, level(700));
      const { differences } = await stage.settle(3000);
      const noticedMs = saidAfter(stage, fromMs, /^Another console answers here, "Monitors"/) ?? Infinity;
      record('another console at the old address', { seed: 1, noticedMs, setsToTheWrongOne: wrong.sets.length });
      expect(noticedMs).toBeLessThanOrEqual(800);
      expect(wrong.sets).toEqual([]);
      expect(stage.main.desk.get(fader)).toBe(level(700));
      expect(differences).toEqual([]);
      await wrong.server.close();
    },
    timeoutMs,
  );

  test(
    'that was exchanged during a silence gets nothing of what waited',
    async () => {
      const stage = await opened();
      await stage.main.server.close();
      await stage.run(1200);
      stage.set(0, fader, level(650));
      const wrong = stage.serve(home, 'Monitors');
      await stage.run(300);
      stage.set(0, fader, level(640));
      await stage.run(3000);
      record('another console after a silence', { seed: 1, setsToTheWrongOne: wrong.sets.length });
      expect(wrong.sets).toEqual([]);
      // Nobody else answers for ours, so in the end this one is taken, read, and named.
      await stage.run(4000);
      expect(stage.hub.status).toMatchObject({ state: 'live', name: 'Monitors' });
      expect(stage.hub.status.detail).toContain('Front of house');
      expect(wrong.sets).toEqual([]);
      await wrong.server.close();
    },
    timeoutMs,
  );
});
