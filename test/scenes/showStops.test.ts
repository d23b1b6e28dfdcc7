import { expect, test } from 'vitest';
import { writeWhole } from '../../electron/shows/atomicFile.ts';
import { backupGenerations, listBackups } from '../../electron/shows/backups.ts';
import type { FileLayer } from '../../electron/shows/fileLayer.ts';
import { ShowDocument } from '../../electron/shows/showDocument.ts';
import { seededRandom } from '../../shared/base/random.ts';
import type { Show } from '../../shared/scenes/show.ts';
import { VirtualClock } from '../support/virtualClock.ts';
import { PowerCut, TearingDisk } from './tearingDisk.ts';

const file = '/shows/Concert.omnibus';
const folder = '/settings';

function documentOn(layer: FileLayer, startMs: number) {
  const warnings: string[] = [];
  let wallMs = startMs;
  const document = new ShowDocument({
    layer,
    folder,
    clock: new VirtualClock(),
    wallMs: () => (wallMs += 1000),
    warn: (message) => warnings.push(message),
  });
  return { document, warnings };
}

const noted = (show: Show, notes: string): Show => ({ ...show, notes });

/** Saves three versions; the power is cut after some steps of the third. @returns which versions may be there afterwards */
async function cutSave(disk: TearingDisk, steps: number): Promise<{ readonly isOver: boolean }> {
  const { document } = documentOn(disk, 0);
  for (const notes of ['first', 'second']) {
    document.edit(noted(document.show, notes));
    const saved = await document.saveAs(file);
    if (!saved.ok) throw new Error(saved.error);
  }
  disk.stepsLeft = steps;
  document.edit(noted(document.show, 'third'));
  const saved = await document.save();
  return { isOver: saved.ok && disk.stepsLeft > 0 };
}

test('a save that the power cuts at any step leaves the old or the new show, whatever the disk lost', async () => {
  let cuts = 0;
  for (let seed = 1; seed <= 40; seed++) {
    for (let steps = 0; ; steps++) {
      const disk = new TearingDisk(seededRandom(seed * 1000 + steps));
      const { isOver } = await cutSave(disk, steps);
      if (isOver) break;
      cuts++;
      disk.restart();
      const onDisk = JSON.parse(await disk.read(file)) as { readonly notes: string };
      expect(['second', 'third'], `seed ${seed}, cut after ${steps} steps`).toContain(onDisk.notes);
      const { document, warnings } = documentOn(disk, 1_000_000);
      await document.start();
      const where = `seed ${seed}, cut after ${steps} steps: ${warnings.join(' ')}`;
      expect(document.status.path, where).toBe(file);
      expect(['second', 'third'], where).toContain(document.show.notes);
      const backups = await document.backups();
      expect(backups.length, where).toBeLessThanOrEqual(2);
      // The show that opened goes on, and can be saved.
      document.edit(noted(document.show, 'fourth'));
      const saved = await document.save();
      expect(saved.ok, where).toBe(true);
    }
  }
  expect(cuts).toBeGreaterThan(40 * 8);
});

test('a disk that does not bring a draft down before its rename would be found out', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 60; seed++) {
    const disk = new TearingDisk(seededRandom(seed));
    await writeWhole(disk, file, 'old text');
    const hasty: FileLayer = {
      read: (path) => disk.read(path),
      list: (path) => disk.list(path),
      makeFolder: () => disk.makeFolder(),
      rename: (from, to) => disk.rename(from, to),
      remove: (path) => disk.remove(path),
      syncFolder: (path) => disk.syncFolder(path),
      create: async (path) => ({ ...(await disk.create(path)), sync: async () => undefined }),
    };
    await writeWhole(hasty, file, 'new text');
    disk.restart();
    seen.add(await disk.read(file));
  }
  expect([...seen].some((text) => text !== 'old text' && text !== 'new text')).toBe(true);
});

test('edits that were not saved are there again after a stop, without a question', async () => {
  const disk = new TearingDisk(seededRandom(5));
  const { document } = documentOn(disk, 0);
  document.edit(noted(document.show, 'saved'));
  await document.saveAs(file);
  document.edit(noted(document.show, 'not saved'));
  await document.close();
  disk.restart();
  const again = documentOn(disk, 5000);
  await again.document.start();
  expect(again.document.show.notes).toBe('not saved');
  expect(again.document.status).toEqual({ path: file, title: 'Concert', isEdited: true });
  expect(again.warnings.join()).toMatch('not saved are here again');
  await again.document.save();
  const third = documentOn(disk, 9000);
  await third.document.start();
  expect([third.document.show.notes, third.document.status.isEdited, third.warnings]).toEqual(['not saved', false, []]);
});

test('an autosave that the power cuts at any step costs no edit that was kept before', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    for (let steps = 0; ; steps++) {
      const disk = new TearingDisk(seededRandom(seed * 77 + steps));
      const { document } = documentOn(disk, 0);
      await document.saveAs(file);
      document.edit(noted(document.show, 'kept'));
      await document.close();
      disk.stepsLeft = steps;
      document.edit(noted(document.show, 'newer'));
      await document.close();
      const isOver = disk.stepsLeft > 0;
      disk.restart();
      const again = documentOn(disk, 1_000_000);
      await again.document.start();
      expect(['kept', 'newer'], `seed ${seed}, cut after ${steps}`).toContain(again.document.show.notes);
      if (isOver) break;
    }
  }
});

test('ten earlier versions are kept, and one of them can be had back', async () => {
  const disk = new TearingDisk(seededRandom(1));
  const { document } = documentOn(disk, Date.UTC(2026, 4, 1));
  for (let version = 1; version <= 14; version++) {
    document.edit(noted(document.show, `version ${version}`));
    await document.saveAs(file);
  }
  const backups = await listBackups(disk, file);
  expect(backups).toHaveLength(backupGenerations);
  expect(backups[0]?.name.slice(0, 10)).toBe('2026-05-01');
  expect((await document.restoreBackup(backups[9]?.name ?? '')).ok).toBe(true);
  expect(document.show.notes).toBe('version 4');
  expect(document.status.isEdited).toBe(true);
  expect(JSON.parse(await disk.read(file))).toMatchObject({ notes: 'version 14' });
});

test('a full disk costs no edit: the show goes on from memory, and is saved when there is room', async () => {
  const disk = new TearingDisk(seededRandom(1));
  const { document, warnings } = documentOn(disk, 0);
  document.edit(noted(document.show, 'first'));
  await document.saveAs(file);
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const create = disk.create.bind(disk);
  disk.create = async (path) => ({ ...(await create(path)), write: () => Promise.reject(full) });
  document.edit(noted(document.show, 'second'));
  const failed = await document.save();
  expect(failed.ok ? '' : failed.error).toMatch(/Concert\.omnibus is not saved: ENOSPC.*goes on from memory/);
  expect(document.status.isEdited).toBe(true);
  expect(warnings.filter((warning) => warning.includes('from memory'))).toHaveLength(1);
  expect(JSON.parse(await disk.read(file))).toMatchObject({ notes: 'first' });
  expect(await disk.list('/shows')).toEqual(['Concert.omnibus']);
  disk.create = create;
  expect((await document.save()).ok).toBe(true);
  expect(JSON.parse(await disk.read(file))).toMatchObject({ notes: 'second' });
});

test('a cut is no error of the test disk', async () => {
  const disk = new TearingDisk(seededRandom(1));
  disk.stepsLeft = 1;
  await expect(writeWhole(disk, file, 'text')).rejects.toThrow(PowerCut);
});
