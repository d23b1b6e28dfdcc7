import { describe, expect, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { preview } from '../../shared/scenes/preview.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import { SceneValues } from '../../shared/scenes/sceneValues.ts';
import { recallKinds, secondYeses } from '../../shared/scenes/scope.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const off = -Infinity;

/** Channel 1 goes to the main, pre-fader to bus 1 and post-fader to bus 3, not to bus 5; it is in DCA 2 and mute group 3. */
const now = new DeskState(schema);
const at: Readonly<Record<string, number | string>> = {
  'channel/1/fader': -10,
  'channel/1/name': 'Kick',
  'channel/1/assign/main': 1,
  'channel/1/assign/mono': 0,
  'channel/1/send/bus/1/level': 0,
  'channel/1/send/bus/1/on': 1,
  'channel/1/send/bus/1/tap': 3,
  'channel/1/send/bus/3/level': 0,
  'channel/1/send/bus/3/on': 1,
  'channel/1/send/bus/3/tap': 4,
  'channel/1/send/bus/5/level': off,
  'channel/1/send/bus/5/on': 1,
  'channel/1/send/bus/7/level': 0,
  'channel/1/send/bus/7/on': 0,
  'channel/1/eq/1/gain': 0,
  'channel/1/assign/dca/2': 1,
  'channel/1/assign/muteGroup/3': 1,
  'dca/2/fader': 0,
  'muteGroup/3/mute': 0,
  'bus/1/fader': 0,
  'bus/1/assign/main': 0,
  'bus/3/fader': 0,
  'bus/3/assign/main': 1,
  'fx/1/type': 0,
};
for (const [address, value] of Object.entries(at)) now.set(schema.need(address), value);

describe('who hears it', () => {
  test.each([
    ['channel/1/fader', -4, ['bus/3', 'main/stereo']],
    ['channel/1/eq/1/gain', 3, ['bus/1', 'bus/3', 'main/stereo']],
    ['channel/1/name', 'Drum', []],
    ['channel/1/send/bus/5/level', 0, ['bus/5']],
    ['channel/1/send/bus/1/tap', 'postFader', ['bus/1', 'bus/2']],
    ['channel/1/assign/main', false, ['main/stereo']],
    ['dca/2/fader', -10, ['bus/3', 'main/stereo']],
    ['muteGroup/3/mute', true, ['bus/1', 'bus/3', 'main/stereo']],
    ['bus/1/fader', -10, ['bus/1']],
    ['bus/3/fader', -10, ['bus/3', 'main/stereo']],
  ])('%s to %s: %j', (address, value, heard) => {
    const values = new SceneValues(new Map([[address, value]]));
    const scope = { kinds: [...recallKinds], main: true };
    const shown = preview(now, recallPlan({ state: now, values, scope, agreed: secondYeses }));
    expect(shown.total).toBe(1);
    expect(shown.heardBy.map(({ strip }) => strip)).toEqual(heard);
    expect(shown.heardByUnknown).toBe(0);
  });

  test('a send that the recall opens counts already', () => {
    const values = new SceneValues(
      new Map<string, number | boolean>([
        ['channel/1/send/bus/7/on', true],
        ['channel/1/eq/1/gain', 3],
      ]),
    );
    const shown = preview(now, recallPlan({ state: now, values }));
    expect(shown.heardBy.map(({ strip, changes }) => [strip, changes])).toEqual([
      ['bus/1', 1],
      ['bus/3', 1],
      ['bus/7', 2],
      ['main/stereo', 1],
    ]);
  });

  test('it is said where it cannot be told', () => {
    const values = new SceneValues(new Map([['fx/1/type', 3]]));
    expect(preview(now, recallPlan({ state: now, values })).heardByUnknown).toBe(1);
  });
});
