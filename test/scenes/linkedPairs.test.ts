import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { batchesOf } from '../../electron/hub/scenes/recallBatches.ts';
import { seededRandom } from '../../shared/base/random.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { NumericSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import { stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { noFade } from '../../shared/scenes/fade.ts';
import { riseDb } from '../../shared/scenes/loudness.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import type { RecallStep } from '../../shared/scenes/recallSteps.ts';
import { valuesOf } from '../../shared/scenes/scene.ts';
import { recallKinds, secondYeses } from '../../shared/scenes/scope.ts';
import { isLong, timeLimitMs } from '../fuzz/fuzzRun.ts';
import { RecallStage, schema } from './recallStage.ts';

// Whoever writes one side of a linked pair moves the other: the emulated console does so, and judges every level of both sides.

const strips = ['channel/1', 'channel/2', 'bus/1', 'bus/2'];
const links = ['link/channel/1', 'link/bus/1'];
const shares = ['headampAndDelay', 'eq', 'dynamics', 'faderAndMute'].map((each) => `link/shares/${each}`);
const leaves = [
  'fader',
  'mute',
  'eq/1/gain',
  'dynamics/makeupGain',
  'send/bus/3/level',
  'send/bus/3/on',
  'preamp/trim',
  'color',
];
const moving = [...links, ...shares, ...strips.flatMap((strip) => leaves.map((leaf) => `${strip}/${leaf}`))].flatMap(
  (address) => schema.idOf(address) ?? [],
);
const levels = moving.filter((id) => {
  const spec = schema.specOf(id);
  return spec.kind === 'level' || (spec.kind === 'number' && spec.unit === 'dB');
});
const mutes = moving.filter((id) => schema.addressOf(id).endsWith('/mute'));

const randomValue = (spec: NumericSpec, random: () => number) =>
  valueAtStep(spec, Math.floor(random() * stepCount(spec)));

/** Half of all values are as before, and sides are often equal, as sides of pairs are. */
function randomState(random: () => number, before?: DeskState): DeskState {
  const state = before?.copy() ?? new DeskState(schema);
  for (const id of moving) {
    if (before && random() < 0.4) continue;
    state.set(id, randomValue(schema.specOf(id) as NumericSpec, random));
  }
  for (const leaf of leaves) {
    for (const [odd, even] of [
      ['channel/1', 'channel/2'],
      ['bus/1', 'bus/2'],
    ] as const) {
      const value = state.at(`${odd}/${leaf}`);
      const id = schema.idOf(`${even}/${leaf}`);
      if (value !== undefined && id !== undefined && random() < 0.5) state.set(id, value);
    }
  }
  return state;
}

const valuesNow = (desk: SimulatedDesk, ids: readonly number[]) =>
  new Map(ids.map((id) => [id, desk.get(id) as number]));

/** Sends what a run sends: batch by batch, those of one batch in any order, rises in steps of 6 dB. */
function send(desk: SimulatedDesk, steps: readonly RecallStep[], random: () => number, look: () => void): void {
  const set = (change: Change) => {
    desk.apply([change], 'a recall');
    look();
  };
  for (const { instant } of batchesOf(steps, schema, noFade)) {
    const open = [...instant];
    while (open.length > 0) {
      const [step] = open.splice(Math.floor(random() * open.length), 1) as [RecallStep];
      const now = desk.get(step.id) as ParamValue;
      // As a run does: what the desk has already, because it follows, is not sent.
      if (now === step.to && !step.isRepeat) continue;
      const isHigh = levels.includes(step.id) && riseDb(Number(now), Number(step.to)) > 6;
      if (!isHigh) {
        set({ id: step.id, value: step.to });
        continue;
      }
      set({ id: step.id, value: Math.max(Number(now), -60) + 5.5 });
      open.push(step);
    }
  }
}

describe('a recall of linked pairs', () => {
  test('never has a level above the higher of before and after, nor a jump of more than 6 dB', {
    timeout: timeLimitMs,
  }, () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed);
        const before = randomState(random);
        const stored = randomState(random, before);
        const desk = new SimulatedDesk(schema, 1);
        // As one batch, which the console takes as it is: pairs may be unequal.
        desk.apply([...before.known()], undefined);
        const scope = { kinds: [...recallKinds], main: true };
        const { steps, skipped } = recallPlan({ state: before, values: valuesOf(stored), scope, agreed: secondYeses });
        const first = valuesNow(desk, levels);
        const firstMutes = valuesNow(desk, mutes);
        const seen: (readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>])[] = [];
        send(desk, steps, random, () => seen.push([valuesNow(desk, levels), valuesNow(desk, mutes)]));
        const last = valuesNow(desk, levels);
        const lastMutes = valuesNow(desk, mutes);
        let earlier: ReadonlyMap<number, number> = first;
        for (const [now, muted] of seen) {
          for (const [id, level] of now) {
            const name = `${schema.addressOf(id)} at ${level}, before ${first.get(id)}, after ${last.get(id)}`;
            expect(level, name).toBeLessThanOrEqual(Math.max(first.get(id) ?? 0, last.get(id) ?? 0));
            expect(riseDb(earlier.get(id) ?? 0, level), `${name}: jump`).toBeLessThanOrEqual(6.3);
          }
          for (const [id, isMuted] of muted) {
            expect(isMuted, schema.addressOf(id)).toBeGreaterThanOrEqual(
              Math.min(firstMutes.get(id) ?? 0, lastMutes.get(id) ?? 0),
            );
          }
          earlier = now;
        }
        // It is where the plan says, and where it is not what the scene has, that was said.
        for (const { id, to, address } of steps) expect(desk.get(id), address).toBe(to);
        for (const id of moving) {
          if (desk.get(id) !== stored.get(id)) expect(skipped.map((each) => each.id)).toContain(id);
        }
      }),
      { numRuns: isLong ? 20_000 : 150 },
    );
  });
});

describe('through the hub', () => {
  let rig: RecallStage;
  afterEach(() => rig.close());

  test.each([
    { ms: 0, law: 'dB' },
    { ms: 1000, law: 'dB' },
  ] as const)('a pair that is linked arrives, proven, with a fade of $ms ms, and comes back', async (fade) => {
    rig = await RecallStage.open();
    await rig.put({ 'link/channel/1': 1, 'link/shares/faderAndMute': 1, 'channel/1/fader': -10, 'channel/1/mute': 0 });
    const id = rig.store('Loud');
    await rig.put({ 'channel/1/fader': -40, 'channel/1/mute': 1 });
    const before = rig.picture();
    const heights: number[] = [];
    const watched = [schema.need('channel/1/fader'), schema.need('channel/2/fader')];
    rig.stage.main.desk.onChange(({ changes }) => {
      for (const { id: each, value } of changes) if (watched.includes(each)) heights.push(Number(value));
    });
    rig.recall(id, { fade });
    expect(await rig.untilDone()).toMatchObject({ state: 'done', total: 4, landed: 4, missed: [] });
    expect([rig.at('channel/1/mute'), rig.at('channel/2/mute')]).toEqual([0, 0]);
    expect(rig.at('channel/2/fader')).toBe(rig.at('channel/1/fader'));
    expect(Math.max(...heights)).toBe(rig.at('channel/1/fader'));
    rig.person.say({ type: 'undo' });
    await rig.run(100);
    expect(await rig.untilDone()).toMatchObject({ state: 'done', missed: [] });
    expect(rig.picture()).toEqual(before);
  });

  test('a scene of unequal sides does not overshoot: both get the softer value, and it is said', async () => {
    rig = await RecallStage.open();
    await rig.put({
      'link/channel/1': 0,
      'link/shares/faderAndMute': 1,
      'channel/1/fader': -10,
      'channel/2/fader': -25,
    });
    const id = rig.store('Unequal');
    const softer = rig.at('channel/2/fader');
    await rig.put({ 'channel/1/fader': -40, 'link/channel/1': 1 });
    const heights: number[] = [];
    rig.stage.main.desk.onChange(({ changes }) => {
      for (const { id: each, value } of changes)
        if (schema.addressOf(each).endsWith('/fader')) heights.push(Number(value));
    });
    const choice = { source: { from: 'scene', id }, scope: { kinds: ['faders'] } };
    rig.person.say({ type: 'scenePreview', request: 1, agreed: [], ...choice });
    expect(rig.person.last('scenePreview')?.preview?.notCarried).toMatchObject([
      { address: 'channel/1/fader', detail: 'it is linked with channel/2 and gets its value' },
    ]);
    rig.recall(id, choice);
    expect(await rig.untilDone()).toMatchObject({ state: 'done', missed: [] });
    expect([rig.at('channel/1/fader'), rig.at('channel/2/fader')]).toEqual([softer, softer]);
    expect(Math.max(...heights)).toBe(softer);
  });

  test('a hand on the other side of a pair ends the fade of both', async () => {
    rig = await RecallStage.open();
    await rig.put({ 'link/channel/1': 1, 'link/shares/faderAndMute': 1, 'channel/1/fader': -10 });
    const id = rig.store('Loud');
    await rig.put({ 'channel/1/fader': -40 });
    rig.recall(id, { fade: { ms: 4000, law: 'dB' } });
    await rig.run(1500);
    rig.person.say({ type: 'touch', ids: [schema.need('channel/2/fader')] });
    await rig.run(200);
    const held = rig.at('channel/2/fader');
    await rig.run(4000);
    expect(rig.at('channel/2/fader')).toBe(held);
    expect(Number(held)).toBeLessThan(-15);
    const status = await rig.untilDone();
    expect(status.missed.map(({ address, why }) => [address, why])).toEqual([
      ['channel/1/fader', 'held'],
      ['channel/2/fader', 'held'],
    ]);
  });
});
