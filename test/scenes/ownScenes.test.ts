import { afterEach, expect, test } from 'vitest';
import { RecallStage } from './recallStage.ts';

let rig: RecallStage;
afterEach(() => rig.close());

async function list(request: number) {
  rig.person.say({ type: 'deskScenes', request });
  await rig.run(1500);
  rig.person.say({ type: 'deskScenes', request: request + 1 });
  return rig.person.last('deskScenes');
}

test('the console’s own scenes are listed, stored with a name, and recalled; then everything is read again', async () => {
  rig = await RecallStage.open();
  expect(await list(1)).toMatchObject({ count: 100, canStore: true, scenes: [{ number: 1, name: 'Default' }] });
  await rig.put({ 'channel/1/fader': -12, 'channel/1/name': 'Kick' });
  const kept = rig.at('channel/1/fader');
  rig.person.say({ type: 'deskSceneStore', number: 7, name: 'Soundcheck' });
  await rig.run(500);
  expect((await list(3))?.scenes).toHaveLength(1);
  rig.person.say({ type: 'deskSceneStore', number: 7, name: 'Soundcheck', confirmed: true });
  await rig.run(5000);
  expect((await list(5))?.scenes).toContainEqual({ number: 7, name: 'Soundcheck' });
  await rig.put({ 'channel/1/fader': -40 });
  rig.person.say({ type: 'deskSceneRecall', number: 7, confirmed: true });
  await rig.run(3000);
  expect(rig.at('channel/1/fader')).toBe(kept);
  expect(rig.stage.hub.state?.at('channel/1/fader')).toBe(kept);
  rig.stage.hub.safety.freeze('Ben');
  rig.person.say({ type: 'deskSceneRecall', number: 1, confirmed: true });
  await rig.run(1000);
  expect(rig.at('channel/1/fader')).toBe(kept);
});
