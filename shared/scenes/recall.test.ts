import { describe, expect, test } from 'vitest';
import { smallSchema } from '../../test/support/smallDesk.ts';
import { DeskState } from '../desk/deskState.ts';
import { preview } from './preview.ts';
import { recallPlan } from './recallPlan.ts';
import { sceneDifferences, storeScene, updateScene, valuesOf } from './scene.ts';
import { SceneValues } from './sceneValues.ts';

function deskOf(values: Readonly<Record<string, number | string>>): DeskState {
  const state = new DeskState(smallSchema);
  state.merge(Object.entries(values).map(([address, value]) => ({ id: smallSchema.need(address), value })));
  return state;
}

const now = deskOf({
  'channel/1/name': 'Kick',
  'channel/1/fader': -10,
  'channel/1/mute': 0,
  'channel/2/fader': -18,
  'channel/2/mute': 1,
  'channel/3/fader': 0,
});

const values = (table: Readonly<Record<string, number | string | boolean>>) =>
  new SceneValues(new Map(Object.entries(table)));

describe('a recall', () => {
  test('goes in the safe order', () => {
    const scene = values({
      'channel/1/fader': -4,
      'channel/1/name': 'Bass drum',
      'channel/1/mute': true,
      'channel/2/mute': false,
      'channel/3/fader': '-inf',
    });
    const plan = recallPlan({ state: now, values: scene });
    expect(plan.steps.map(({ address, from, to, phase }) => [address, from, to, phase])).toEqual([
      ['channel/1/mute', 0, 1, 'falls'],
      ['channel/3/fader', 0, -Infinity, 'falls'],
      ['channel/1/name', 'Kick', 'Bass drum', 'rest'],
      ['channel/1/fader', -10, -4, 'rises'],
      ['channel/2/mute', 1, 0, 'unmutes'],
    ]);
  });

  test('lists what it leaves alone, and why', () => {
    const scene = values({
      'channel/1/fader': -3,
      'channel/2/fader': -3,
      'channel/3/fader': 'loud',
      'channel/4/fader': -3,
      'channel/99/fader': 0,
      'channel/2/mute': true,
    });
    const plan = recallPlan({
      state: now,
      values: scene,
      scope: { strips: ['channel/2', 'channel/3', 'channel/4'] },
      safes: { params: ['channel/2/fader'] },
    });
    expect(plan.steps).toEqual([]);
    expect(plan.equal).toBe(1);
    expect(plan.skipped.map(({ address, reason }) => [address, reason])).toEqual([
      ['channel/1/fader', 'out of scope'],
      ['channel/2/fader', 'safe'],
      ['channel/3/fader', 'not possible here'],
      ['channel/4/fader', 'unknown'],
      ['channel/99/fader', 'not on this desk'],
    ]);
  });

  test('is previewed in words', () => {
    const scene = values({ 'channel/1/fader': -2, 'channel/2/mute': false, 'channel/1/name': 'Kick' });
    const shown = preview(now, recallPlan({ state: now, values: scene }));
    expect(shown.strips).toEqual([
      {
        strip: 'channel/1',
        title: 'Kick',
        lines: [
          {
            id: smallSchema.need('channel/1/fader'),
            address: 'channel/1/fader',
            kind: 'faders',
            title: 'fader',
            before: '−10.0 dB',
            after: '−2.0 dB',
            riseDb: 8,
          },
        ],
      },
      {
        strip: 'channel/2',
        title: 'Ch 2',
        lines: [
          {
            id: smallSchema.need('channel/2/mute'),
            address: 'channel/2/mute',
            kind: 'mutes',
            title: 'mute',
            before: 'on',
            after: 'off',
          },
        ],
      },
    ]);
    expect(shown.rises.map(({ strip, riseDb }) => [strip, riseDb])).toEqual([['Kick', 8]]);
    expect(shown.unmutes.map(({ strip }) => strip)).toEqual(['Ch 2']);
    expect(shown.counts).toEqual({ faders: 1, mutes: 1 });
    expect([shown.total, shown.equal]).toEqual([2, 1]);
  });
});

describe('a stored scene', () => {
  const scene = storeScene(now, { id: 'a', name: 'A', createdMs: 1 });

  test('holds what is known, as people read it', () => {
    expect(Object.fromEntries(scene.values)).toEqual({
      'channel/1/name': 'Kick',
      'channel/1/fader': -10,
      'channel/1/mute': false,
      'channel/2/fader': -18,
      'channel/2/mute': true,
      'channel/3/fader': 0,
    });
    expect(scene).toMatchObject({ desk: 'Small desk 1.0', author: '', hardCut: false });
  });

  test('is updated with what the desk has, keeping what the desk does not know', () => {
    const updated = updateScene(scene, deskOf({ 'channel/1/fader': -6, 'channel/4/mute': 1 }), 7);
    expect(updated.updatedMs).toBe(7);
    expect(sceneDifferences(scene.values, updated.values)).toEqual([
      { address: 'channel/1/fader', before: -10, after: -6 },
      { address: 'channel/4/mute', before: undefined, after: true },
    ]);
  });

  test('is the same over another shared table', () => {
    const base = new Map(valuesOf(deskOf({ 'channel/1/fader': -6, 'channel/2/mute': 1, 'channel/4/mute': 1 })));
    const over = scene.values.over(base);
    expect(Object.fromEntries(over)).toEqual(Object.fromEntries(scene.values));
    expect(over.size).toBe(scene.values.size);
    expect(over.own.has('channel/2/mute')).toBe(false);
    expect([...over.absent]).toEqual(['channel/4/mute']);
  });
});
