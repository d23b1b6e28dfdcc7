import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { disk } from '../../electron/shows/fileLayer.ts';
import { ShowShelf } from '../../electron/shows/showShelf.ts';
import { VirtualClock } from '../support/virtualClock.ts';
import { RecallStage } from './recallStage.ts';

let home: string;
let shelf: ShowShelf;
let rig: RecallStage;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'omnibus-save-as-'));
  shelf = new ShowShelf({
    layer: disk,
    folder: join(home, 'state'),
    shelf: join(home, 'shows'),
    clock: new VirtualClock(),
    wallMs: () => 1_800_000_000_000,
    warn: (warning) => expect.unreachable(warning),
  });
  await shelf.start();
  rig = await RecallStage.open({}, { store: shelf });
});
afterEach(async () => {
  await rig.close();
  await shelf.close();
  rmSync(home, { recursive: true, force: true });
});

const summary = () => rig.person.last('show')?.show;
const standing = () => rig.person.last('cues')?.standing;
const sceneNames = () => summary()?.scenes.map(({ name }) => name);

/** A show of two scenes and two cues, of which the first was run. */
async function saved() {
  rig.person.say({ type: 'showSave', name: 'Friday' });
  await expect.poll(() => summary()?.file).toBe('Friday');
  rig.store('One');
  rig.store('Two');
  rig.person.say({ type: 'cuePut', cue: { id: 'a', name: 'First' } });
  rig.person.say({ type: 'cuePut', cue: { id: 'b', name: 'Second' } });
  rig.person.say({ type: 'cueGo' });
  expect(standing()).toMatchObject({ current: 'a', armed: 'b' });
}

test('a show saved under another name keeps its undo, its redo and the place in the cue list', async () => {
  await saved();
  rig.person.say({ type: 'showUndo' });
  expect(summary()).toMatchObject({ undo: expect.stringContaining('First'), redo: expect.stringContaining('Second') });
  rig.person.say({ type: 'showRedo' });
  rig.person.say({ type: 'cueArm', id: 'b' });
  rig.person.say({ type: 'showSave', name: 'Saturday' });
  await expect.poll(() => summary()).toMatchObject({ file: 'Saturday', name: 'Saturday', isSaved: true });
  expect(standing()).toMatchObject({ current: 'a', armed: 'b' });
  for (let step = 0; step < 3; step++) rig.person.say({ type: 'showUndo' });
  expect(sceneNames()).toEqual(['One']);
  // The name is that of the file, not of the edit.
  expect(summary()).toMatchObject({ file: 'Saturday', name: 'Saturday', isSaved: false });
  for (let step = 0; step < 3; step++) rig.person.say({ type: 'showRedo' });
  expect(sceneNames()).toEqual(['One', 'Two']);
  expect(summary()?.redo).toBeNull();
});

test('saving in place keeps them as well', async () => {
  await saved();
  rig.person.say({ type: 'showSave' });
  await expect.poll(() => summary()?.isSaved).toBe(true);
  expect(summary()?.undo).toMatch(/Second/);
  expect(standing()).toMatchObject({ current: 'a', armed: 'b' });
});

test.each([
  ['opened', { type: 'showOpen', name: 'Friday' }],
  ['made', { type: 'showNew', name: 'Sunday' }],
] as const)(
  'another show that is %s has nothing to take back, and stands before its first cue',
  async (_how, message) => {
    await saved();
    rig.person.say({ type: 'showSave', name: 'Saturday' });
    await expect.poll(() => summary()?.file).toBe('Saturday');
    rig.person.say(message);
    await expect.poll(() => summary()).toMatchObject({ file: message.name, undo: null, redo: null });
    expect(standing()?.current).toBeNull();
  },
);

test('what a bus is for is no step of its own, and is not taken back with another edit', async () => {
  await saved();
  const purposes = { busses: [{ bus: 'bus/1', purpose: 'monitor' }], meant: [] };
  rig.scenes.show.editQuietly((show) => ({ ...show, purposes }));
  rig.person.say({ type: 'showUndo' });
  expect(summary()?.undo).toMatch(/First/);
  expect(rig.scenes.show.show.purposes).toEqual(purposes);
});
