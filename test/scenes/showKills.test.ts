import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeBundle } from '../../build/vite.node.mjs';
import { disk } from '../../electron/shows/fileLayer.ts';
import { ShowDocument } from '../../electron/shows/showDocument.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { VirtualClock } from '../support/virtualClock.ts';

const root = mkdtempSync(join(tmpdir(), 'omnibus-kill-'));
const child = join(root, 'bundle', 'savingChild.mjs');

beforeAll(async () => {
  const base = nodeBundle({ entry: 'test/scenes/savingChild.ts', file: 'savingChild.mjs', format: 'es' });
  await build({ ...base, logLevel: 'error', build: { ...base.build, outDir: join(root, 'bundle') } });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const notesIn = (text: string) => {
  const parsed = parseShow(text);
  return parsed.ok && parsed.value.damaged.length === 0 ? parsed.value.show.notes : undefined;
};

test('a process killed at any step of a save leaves the old or the new show', { timeout: 180_000 }, async () => {
  const left = new Set<unknown>();
  let steps = 0;
  for (; ; steps++) {
    const place = join(root, `cut ${steps}`);
    const file = join(place, 'Concert.omnibus');
    const settings = join(place, 'settings');
    mkdirSync(place);
    writeFileSync(file, printShow({ ...emptyShow, notes: 'old' }));
    const { signal, stdout, stderr } = spawnSync(process.execPath, [child, file, settings, String(steps)], {
      encoding: 'utf8',
    });
    if (stdout === 'done') break;
    expect(signal, `step ${steps}: ${stderr}`).toBe('SIGKILL');
    const notes = notesIn(readFileSync(file, 'utf8'));
    expect(['old', 'new'], `after step ${steps}`).toContain(notes);
    left.add(notes);

    const warnings: string[] = [];
    const document = new ShowDocument({
      layer: disk,
      folder: settings,
      clock: new VirtualClock(),
      wallMs: Date.now,
      warn: (message) => warnings.push(message),
    });
    expect((await document.open(file)).ok, warnings.join()).toBe(true);
    expect(['old', 'new']).toContain(document.show.notes);
    expect(
      readdirSync(place).filter((name) => name.includes('draft')),
      'drafts that are left',
    ).toEqual([]);
    for (const backup of await document.backups()) expect(notesIn(readFileSync(backup.path, 'utf8'))).toBe('old');
  }
  expect(steps).toBeGreaterThan(10);
  expect([...left].toSorted(), 'it was cut before and after the moment').toEqual(['new', 'old']);
});
