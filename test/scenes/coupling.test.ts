import { describe, expect, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { couple } from '../../shared/scenes/coupling.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import { type SkipReason, stepsTo } from '../../shared/scenes/recallSteps.ts';
import { SceneValues } from '../../shared/scenes/sceneValues.ts';
import { secondYeses } from '../../shared/scenes/scope.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
type Values = Readonly<Record<string, ParamValue>>;

/** Channels 1 and 2 are a pair that shares everything, unless other values are given. */
function deskWith(values: Values): DeskState {
  const state = new DeskState(schema);
  const shares = { 'link/channel/1': 1, 'link/shares/faderAndMute': 1, 'link/shares/eq': 1 };
  for (const [address, value] of Object.entries({ ...shares, ...values })) state.set(schema.need(address), value);
  return state;
}

const targetsOf = (values: Values) =>
  new Map(
    Object.entries(values).map(([address, value]) => {
      const one = new DeskState(schema);
      one.set(schema.need(address), value);
      return [schema.need(address), one.at(address) as ParamValue] as const;
    }),
  );

/** What comes of targets, and what is left. */
function coupled(state: DeskState, wanted: Values, excluded: Readonly<Record<string, SkipReason>> = {}) {
  const targets = targetsOf(wanted);
  const left: string[] = [];
  couple(state, targets, {
    exclusionOf: (id) => excluded[schema.addressOf(id)],
    leave: (id, reason) => left.push(`${schema.addressOf(id)}: ${reason}`),
  });
  return { targets: Object.fromEntries([...targets].map(([id, value]) => [schema.addressOf(id), value])), left };
}

const same = { 'channel/1/fader': -30, 'channel/2/fader': -30 };

describe('a linked pair', () => {
  test.each<[string, Values, Values, Values]>([
    [
      'of two levels gets the lower',
      same,
      { 'channel/1/fader': -10, 'channel/2/fader': -20 },
      { 'channel/1/fader': -20, 'channel/2/fader': -20 },
    ],
    [
      'is muted if one side is to be',
      { 'channel/1/mute': 0, 'channel/2/mute': 0 },
      { 'channel/1/mute': 0, 'channel/2/mute': 1 },
      { 'channel/1/mute': 1, 'channel/2/mute': 1 },
    ],
    [
      'has a send off if one side has',
      { 'channel/1/send/bus/1/on': 1, 'channel/2/send/bus/1/on': 1 },
      { 'channel/1/send/bus/1/on': 1, 'channel/2/send/bus/1/on': 0 },
      { 'channel/1/send/bus/1/on': 0, 'channel/2/send/bus/1/on': 0 },
    ],
    [
      'of what nobody hears louder has the odd side\u2019s',
      { 'channel/1/eq/1/type': 0, 'channel/2/eq/1/type': 0 },
      { 'channel/1/eq/1/type': 3, 'channel/2/eq/1/type': 2 },
      { 'channel/1/eq/1/type': 3, 'channel/2/eq/1/type': 3 },
    ],
    [
      'takes along the side that the scene does not name',
      same,
      { 'channel/1/fader': -20 },
      { 'channel/1/fader': -20, 'channel/2/fader': -20 },
    ],
    [
      'that is divided has its own values',
      same,
      { 'link/channel/1': 0, 'channel/1/fader': -10, 'channel/2/fader': -20 },
      { 'link/channel/1': 0, 'channel/1/fader': -10, 'channel/2/fader': -20 },
    ],
    [
      'that does not share faders has its own faders',
      { ...same, 'link/shares/faderAndMute': 0 },
      { 'channel/1/fader': -10, 'channel/2/fader': -20 },
      { 'channel/1/fader': -10, 'channel/2/fader': -20 },
    ],
    [
      'to be gets one value as well',
      { ...same, 'link/channel/1': 0 },
      { 'link/channel/1': 1, 'channel/1/fader': -10, 'channel/2/fader': -20 },
      { 'link/channel/1': 1, 'channel/1/fader': -20, 'channel/2/fader': -20 },
    ],
    [
      'to be is left apart where linking would raise a side at once',
      { 'channel/1/fader': 0, 'channel/2/fader': -30, 'link/channel/1': 0 },
      { 'link/channel/1': 1 },
      {},
    ],
    [
      'to be is linked where linking lowers a side',
      { 'channel/1/fader': -30, 'channel/2/fader': 0, 'link/channel/1': 0 },
      { 'link/channel/1': 1 },
      { 'link/channel/1': 1 },
    ],
    [
      'of which nothing is written stays as unequal as it is',
      { 'channel/1/fader': -10, 'channel/2/fader': -20 },
      { 'channel/1/fader': -10 },
      { 'channel/1/fader': -10 },
    ],
  ])('%s', (_title, now, wanted, expected) => {
    const exact = Object.fromEntries([...targetsOf(expected)].map(([id, value]) => [schema.addressOf(id), value]));
    expect(coupled(deskWith(now), wanted).targets).toEqual(exact);
  });

  test('is left alone where the other side is safe, out of scope or unknown', () => {
    const wanted = { 'channel/1/fader': -20 };
    for (const reason of ['safe', 'out of scope', 'guarded'] as const) {
      expect(coupled(deskWith(same), wanted, { 'channel/2/fader': reason })).toEqual({
        targets: {},
        left: [`channel/1/fader: ${reason}`],
      });
    }
    expect(coupled(deskWith({ 'channel/1/fader': -30 }), wanted).left).toEqual(['channel/1/fader: unknown']);
  });

  test('is told in the preview: which side is not as the scene has it, and why', () => {
    const values = new SceneValues(new Map([['channel/1/fader', -10] as const, ['channel/2/fader', -20] as const]));
    const { steps, skipped } = recallPlan({ state: deskWith(same), values, agreed: secondYeses });
    expect(steps.map(({ address, to, follows }) => [address, Math.round(Number(to)), follows])).toEqual([
      ['channel/1/fader', -20, undefined],
      ['channel/2/fader', -20, schema.need('channel/1/fader')],
    ]);
    expect(skipped).toMatchObject([{ address: 'channel/1/fader', reason: 'not possible here', wanted: -10 }]);
    expect(skipped[0]?.detail).toMatch(/linked with channel\/2/);
  });
});

describe('of a pair that is linked', () => {
  test.each<[string, Values, number, readonly string[]]>([
    ['the odd side is sent, and the even one follows', same, -10, ['channel/1/fader', 'channel/2/fader follows']],
    [
      'the softer side is sent first: it never jumps',
      { 'channel/1/fader': -10, 'channel/2/fader': -50 },
      -30,
      ['channel/2/fader', 'channel/1/fader follows'],
    ],
    [
      'the louder side is sent if the softer one is there',
      { 'channel/1/fader': -10, 'channel/2/fader': -30 },
      -30,
      ['channel/1/fader'],
    ],
  ])('%s', (_title, now, to, expected) => {
    const state = deskWith(now);
    const steps = stepsTo(state, targetsOf({ 'channel/1/fader': to, 'channel/2/fader': to }));
    expect(steps.map(({ address, follows }) => (follows === undefined ? address : `${address} follows`))).toEqual(
      expected,
    );
  });

  test('pans are put back after linking, and after dividing', () => {
    const pans = { 'channel/1/pan': 0.5, 'channel/2/pan': 0 };
    const linking = stepsTo(deskWith({ ...pans, 'link/channel/1': 0 }), targetsOf({ 'link/channel/1': 1 }), true);
    expect(linking.map(({ address }) => address)).toEqual(['link/channel/1', 'channel/1/pan', 'channel/2/pan']);
    expect(linking.map(({ phase }) => phase)).toEqual(['joins', 'joins', 'joins']);
    const dividing = stepsTo(deskWith(pans), targetsOf({ 'link/channel/1': 0 }), true);
    expect(dividing.map(({ phase }) => phase)).toEqual(['falls', 'rest', 'rest']);
  });
});
