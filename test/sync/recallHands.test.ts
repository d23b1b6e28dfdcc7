import { expect, test } from 'vitest';
import { SceneDesk } from '../../electron/hub/scenes/sceneDesk.ts';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { accept } from '../../shared/desk/paramSpec.ts';
import { storeScene } from '../../shared/scenes/scene.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { addScene } from '../../shared/scenes/showEdits.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { stageSchema as schema } from '../support/stageDesk.ts';

// A recall goes on where nobody else has a hand, and takes nothing back from a hand. Found by the random play of recallSafety.test.ts.

const fader = schema.need('channel/1/fader');
const other = schema.need('channel/2/fader');
const mute = schema.need('channel/3/mute');
const db = (value: number) => {
  const result = accept(schema.specOf(fader), value);
  if (!result.ok) throw new Error(result.error);
  return Number(result.value);
};

function recalling(choice: object) {
  const bench = hubBench();
  const state = new DeskState(schema);
  for (const id of [fader, other]) state.set(id, 0);
  state.set(mute, 1);
  const scene = storeScene(state, { id: 'up', name: 'Up', createdMs: 0 });
  const scenes = new SceneDesk(bench.hub, { store: new MemoryShowStore(addScene(emptyShow, scene)) });
  bench.hub.addFeature(scenes);
  const desk = bench.desk();
  desk.answersAfterMs = 1;
  desk.goLive(schema);
  const [anna, ben] = ['Anna', 'Ben'].map((name) => new RecordingClient(bench.hub, name));
  if (!anna || !ben) throw new Error('nobody');
  for (const id of [fader, other]) desk.say({ id, value: db(-50) });
  anna.say({ type: 'sceneRecall', source: { from: 'scene', id: 'up' }, agreed: ['rises'], ...choice });
  return { ...bench, scenes, desk, anna, ben };
}

test('a hand at the desk keeps a level that rises for longer than its fade', () => {
  const { settle, desk, scenes } = recalling({ fade: { ms: 200, law: 'dB' } });
  // 50 dB at 60 dB/s: the rise outlasts the fade by far.
  settle(500);
  expect(Number(desk.values.get(fader))).toBeGreaterThan(-30);
  desk.say({ id: fader, value: db(-60) });
  settle(10_000);
  expect(desk.values.get(fader)).toBe(db(-60));
  expect(desk.values.get(other)).toBe(0);
  expect(scenes.recaller.status?.missed).toMatchObject([{ id: fader }]);
});

test('a wish without a hold takes a level out of the recall that raises it', () => {
  const { settle, desk, ben, scenes } = recalling({});
  settle(500);
  ben.set({ id: fader, value: db(-60) });
  settle(10_000);
  expect(desk.values.get(fader)).toBe(db(-60));
  expect(desk.values.get(other)).toBe(0);
  expect(scenes.recaller.status?.missed).toMatchObject([{ id: fader }]);
});

test('a click on what a recall has set already is not taken back when the recall reads everything again', () => {
  const { settle, desk, ben, scenes } = recalling({});
  settle(300);
  expect(desk.values.get(mute)).toBe(1);
  expect(scenes.recaller.status?.state).toBe('running');
  ben.set({ id: mute, value: 0 });
  settle(10_000);
  expect(desk.values.get(mute)).toBe(0);
  expect(scenes.recaller.status?.missed).toMatchObject([{ id: mute }]);
});
