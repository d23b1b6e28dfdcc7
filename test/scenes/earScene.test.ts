import { afterEach, expect, test } from 'vitest';
import { earScope } from '../../renderer/cueMixes/earScope.ts';
import { RecallStage } from './recallStage.ts';

let rig: RecallStage | undefined;
afterEach(() => rig?.close());

test('who stores a scene is told which one it became; within the scope of an ear mix nothing else comes back', async () => {
  rig = await RecallStage.open();
  const before = { 'channel/1/send/bus/3/level': -10, 'channel/2/send/bus/3/on': 1 };
  const others = { 'channel/1/send/bus/5/level': -10, 'channel/1/fader': -10, 'bus/3/fader': -10 };
  await rig.put({ ...before, ...others });
  const scope = earScope('bus/3', undefined);
  rig.person.say({ type: 'sceneStore', name: 'Ears of Ben', scope, request: 7 });
  const told = rig.person.last('sceneStored');
  expect(told).toEqual({ type: 'sceneStored', request: 7, id: rig.scenes.show.show.scenes[0]?.id, problem: '' });
  expect(rig.person.last('show')?.show.scenes).toMatchObject([{ name: 'Ears of Ben', scope }]);
  await rig.put({
    'channel/1/send/bus/3/level': -30,
    'channel/2/send/bus/3/on': 0,
    'channel/1/send/bus/5/level': -30,
    'channel/1/fader': -30,
    'bus/3/fader': -30,
    'channel/4/mute': 1,
  });
  rig.recall(told?.id ?? '');
  await rig.untilDone();
  expect(rig.at('channel/1/send/bus/3/level')).toBeCloseTo(-10, 0);
  expect(rig.at('channel/2/send/bus/3/on')).toBe(1);
  for (const address of ['channel/1/send/bus/5/level', 'channel/1/fader', 'bus/3/fader']) {
    expect(rig.at(address)).toBeCloseTo(-30, 0);
  }
  expect(rig.at('channel/4/mute')).toBe(1);
});

test('of a linked pair both busses are in it', () => {
  expect(earScope('bus/3', 'bus/4')).toEqual({ kinds: ['sends', 'taps'], busses: ['bus/3', 'bus/4'] });
});
