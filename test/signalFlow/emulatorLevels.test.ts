import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import type { Address } from '../../shared/desk/address.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { type NumericSpec, type ParamSpec, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { trace } from '../../shared/signalFlow/trace.ts';

// The emulated desk works its meters out tick by tick from players, with code of its own: what it shows must be what the signal
// flow says of the same state.

const schema = buildSchema(profileFor('X32', '4.06'));
const stripsOf = (kind: string) => schema.profile.strips.find((group) => group.kind === kind)?.strips ?? [];
const inputs = [...stripsOf('channel'), ...stripsOf('auxIn'), ...stripsOf('fxReturn')];

/** One step of a send's level between −10 and +10 dB: the finest that a send can be told. */
const sendStepDb = 20 / 80;
/** Meters end here. */
const clipDb = 17;

const powerOfDb = (db: number) => 10 ** (db / 10);
const dbOfPower = (power: number) => (power > 0 ? 10 * Math.log10(power) : -Infinity);

function desksOf(changes: readonly Change[], seed = 5) {
  const desk = new SimulatedDesk(schema, seed);
  desk.apply(changes, undefined);
  const state = new DeskState(schema);
  for (let id = 0; id < schema.size; id++) {
    const value = desk.get(id);
    if (value !== undefined) state.set(id, value);
  }
  return { desk, state, flow: new SignalFlow(state) };
}

/** Everything that decides levels and does not depend on the signal; the patch of effects and strips stays. */
const decides =
  /^(?:(?:channel|auxIn|fxReturn|bus|matrix|main|dca)\/\w+\/(?:fader|mute|pan|monoLevel|assign\/.*|send\/.*|preamp\/trim)|muteGroup\/\d\/mute|link\/(?:bus|matrix)\/\d+)$/;
const deciding = schema.addresses.flatMap((address, id) => (decides.test(address) ? [id] : []));

/** Mostly open, so that something arrives; sometimes shut. */
function randomValue(spec: ParamSpec, address: Address, dice: number): number {
  const share = dice / 0xffff_ffff;
  if (spec.kind === 'switch') {
    const isRare =
      address.endsWith('mute') || address.includes('/assign/muteGroup/') || address.includes('/assign/dca/');
    return share < (isRare ? 0.1 : 0.7) ? 1 : 0;
  }
  const numeric = spec as NumericSpec;
  // Levels between −30 and +2 dB, so that no meter ends; a tenth of them off.
  const position = spec.kind === 'level' ? (share < 0.1 ? 0 : 0.25 + share * 0.55) : share;
  return valueAtStep(numeric, Math.min(stepCount(numeric) - 1, Math.floor(position * stepCount(numeric))));
}

const states = fc
  .tuple(fc.infiniteStream(fc.integer({ min: 0, max: 0xffff_ffff })), fc.boolean())
  .map(([dice, isSparse]) => {
    const changes: Change[] = [];
    for (const id of deciding) {
      const spec = schema.specOf(id);
      const roll = dice.next().value as number;
      if (isSparse && spec.kind !== 'level' && roll % 3 > 0) continue;
      changes.push({ id, value: randomValue(spec, schema.addressOf(id), roll) });
    }
    // Nothing comes back here: see the loops below.
    for (let slot = 1; slot <= 4; slot++)
      for (const side of ['left', 'right']) changes.push({ id: schema.need(`fx/${slot}/source/${side}`), value: 0 });
    return changes;
  });

const mixes: readonly (readonly [destination: Address, strip: Address, side?: 'left' | 'right'])[] = [
  ...[...stripsOf('bus'), ...stripsOf('matrix')].map((strip) => [strip, strip] as const),
  ['main/stereo/left', 'main/stereo', 'left'],
  ['main/stereo/right', 'main/stereo', 'right'],
  ['main/mono', 'main/mono'],
];

describe('the gains of the signal flow', () => {
  it('are those by which the emulated desk’s meters rise, for all inputs and mixes of random states', () => {
    let compared = 0;
    fc.assert(
      fc.property(states, fc.integer({ min: 0, max: 20_000 }), (changes, nowMs) => {
        const { desk, flow } = desksOf(changes);
        desk.levels.update(nowMs);
        for (const [destination, strip, side] of mixes) {
          let expected = 0;
          for (const input of inputs) {
            // The meter stands behind the trim, the gain begins before it.
            const trim = Number(flow.state.at(`${input}/preamp/trim`) ?? 0);
            const arriving = desk.levels.pre(input) ** 2 / powerOfDb(trim);
            if (arriving > 0) expected += arriving * flow.gainPower(input, destination);
          }
          const metered = dbOfPower(desk.levels.post(strip, side) ** 2);
          if (metered > clipDb || (metered < -120 && dbOfPower(expected) < -120)) continue;
          compared++;
          expect({ destination, db: dbOfPower(expected) }).toEqual({
            destination,
            db: expect.closeTo(metered, 1),
          });
        }
      }),
      { numRuns: 60, seed: 4 },
    );
    expect(compared).toBeGreaterThan(800);
  });

  it('follow changes one by one as if worked out anew', () => {
    fc.assert(
      fc.property(states, states, fc.infiniteStream(fc.nat()), (first, second, picks) => {
        const { state, flow } = desksOf(first);
        for (let turn = 0; turn < 12; turn++) {
          const change = second[(picks.next().value as number) % second.length] as Change;
          const patched = turn % 4 === 3 ? { id: schema.need('fx/2/source/left'), value: 1 + (turn % 16) } : change;
          state.set(patched.id, patched.value);
          flow.update([patched]);
        }
        const anew = new SignalFlow(state);
        for (const source of [...inputs, ...stripsOf('bus'), 'main/stereo'])
          for (const [destination] of mixes)
            expect(flow.gainPower(source, destination)).toBeCloseTo(anew.gainPower(source, destination), 9);
      }),
      { numRuns: 30, seed: 5 },
    );
  });
});

describe('the ways of a trace', () => {
  it('add up to the gain, and end where they are blocked', () => {
    let reached = 0;
    fc.assert(
      fc.property(states, fc.nat(), fc.nat(), (changes, from, to) => {
        const { flow } = desksOf(changes);
        const source = inputs[from % inputs.length] as Address;
        const [destination] = mixes[to % mixes.length] as (typeof mixes)[number];
        const { gainDb, paths, reaches, blockers } = trace(flow, source, destination);
        const sum = paths.reduce((power, path) => power + powerOfDb(path.gainDb), 0);
        expect(dbOfPower(sum)).toBeCloseTo(gainDb as number, 6);
        expect(reaches).toBe(sum > 0);
        expect(blockers.length > 0).toBe(!reaches);
        for (const path of paths) {
          const stages = path.stages.reduce((db, { levelDb }) => db + levelDb, 0);
          // Stages too small to be heard are left out.
          expect(Math.abs(stages - path.gainDb)).toBeLessThan(0.3);
        }
        if (reaches) reached++;
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(reached).toBeGreaterThan(20);
  });
});

describe('a way through an effect', () => {
  /** What the emulated effects take away. */
  const effectDb = -3;

  function loudestDb(desk: SimulatedDesk, strip: Address, point: 'pre' | 'post' = 'post', side?: 'left' | 'right') {
    let peak = 0;
    for (let tick = 0; tick < 200; tick++) {
      desk.levels.update(tick * 50);
      peak = Math.max(peak, desk.levels[point](strip, side));
    }
    return dbOfPower(peak * peak);
  }

  it('arrives as loud as the emulated desk shows', () => {
    const level = (min: number) => fc.integer({ min: Math.round(160 * min), max: 160 }).map((step) => ({ step }));
    fc.assert(
      fc.property(level(0.5), level(0.5), level(0.5), fc.boolean(), (send, bus, back, isPost) => {
        const put = (address: Address, value: number) => ({ id: schema.need(address), value });
        const at = (address: Address, { step }: { step: number }) => {
          const spec = schema.specOf(schema.need(address)) as NumericSpec;
          return put(address, valueAtStep(spec, Math.round((step / 160) * (stepCount(spec) - 1))));
        };
        const { desk, flow } = desksOf([
          put('channel/8/assign/main', 0),
          at('channel/8/fader', bus),
          put('channel/8/send/bus/13/tap', isPost ? 4 : 3),
          at('channel/8/send/bus/13/level', send),
          at('bus/13/fader', bus),
          put('fx/1/source/right', 0),
          at('fxReturn/1/fader', back),
          put('fxReturn/1/pan', -1),
          put('main/stereo/fader', 0),
        ]);
        const metered = loudestDb(desk, 'main/stereo', 'post', 'left') - loudestDb(desk, 'channel/8', 'pre') - effectDb;
        expect(Math.abs((flow.gainDb('channel/8', 'main/stereo/left') ?? 0) - metered)).toBeLessThan(sendStepDb);
        expect(flow.gainDb('channel/8', 'main/stereo/right')).toBe(-Infinity);
      }),
      { numRuns: 20, seed: 6 },
    );
  });
});
