import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSettings, writeSettings } from '../../electron/shows/settings.ts';

const isRoot = process.getuid?.() === 0;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnibus-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings that cannot be written', () => {
  const target = 'x32://192.168.1.10:10023';

  test('because a folder has their name: a sentence, and nothing is left beside it', () => {
    const file = join(folder, 'settings.json');
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(writeSettings(file, { console: target })).toContain(`cannot be kept in ${file}`);
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(readSettings(file)).toEqual({});
  });

  test('because a file has the name of their folder: a sentence', () => {
    writeFileSync(join(folder, 'omnibus'), 'in the way');
    const file = join(folder, 'omnibus', 'settings.json');
    expect(writeSettings(file, { console: target })).toContain('cannot be kept');
    expect(readSettings(file)).toEqual({});
  });

  // The system's administrator may write everywhere.
  test.skipIf(isRoot)('because the folder is read-only: a sentence, and the old ones stay', () => {
    const file = join(folder, 'settings.json');
    expect(writeSettings(file, { console: 'emulated' })).toBeUndefined();
    chmodSync(folder, 0o500);
    try {
      expect(writeSettings(file, { console: target })).toContain('cannot be kept');
      expect(readSettings(file)).toEqual({ console: 'emulated' });
    } finally {
      chmodSync(folder, 0o700);
    }
  });

  // Only an administrator can have a disk of one page made.
  test.skipIf(!isRoot || process.platform !== 'linux')('because the disk is full: the old ones stay', (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk]);
    if (mounted.status !== 0) context.skip(`no disk can be mounted here: ${mounted.stderr}`);
    try {
      const file = join(disk, 'settings.json');
      expect(writeSettings(file, { console: 'emulated' })).toBeUndefined();
      expect(writeSettings(file, { console: target })).toMatch(/cannot be kept in .*: ENOSPC/);
      expect(readdirSync(disk)).toEqual(['settings.json']);
      expect(readSettings(file)).toEqual({ console: 'emulated' });
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

test('settings are never read half: the file is whole after each write', () => {
  const file = join(folder, 'settings.json');
  for (let count = 0; count < 200; count++) {
    expect(writeSettings(file, { console: `x32://10.0.0.${count}:10023` })).toBeUndefined();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ console: `x32://10.0.0.${count}:10023` });
  }
  expect(readdirSync(folder)).toEqual(['settings.json']);
});
