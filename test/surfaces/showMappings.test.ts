import { expect, test } from 'vitest';
import { SceneDesk } from '../../electron/hub/scenes/sceneDesk.ts';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { ShowMappings } from '../../electron/hub/showMappings.ts';
import type { MappingStore } from '../../electron/surfaces/mappingStore.ts';
import type { ScenePlug } from '../../electron/surfaces/scenePlug.ts';
import type { Mapping } from '../../shared/scenes/sections/mappings.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { hubBench } from '../support/hubBench.ts';

const mapping: Mapping = {
  id: 'm1',
  name: '',
  port: '',
  from: { type: 'note', channel: 1, number: 60 },
  to: { type: 'cue', action: 'go' },
  press: 'toggle',
};

test('mappings are kept in the open show, and those of another show take their place', () => {
  const { hub } = hubBench();
  const store = new MemoryShowStore();
  const scenes = new SceneDesk(hub, { store });
  const mappings: MappingStore = new ShowMappings(scenes.show);
  let changes = 0;
  mappings.onChange(() => changes++);
  mappings.keep([mapping]);
  expect(store.show.mappings).toEqual([mapping]);
  expect(changes).toBe(1);
  store.edit({ ...store.show, notes: 'nothing of ours' });
  expect(changes).toBe(1);
  store.edit(emptyShow);
  expect(mappings.mappings).toEqual([]);
  expect(changes).toBe(2);
});

test('an edit of mappings is a step of the undo of the show', () => {
  const { hub } = hubBench();
  const scenes = new SceneDesk(hub, { store: new MemoryShowStore() });
  const mappings = new ShowMappings(scenes.show);
  mappings.keep([mapping]);
  scenes.show.turn('undo');
  expect(mappings.mappings).toEqual([]);
});

test('the scenes of the app fit into the plug of surfaces', () => {
  const { hub } = hubBench();
  const plug: ScenePlug = new SceneDesk(hub, { store: new MemoryShowStore() });
  expect(plug.names()).toEqual([]);
  expect(plug.recall('Act 2', 'Surface')).toBe('There is no scene "Act 2".');
});
