import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { seededRandom } from '../../shared/base/random.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { NumericSpec } from '../../shared/desk/paramSpec.ts';
import { stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { type RecallStep, recallPlan } from '../../shared/scenes/recallPlan.ts';
import { storeScene, valuesOf } from '../../shared/scenes/scene.ts';
import {
  type RecallKind,
  type RecallScope,
  recallKinds,
  recallParams,
  ScopeFilter,
  secondYeses,
} from '../../shared/scenes/scope.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { addScene } from '../../shared/scenes/showEdits.ts';
import { isLong, timeLimitMs } from '../fuzz/fuzzRun.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const everything: RecallScope = { kinds: [...recallKinds], main: true };

/** A desk with random values and no linked pairs (linkedPairs.test.ts has those); a small share is unknown. */
function randomDesk(seed: number, knownShare = 1): DeskState {
  const random = seededRandom(seed);
  const state = new DeskState(schema);
  for (let id = 0; id < schema.size; id++) {
    if (random() > knownShare) continue;
    const spec = schema.specOf(id);
    if (spec.group === 'links') state.set(id, 0);
    else if (spec.kind === 'text') state.set(id, `T${Math.floor(random() * 1000)}`);
    else state.set(id, randomValue(spec, random));
  }
  return state;
}

/** Ends of ranges and off come often. */
function randomValue(spec: NumericSpec, random: () => number): number {
  const last = stepCount(spec) - 1;
  const kind = random();
  return valueAtStep(spec, kind < 0.2 ? 0 : kind < 0.3 ? last : Math.floor(random() * (last + 1)));
}

const applied = (state: DeskState, steps: readonly RecallStep[]) => {
  const after = state.copy();
  for (const { id, to } of steps) after.set(id, to);
  return after;
};

const kinds = fc.subarray([...recallKinds]) as fc.Arbitrary<RecallKind[]>;
const strips = fc.option(fc.subarray(schema.profile.strips.flatMap((group) => [...group.strips])), { nil: undefined });
const busses = fc.option(fc.subarray(['bus/1', 'bus/2', 'bus/3', 'matrix/1', 'main/stereo']), { nil: undefined });
const scopes = fc.record({ kinds, strips, busses, main: fc.boolean() }).map(
  (scope): RecallScope => ({
    kinds: scope.kinds,
    main: scope.main,
    ...(scope.strips ? { strips: scope.strips } : {}),
    ...(scope.busses ? { busses: scope.busses } : {}),
  }),
);

describe('recall after store', () => {
  test('gives back what was stored within scope, and leaves everything else', { timeout: timeLimitMs }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), scopes, (storedSeed, nowSeed, scope) => {
        const stored = randomDesk(storedSeed, 0.98);
        const now = randomDesk(nowSeed + 1_000_000);
        const scene = storeScene(stored, { id: 'a', name: 'A', createdMs: 0 });
        // Through a file and back.
        const opened = parseShow(printShow(addScene(emptyShow, scene)));
        const values = opened.ok ? opened.value.show.scenes[0]?.values : undefined;
        if (!values) throw new Error('The scene did not come back');
        const after = applied(now, recallPlan({ state: now, values, scope, agreed: secondYeses }).steps);
        const filter = new ScopeFilter(schema, scope);
        for (let id = 0; id < schema.size; id++) {
          const wanted = filter.exclusionOf(id) === undefined ? (stored.get(id) ?? now.get(id)) : now.get(id);
          if (after.get(id) !== wanted) {
            throw new Error(`${schema.addressOf(id)} is ${after.get(id)} instead of ${wanted}`);
          }
        }
      }),
      { numRuns: isLong ? 2000 : 40 },
    );
  });

  test('sends nothing when the desk is as it was stored', () => {
    const state = randomDesk(7, 0.9);
    const plan = recallPlan({ state, values: valuesOf(state), scope: everything, agreed: secondYeses });
    expect([plan.steps, plan.skipped]).toEqual([[], []]);
    expect(plan.equal).toBe(valuesOf(state).size);
  });

  test('never starts from an unknown value, and says so', () => {
    const now = randomDesk(3, 0.5);
    const plan = recallPlan({ state: now, values: valuesOf(randomDesk(4)), scope: everything, agreed: secondYeses });
    for (const { id } of plan.steps) expect(now.get(id)).not.toBeUndefined();
    const unknown = schema.addresses.filter((_, id) => recallParams(schema)[id] && now.get(id) === undefined);
    expect(plan.skipped.map(({ address }) => address).toSorted()).toEqual(unknown.toSorted());
  });

  test('without a second yes leaves gain, phantom power, routing, main and talkback alone', () => {
    const now = randomDesk(5);
    const { steps, skipped } = recallPlan({ state: now, values: valuesOf(randomDesk(6)), scope: everything });
    expect(steps.filter(({ yes }) => yes !== undefined)).toEqual([]);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['guarded']));
    expect(new Set(skipped.map(({ yes }) => yes))).toEqual(new Set(secondYeses));
  });
});

// ---- how loud a channel is, told apart from the plan -----------------------------------------------------------------

const groups = [1, 2];
const at = (state: DeskState, address: string) => state.number(schema.need(address)) ?? Number.NaN;

function isSilent(state: DeskState): boolean {
  if (at(state, 'channel/1/mute') === 1) return true;
  return groups.some(
    (group) =>
      (at(state, `channel/1/assign/muteGroup/${group}`) === 1 && at(state, `muteGroup/${group}/mute`) === 1) ||
      (at(state, `channel/1/assign/dca/${group}`) === 1 && at(state, `dca/${group}/mute`) === 1),
  );
}

const underDcas = (state: DeskState) =>
  groups.reduce(
    (sum, group) => sum + (at(state, `channel/1/assign/dca/${group}`) === 1 ? at(state, `dca/${group}/fader`) : 0),
    at(state, 'channel/1/fader'),
  );

/** Level of channel 1 at the main, at bus 1 and through bus 1 at the main, in dB over its input. */
function levels(state: DeskState): readonly number[] {
  const trim = at(state, 'channel/1/preamp/trim');
  const fader = underDcas(state);
  const isBehind = at(state, 'channel/1/send/bus/1/tap') >= 4;
  const send = at(state, 'channel/1/send/bus/1/level') + (isBehind ? fader : 0);
  const main = at(state, 'channel/1/assign/main') === 1 ? fader : -Infinity;
  const bus = at(state, 'channel/1/send/bus/1/on') === 1 ? send : -Infinity;
  const isBusOpen = at(state, 'bus/1/assign/main') === 1 && at(state, 'bus/1/mute') === 0;
  const through = isBusOpen ? bus + at(state, 'bus/1/fader') : -Infinity;
  return isSilent(state) ? [-Infinity, -Infinity, -Infinity] : [main + trim, bus + trim, through + trim];
}

const heard = [
  'channel/1/fader',
  'channel/1/mute',
  'channel/1/preamp/trim',
  'channel/1/assign/main',
  'channel/1/send/bus/1/level',
  'channel/1/send/bus/1/on',
  'channel/1/send/bus/1/tap',
  'bus/1/fader',
  'bus/1/mute',
  'bus/1/assign/main',
  ...groups.flatMap((group) => [
    `channel/1/assign/dca/${group}`,
    `dca/${group}/fader`,
    `dca/${group}/mute`,
    `channel/1/assign/muteGroup/${group}`,
    `muteGroup/${group}/mute`,
  ]),
];

describe('a recall that is cut', () => {
  test('at any of its steps has no level above the higher of before and after', { timeout: timeLimitMs }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (beforeSeed, afterSeed) => {
        const random = seededRandom(beforeSeed ^ (afterSeed << 7));
        const before = new DeskState(schema);
        const stored = new DeskState(schema);
        for (const address of heard) {
          const id = schema.need(address);
          const spec = schema.specOf(id) as NumericSpec;
          before.set(id, randomValue(spec, random));
          // Mutes would hide most mistakes: half of all values stay.
          stored.set(id, random() < 0.3 ? (before.number(id) ?? 0) : randomValue(spec, random));
        }
        const plan = recallPlan({ state: before, values: valuesOf(stored), scope: everything, agreed: secondYeses });
        const first = levels(before);
        const last = levels(applied(before, plan.steps));
        expect(last).toEqual(levels(stored));
        for (let cut = 1; cut < plan.steps.length; cut++) {
          for (const [path, level] of levels(applied(before, plan.steps.slice(0, cut))).entries()) {
            const highest = Math.max(first[path] as number, last[path] as number);
            if (level > highest + 1e-6) {
              const done = plan.steps.slice(0, cut).map(({ address, from, to }) => `${address} ${from}→${to}`);
              throw new Error(`path ${path} is at ${level}, above ${highest}, after ${done.join(', ')}`);
            }
          }
        }
      }),
      { numRuns: isLong ? 200_000 : 3000 },
    );
  });

  test('of a whole desk has every single level between before and after, and mutes before rises', () => {
    const now = randomDesk(11);
    const { steps } = recallPlan({
      state: now,
      values: valuesOf(randomDesk(12)),
      scope: everything,
      agreed: secondYeses,
    });
    expect(steps.length).toBeGreaterThan(6000);
    // What the desk moves by itself with the other side of a pair is looked at last.
    const sent = steps.filter(({ follows }) => follows === undefined);
    expect(steps.slice(0, sent.length)).toEqual(sent);
    const phases = sent.map(({ phase }) => ['falls', 'rest', 'rises', 'unmutes', 'joins'].indexOf(phase));
    expect(phases).toEqual(phases.toSorted((a, b) => a - b));
    for (const { address, from, to, phase } of steps) {
      if (/fader$|\/level$/.test(address)) expect(phase, address).toBe(Number(to) < Number(from) ? 'falls' : 'rises');
      if (/\/mute$/.test(address)) expect(phase, address).toBe(to === 1 ? 'falls' : 'unmutes');
    }
  });

  test('sends again what a desk moves by itself when pairs are linked or effects are exchanged', () => {
    const now = randomDesk(21);
    const stored = now.copy();
    const flip = (address: string) => stored.set(schema.need(address), 1 - at(now, address));
    flip('link/channel/3');
    const fx = schema.need('fx/2/type');
    stored.set(fx, now.number(fx) === 0 ? 1 : 0);
    const { steps } = recallPlan({ state: now, values: valuesOf(stored), scope: everything, agreed: secondYeses });
    const again = steps.filter(({ isRepeat }) => isRepeat).map(({ address }) => address);
    // Two pans, the pans of eight pairs of sends each, 64 values of the effect.
    expect(again).toHaveLength(2 + 16 + 64);
    expect(again).toEqual(expect.arrayContaining(['channel/3/pan', 'channel/4/pan', 'fx/2/param/64']));
    const order = steps.map(({ address }) => address);
    expect(order.indexOf('link/channel/3')).toBeLessThan(order.indexOf('channel/3/pan'));
    expect(order.indexOf('fx/2/type')).toBeLessThan(order.indexOf('fx/2/param/1'));
  });
});
