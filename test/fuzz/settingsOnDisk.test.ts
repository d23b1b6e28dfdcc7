import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { writeSettings } from '../../electron/shows/settings.ts';

// What is asked of the disk, in order.
const asked = vi.hoisted(() => [] as string[]);
const names = vi.hoisted(() => new Map<number, string>());
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  return {
    ...fs,
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      const descriptor = fs.openSync(...args);
      names.set(descriptor, String(args[0]));
      return descriptor;
    },
    fsyncSync: (descriptor: number) => {
      asked.push(`sync ${names.get(descriptor)}`);
      fs.fsyncSync(descriptor);
    },
    writeFileSync: (...args: Parameters<typeof fs.writeFileSync>) => {
      asked.push(`write ${names.get(Number(args[0])) ?? args[0]}`);
      fs.writeFileSync(...args);
    },
    renameSync: (from: string, to: string) => {
      asked.push(`rename ${from} ${to}`);
      fs.renameSync(from, to);
    },
  };
});

test.skipIf(process.platform === 'win32')(
  'settings are on the disk before they take the place of the old ones, and so is the folder after that',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'omnibus-settings-'));
    try {
      const file = join(folder, 'settings.json');
      expect(writeSettings(file, { console: 'emulated' })).toBeUndefined();
      const draft = `settings.json.${process.pid}`;
      const short = asked.map((call) =>
        call
          .split(' ')
          .map((word) => (word.includes('/') ? basename(word) : word))
          .join(' '),
      );
      expect(short).toEqual([
        `write ${draft}`,
        `sync ${draft}`,
        `rename ${draft} settings.json`,
        `sync ${basename(folder)}`,
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
