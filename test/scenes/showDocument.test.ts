import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { disk } from '../../electron/shows/fileLayer.ts';
import { ShowDocument } from '../../electron/shows/showDocument.ts';
import { backupFolder, showPath } from '../../electron/shows/showNames.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { VirtualClock } from '../support/virtualClock.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omnibus-show-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function opening() {
  const warnings: string[] = [];
  const clock = new VirtualClock();
  const document = new ShowDocument({
    layer: disk,
    folder: join(root, 'settings'),
    clock,
    wallMs: Date.now,
    warn: (message) => warnings.push(message),
  });
  return { document, warnings, clock };
}

const concert = () => join(root, 'Concert.omnibus');
const healthy = printShow({ ...emptyShow, notes: 'healthy' });

describe('a show on the disk', () => {
  test('is new, saved, opened again, and among the recent ones', async () => {
    const { document } = opening();
    await document.start();
    expect(document.status).toEqual({ path: '', title: 'Untitled', isEdited: false });
    expect(await document.save()).toMatchObject({ ok: false, error: expect.stringMatching('say where to save it') });
    document.edit({ ...document.show, notes: 'first' });
    expect(await document.saveAs(concert())).toMatchObject({ ok: true });
    expect(document.status).toEqual({ path: concert(), title: 'Concert', isEdited: false });
    const again = opening();
    await again.document.start();
    expect([again.document.show.notes, again.warnings]).toEqual(['first', []]);
    expect(await again.document.recent()).toEqual([concert()]);
  });

  test('keeps edits of itself a moment after they were made, without a save', async () => {
    const { document, clock } = opening();
    await document.saveAs(concert());
    document.edit({ ...document.show, notes: 'edited' });
    await clock.advanceAsync(5000);
    await document.recent();
    await expect
      .poll(() => readdirSync(join(root, 'settings')).filter((name) => name.startsWith('recovery-')))
      .toHaveLength(1);
    const again = opening();
    await again.document.start();
    expect(again.document.show.notes).toBe('edited');
    expect(readFileSync(concert(), 'utf8')).not.toContain('edited');
  });

  test('that was never saved is not lost when another one is opened', async () => {
    writeFileSync(concert(), healthy);
    const { document, warnings } = opening();
    document.edit({ ...document.show, notes: 'sketch' });
    expect((await document.open(concert())).ok).toBe(true);
    const kept = readdirSync(join(root, 'settings')).filter((name) => name.startsWith('Untitled'));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(root, 'settings', kept[0] ?? ''), 'utf8')).toContain('sketch');
    expect(warnings.join()).toMatch('is kept in');
  });

  test.each([
    ['torn', healthy.slice(0, 100), 'damaged or no show'],
    ['foreign', '{"format":"other"}', 'no show of Omnibus'],
    ['later', '{"format":"omnibus-show","version":99}', 'saved by a later Omnibus'],
    ['empty', '', 'damaged or no show'],
    ['zeros', '\0'.repeat(4096), 'damaged or no show'],
  ])('that is %s is refused with a sentence, left as it is, and the open one stays', async (_name, text, sentence) => {
    writeFileSync(concert(), text);
    const { document } = opening();
    document.edit({ ...document.show, notes: 'mine' });
    const opened = await document.open(concert());
    expect(opened.ok ? '' : opened.error).toMatch(sentence);
    expect(document.show.notes).toBe('mine');
    expect(readFileSync(concert(), 'utf8')).toBe(text);
  });

  test('that is torn at the start of the app opens from its newest whole backup, as a new file', async () => {
    const first = opening();
    first.document.edit({ ...first.document.show, notes: 'one' });
    await first.document.saveAs(concert());
    first.document.edit({ ...first.document.show, notes: 'two' });
    await first.document.save();
    writeFileSync(concert(), healthy.slice(0, 50));
    const { document, warnings } = opening();
    await document.start();
    expect(document.show.notes).toBe('one');
    expect(warnings.join()).toMatch('this is its backup of');
    expect((await document.save()).ok).toBe(true);
    expect(document.status.path).toBe(join(root, 'Concert repaired.omnibus'));
    expect(readFileSync(concert(), 'utf8')).toBe(healthy.slice(0, 50));
  });

  test('with a damaged part opens without it; the part is set aside and the file never overwritten', async () => {
    const text = healthy.replace('"people": []', '"people": [{"id": "p", "role": "emperor"}]');
    writeFileSync(concert(), text);
    const { document, warnings } = opening();
    expect((await document.open(concert())).ok).toBe(true);
    expect(document.show.notes).toBe('healthy');
    expect(warnings.join()).toMatch(/One part of Concert\.omnibus cannot be read \(people\[0\]/);
    const aside = readdirSync(backupFolder(concert())).filter((name) => name.startsWith('damaged'));
    expect(readFileSync(join(backupFolder(concert()), aside[0] ?? ''), 'utf8')).toContain('emperor');
    document.edit({ ...document.show, notes: 'repaired' });
    expect((await document.save()).ok).toBe(true);
    expect(readFileSync(concert(), 'utf8')).toBe(text);
    expect(readFileSync(join(root, 'Concert repaired.omnibus'), 'utf8')).toContain('"repaired"');
  });

  test('that was changed elsewhere after unsaved edits opens as it is; the edits are put beside it', async () => {
    const { document } = opening();
    await document.saveAs(concert());
    document.edit({ ...document.show, notes: 'unsaved' });
    await document.close();
    writeFileSync(concert(), healthy);
    const again = opening();
    await again.document.start();
    expect(again.document.show.notes).toBe('healthy');
    expect(again.warnings.join()).toMatch('was changed elsewhere');
    const beside = readdirSync(backupFolder(concert())).filter((name) => name.startsWith('unsaved'));
    expect(readFileSync(join(backupFolder(concert()), beside[0] ?? ''), 'utf8')).toContain('"unsaved"');
  });

  test('in a folder that cannot be written goes on from memory with a warning', async () => {
    const blocked = join(root, 'blocked');
    writeFileSync(blocked, '');
    const { document } = opening();
    document.edit({ ...document.show, notes: 'mine' });
    const saved = await document.saveAs(join(blocked, 'Concert.omnibus'));
    expect(saved.ok ? '' : saved.error).toMatch(/cannot be written to .* Save the show elsewhere/);
    expect(document.status).toMatchObject({ path: '', isEdited: true });
    expect((await document.saveAs(concert())).ok).toBe(true);
  });

  test.runIf(process.getuid?.() !== 0)('that is read-only is explained', async () => {
    mkdirSync(join(root, 'locked'));
    chmodSync(join(root, 'locked'), 0o500);
    const { document } = opening();
    const saved = await document.saveAs(join(root, 'locked', 'Concert.omnibus'));
    expect(saved.ok ? '' : saved.error).toMatch('is not saved');
  });
});

test.each([
  ['Concert', 'Concert.omnibus'],
  ['Concert.omnibus', 'Concert.omnibus'],
  ['  Żółć 2026 ', 'Żółć 2026.omnibus'],
  ['../secret', undefined],
  ['a/b', undefined],
  ['a\\b', undefined],
  ['C:x', undefined],
  ['.hidden', undefined],
  ['..', undefined],
  ['', undefined],
  ['nul', undefined],
  ['LPT1.omnibus', undefined],
  ['a\0b', undefined],
  ['x'.repeat(121), undefined],
])('the name %j is the file %s', (name, file) => {
  const path = showPath('/shows', name);
  expect(path.ok ? path.value : undefined).toBe(file === undefined ? undefined : join('/shows', file));
});
