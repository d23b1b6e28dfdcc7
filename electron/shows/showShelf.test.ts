import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { disk } from './fileLayer.ts';
import { RecallPlans } from './recallPlans.ts';
import { ShowShelf } from './showShelf.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omnibus-shelf-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const warnings: string[] = [];
async function open() {
  const shelf = new ShowShelf({
    layer: disk,
    folder: join(home, 'state'),
    shelf: join(home, 'shows'),
    clock: new VirtualClock(),
    wallMs: () => 1_800_000_000_000,
    warn: (warning) => warnings.push(warning),
  });
  await shelf.start();
  return shelf;
}

test('shows are made, saved, listed and opened by their names', async () => {
  const shelf = await open();
  expect(shelf.status).toEqual({ name: '', isSaved: false });
  expect(await shelf.create('Friday')).toBeUndefined();
  shelf.edit({ ...shelf.show, notes: 'quiet' });
  expect(shelf.status).toEqual({ name: 'Friday', isSaved: false });
  expect(await shelf.save()).toBeUndefined();
  expect(shelf.status).toEqual({ name: 'Friday', isSaved: true });
  expect(await shelf.save('Saturday')).toBeUndefined();
  expect((await shelf.list()).map(({ name }) => name).toSorted()).toEqual(['Friday', 'Saturday']);
  expect(await shelf.open('Friday')).toBeUndefined();
  expect(shelf.show).toMatchObject({ name: 'Friday', notes: 'quiet' });
});

test.each(['../outside', 'a/b', '..', 'con', ''])('no name leads out of the folder: %s', async (name) => {
  const shelf = await open();
  expect(await shelf.create(name)).toMatch(/cannot be the name of a show/);
  expect(await shelf.open(name)).toMatch(/cannot be the name of a show/);
});

test('a name that is taken is not taken again', async () => {
  const shelf = await open();
  await shelf.create('Friday');
  expect(await shelf.create('friday')).toMatch(/already/);
  expect(await shelf.open('Monday')).toMatch(/no show/);
});

test('the plan of a recall is there after a restart until it is dropped; what cannot be read is told', async () => {
  const folder = join(home, 'state');
  const plan = {
    title: 'Act 1',
    by: 'Anna',
    atMs: 1,
    desk: { name: 'Main', model: 'X32', schemaHash: 'abc' },
    steps: [{ address: 'channel/1/fader', from: '-inf', to: -4.2 }],
  };
  const plans = await RecallPlans.open(disk, folder, (warning) => warnings.push(warning));
  expect(plans.left).toBeUndefined();
  await plans.keep(plan);
  expect((await RecallPlans.open(disk, folder, () => undefined)).left).toEqual(plan);
  await plans.drop();
  expect((await RecallPlans.open(disk, folder, () => undefined)).left).toBeUndefined();
  writeFileSync(join(folder, 'recall-under-way.json'), '{"title":');
  warnings.length = 0;
  expect((await RecallPlans.open(disk, folder, (warning) => warnings.push(warning))).left).toBeUndefined();
  expect(warnings.join()).toMatch(/cut short/);
});

test('it is told when another show takes the place of the open one, and for no edit, save or other name', async () => {
  const shelf = await open();
  const opened: string[] = [];
  shelf.onOpened(() => opened.push(shelf.show.name));
  shelf.edit({ ...shelf.show, name: 'Friday' });
  expect(await shelf.save('Friday')).toBeUndefined();
  expect(await shelf.save('Saturday')).toBeUndefined();
  expect(await shelf.open('Nowhere')).toBeDefined();
  expect(opened).toEqual([]);
  expect(await shelf.open('Friday')).toBeUndefined();
  expect(opened).toEqual(['Friday']);
  expect(await shelf.create('Sunday')).toBeUndefined();
  expect(opened).toHaveLength(2);
});
