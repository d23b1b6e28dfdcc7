import { afterEach, describe, expect, test } from 'vitest';
import { encodeRequest } from '../../../electron/transports/oscCodec.ts';
import { type LevelSpec, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { record } from './figures.ts';
import { deskPort, home, Stage, type StageOptions, schema } from './stage.ts';

/** Rows of the fault table on what the console tells by itself: its feed, and what it never tells. */

const timeoutMs = 60_000;
const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

const fader = schema.need('channel/1/fader');
const level = (step: number) => valueAtStep(schema.specOf(fader) as LevelSpec, step);

/** A stage on which other clients have all four places of the feed. */
async function taken(options: Partial<StageOptions> = {}) {
  const stage = await Stage.open({ seed: 1, ...options });
  stages.push(stage);
  const others = [1, 2, 3, 4].map((index) =>
    stage.network.socket(0, { host: `10.0.1.${index}`, remote: { host: home.host, port: deskPort } }),
  );
  const ask = () => {
    for (const socket of others) socket.send(encodeRequest('/xremote'));
  };
  // Ours expires while nothing of ours arrives, and the others are there first; what we know is what the desk had.
  stage.toDesk.change({ loss: 1 });
  let isOver = false;
  const renew = () => {
    if (isOver) return;
    ask();
    stage.clock.after(500, renew);
  };
  renew();
  await stage.run(10_500);
  stage.toDesk.change({ loss: 0 });
  await stage.run(2000);
  if (stage.hub.status.state !== 'live') throw new Error('not live');
  return {
    stage,
    leave: () => {
      isOver = true;
    },
  };
}
const silent = (stage: Stage) => /feed is silent/.test(stage.hub.status.detail);

async function until(stage: Stage, isMet: () => boolean, withinMs: number, eachStep: () => void = () => undefined) {
  const fromMs = stage.clock.nowMs();
  while (!isMet() && stage.clock.nowMs() - fromMs < withinMs) {
    eachStep();
    await stage.run(50);
  }
  return isMet() ? stage.clock.nowMs() - fromMs : Infinity;
}

describe('the feed of a console whose four places are taken', () => {
  test(
    'is noticed within 3 s while a hand moves at the desk; polling takes over, and ends when a place is free',
    async () => {
      const { stage, leave } = await taken();
      let step = 100;
      const noticedMs = await until(
        stage,
        () => silent(stage),
        10_000,
        () => stage.hand(fader, level(step++)),
      );
      expect(noticedMs).toBeLessThanOrEqual(3000);
      expect(stage.client.diagnostics().isFeedSilent).toBe(true);
      stage.hand(fader, level(900));
      const polledMs = await until(stage, () => stage.hub.state?.get(fader) === level(900), 5000);
      expect(polledMs).toBeLessThanOrEqual(1000);
      leave();
      await stage.run(13_000);
      const backMs = await until(
        stage,
        () => !silent(stage),
        5000,
        () => stage.hand(fader, level(step++)),
      );
      record('/xremote slot taken, hand at the desk', { seed: 1, noticedMs, polledMs });
      expect(backMs).toBeLessThan(1000);
      expect(stage.client.diagnostics().isFeedSilent).toBe(false);
    },
    timeoutMs,
  );
});

describe('the feed of a console whose four places are taken, while only our own sets move the console', () => {
  test.each<[string, (stage: Stage, step: number) => void]>([
    ['one fader is dragged and dragged', (stage, step) => stage.set(0, fader, level(700 + (step % 60)))],
    [
      'one fader is moved once',
      (stage, step) => {
        if (step === 0) stage.set(0, fader, level(700));
      },
    ],
    [
      'one mute is switched',
      (stage, step) => {
        if (step === 0) stage.set(0, schema.need('channel/2/mute'), 1);
      },
    ],
    [
      'a name is typed, and another one',
      (stage, step) => {
        if (step === 0) stage.set(0, schema.need('channel/2/name'), 'First');
        if (step === 10) stage.set(0, schema.need('channel/3/name'), 'Second');
      },
    ],
  ])(
    'is noticed within 3 s, and polling takes over: %s',
    async (what, move) => {
      const { stage } = await taken({ seed: 1 });
      // Long enough without a lost datagram; nobody moves anything at the desk.
      await stage.run(10_500);
      expect(silent(stage)).toBe(false);
      let step = 0;
      const noticedMs = await until(
        stage,
        () => silent(stage),
        6000,
        () => move(stage, step++),
      );
      stage.hand(schema.need('channel/5/fader'), level(321));
      const polledMs = await until(
        stage,
        () => stage.hub.state?.get(schema.need('channel/5/fader')) === level(321),
        5000,
      );
      record(`/xremote slot taken, only our own sets: ${what}`, { seed: 1, noticedMs, polledMs });
      expect(noticedMs).toBeLessThanOrEqual(3000);
      expect(polledMs).toBeLessThanOrEqual(1000);
    },
    timeoutMs,
  );
});

test.each([0, 0.05, 0.2])(
  'a feed that only loses datagrams (%f) is not called silent',
  async (loss) => {
    const stage = await Stage.open({ seed: 3, quality: { loss } });
    stages.push(stage);
    let wasSilent = 0;
    for (let step = 0; step < 400; step++) {
      if (step % 2) stage.hand(fader, level(step));
      else stage.set(0, schema.need('channel/9/fader'), level(700 - step));
      // Now and then nothing happens for a while, and then a single thing.
      if (step % 100 === 99) await stage.run(11_000);
      await stage.run(50);
      if (silent(stage)) wasSilent++;
    }
    record(`feed with ${loss * 100} % loss`, { seed: 3, falseAlarms: wasSilent });
    expect(wasSilent).toBe(0);
  },
  timeoutMs,
);

describe('changes that the console never tells', () => {
  test(
    'are found within 3 s in whatever a page shows, be it deep in the desk',
    async () => {
      const { stage } = await taken({ seed: 5 });
      const seen = schema.need('channel/20/send/bus/11/level');
      const spec = schema.specOf(seen) as LevelSpec;
      // What is read with it by chance, as the round over everything comes by, is no witness: the slowest of five is.
      const noticed: number[] = [];
      const leave = stage.pages[1]?.useVisible([seen, schema.need('channel/20/name')]);
      await stage.run(500);
      for (let step = 1; step <= 5; step++) {
        stage.hand(seen, valueAtStep(spec, 20 * step));
        noticed.push(await until(stage, () => stage.hub.state?.get(seen) === stage.main.desk.get(seen), 20_000));
      }
      expect(Math.max(...noticed)).toBeLessThanOrEqual(3000);
      // Nobody looks any more: it is not read that often.
      leave?.();
      await stage.run(500);
      const unseen: number[] = [];
      for (let step = 6; step <= 8; step++) {
        stage.hand(seen, valueAtStep(spec, 20 * step));
        unseen.push(await until(stage, () => stage.hub.state?.get(seen) === stage.main.desk.get(seen), 40_000));
      }
      record('changes the console never reports, deep in the desk and shown', {
        seed: 5,
        slowestShownMs: Math.max(...noticed),
        slowestUnseenMs: Math.max(...unseen),
      });
      expect(Math.max(...unseen)).toBeGreaterThan(3000);
    },
    timeoutMs,
  );

  test(
    'are found within 2 s where somebody looks, and within 30 s everywhere',
    async () => {
      const { stage } = await taken({ seed: 4 });
      const watched = ['channel/7/fader', 'bus/3/mute', 'channel/30/mute'].map((address) => schema.need(address));
      stage.hand(watched[0] as number, level(300));
      for (const id of watched.slice(1)) stage.hand(id, 1);
      const hasAll = (ids: readonly number[]) =>
        ids.every((id) => stage.hub.state?.get(id) === stage.main.desk.get(id));
      const watchedMs = await until(stage, () => hasAll(watched), 10_000);
      const rest = [
        'channel/3/eq/band/2/gain',
        'bus/9/name',
        'channel/20/send/bus/11/level',
        'main/stereo/pan',
      ].flatMap((address) => schema.idOf(address) ?? []);
      const spec = schema.specOf(rest[0] as number);
      if (spec.kind === 'number') stage.hand(rest[0] as number, valueAtStep(spec, 3));
      stage.hand(schema.need('bus/9/name'), 'Untold');
      stage.hand(
        schema.need('channel/20/send/bus/11/level'),
        valueAtStep(schema.specOf(schema.need('channel/20/send/bus/11/level')) as LevelSpec, 77),
      );
      const everythingMs = await until(stage, () => stage.differences().length === 0, 40_000);
      record('changes the console never reports', { seed: 4, watchedMs, everythingMs });
      expect(watchedMs).toBeLessThanOrEqual(2000);
      expect(everythingMs).toBeLessThanOrEqual(30_000);
    },
    timeoutMs,
  );
});
