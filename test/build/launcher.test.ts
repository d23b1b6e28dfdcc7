import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumPlaces, findChromium } from '../../build/chromium.mjs';
import { electronArguments, findElectron, hasDisplay } from '../../build/electronChoice.mjs';
import { packagesAreInstalled } from '../../build/packages.mjs';
import { run } from '../../build/processes.mjs';
import { sourceStamp } from '../../build/sourceStamp.mjs';
import { projectRoot } from '../../build/targets.mjs';
import { withTree } from './plantedTree.ts';

describe('hasDisplay', () => {
  test('a Linux without X or Wayland has none', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  });

  test('macOS and Windows have one', () => {
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});

describe('findElectron', () => {
  const complete = {
    'node_modules/electron/path.txt': 'electron',
    'node_modules/electron/dist/version': '45.4.1',
    'node_modules/electron/dist/electron': '',
  };

  test('finds a complete download', () => {
    withTree(complete, (root) => {
      expect(findElectron(root, {}, 'linux')).toEqual({ program: join(root, 'node_modules/electron/dist/electron') });
    });
  });

  test.each(Object.keys(complete))('a download without %s is not complete', (left) => {
    const rest = Object.fromEntries(Object.entries(complete).filter(([path]) => path !== left));
    withTree(rest, (root) => expect(findElectron(root, {}, 'linux')).toHaveProperty('missing'));
  });

  test.each([
    ['linux', 'electron', 'resources/default_app.asar'],
    ['win32', 'electron.exe', 'resources/default_app.asar'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron', 'Electron.app/Contents/Resources/default_app.asar'],
  ] as const)('takes the one that the environment names, on %s', (platform, program, defaultApp) => {
    withTree({ [`other/${program}`]: '', [`other/${defaultApp}`]: '', ...complete }, (root) => {
      const env = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'other') };
      expect(findElectron(root, env, platform)).toEqual({ program: join(root, 'other', program) });
    });
  });

  test('says what is wrong with the one that the environment names', () => {
    withTree({ 'other/electron': '' }, (root) => {
      const env = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'other') };
      expect(findElectron(root, env, 'linux')).toEqual({ missing: expect.stringContaining('no default app') });
      expect(findElectron(root, env, 'win32')).toEqual({ missing: expect.stringContaining('no electron.exe') });
    });
  });
});

describe('electronArguments', () => {
  test('only root goes without the sandbox', () => {
    expect(electronArguments('/app', ['--x'], 0)).toEqual(['--no-sandbox', '/app', '--x']);
    expect(electronArguments('/app', ['--x'], 1000)).toEqual(['/app', '--x']);
    expect(electronArguments('/app', [], undefined)).toEqual(['/app']);
  });
});

describe('packagesAreInstalled', () => {
  const setTime = (file: string, seconds: number) => utimesSync(file, seconds, seconds);

  test('not without node_modules, nor after an install that was cut off', () => {
    withTree({ 'package-lock.json': '{}' }, (root) => expect(packagesAreInstalled(root)).toBe(false));
    withTree({ 'package-lock.json': '{}', 'node_modules/svelte/package.json': '{}' }, (root) => {
      expect(packagesAreInstalled(root)).toBe(false);
    });
  });

  test('not when the lock is younger', () => {
    withTree({ 'package-lock.json': '{}', 'node_modules/.package-lock.json': '{}' }, (root) => {
      setTime(join(root, 'node_modules/.package-lock.json'), 1000);
      setTime(join(root, 'package-lock.json'), 2000);
      expect(packagesAreInstalled(root)).toBe(false);
      setTime(join(root, 'node_modules/.package-lock.json'), 3000);
      expect(packagesAreInstalled(root)).toBe(true);
    });
  });

  test('a checkout that only touched the lock asks for no new install', () => {
    const emptyObjectSha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const files = {
      'package-lock.json': '{}',
      'node_modules/.package-lock.json': '{}',
      'node_modules/.omnibus-lock': emptyObjectSha256,
    };
    withTree(files, (root) => {
      setTime(join(root, 'node_modules/.package-lock.json'), 1000);
      setTime(join(root, 'package-lock.json'), 2000);
      expect(packagesAreInstalled(root)).toBe(true);
    });
  });
});

describe('sourceStamp', () => {
  const stampOf = (files: Record<string, string>) =>
    withTree(files, (root) => sourceStamp(root, ['shared', 'one.json']));
  const files = { 'shared/a.ts': 'a', 'shared/deep/b.ts': 'b', 'one.json': '{}' };

  test('is the same for the same contents wherever they stand', () => {
    expect(stampOf(files)).toBe(stampOf({ ...files }));
  });

  test('changes with a content, a name, a new file, and a shift between two files', () => {
    const others = [
      { ...files, 'shared/a.ts': 'A' },
      { 'shared/c.ts': 'a', 'shared/deep/b.ts': 'b', 'one.json': '{}' },
      { ...files, 'shared/c.ts': '' },
      { ...files, 'shared/a.ts': 'ab', 'shared/deep/b.ts': '' },
      { ...files, 'one.json': '[]' },
    ];
    for (const other of others) expect(stampOf(other)).not.toBe(stampOf(files));
  });

  test('does not change with tests, notes and what no bundle is made from', () => {
    const more = { ...files, 'shared/a.test.ts': 't', 'shared/NOTES.md': 'n', 'docs/x.ts': 'x' };
    expect(stampOf(more)).toBe(stampOf(files));
  });
});

describe('findChromium', () => {
  test('prefers Chromium to Chrome to Edge, in the order of the PATH', () => {
    const env = { PATH: ['/usr/local/bin', '/usr/bin'].join(':') };
    const found = (installed: string[]) => findChromium(env, 'linux', (file) => installed.includes(file));
    expect(found(['/usr/bin/google-chrome', '/usr/bin/chromium'])).toBe('/usr/bin/chromium');
    expect(found(['/usr/bin/microsoft-edge'])).toBe('/usr/bin/microsoft-edge');
    expect(found([])).toBeUndefined();
  });

  test('knows the places on macOS and Windows', () => {
    expect(chromiumPlaces({}, 'darwin')).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    const windows = chromiumPlaces({ PROGRAMFILES: 'C:\\Program Files' }, 'win32');
    expect(windows).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
  });
});

describe('run', () => {
  const node = (code: string, options = {}) =>
    run(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'pipe'], ...options });

  test('tells the exit code and what was said on stderr', async () => {
    expect(await node('console.error("why"); process.exitCode = 3')).toEqual({ code: 3, errors: 'why\n' });
  });

  test('a program that does not exist is 127 with a reason', async () => {
    // By its whole path: a folder of the PATH that may not be read would be the reason otherwise.
    const ended = await run(join(projectRoot, 'no-such-program'), []);
    expect(ended).toMatchObject({ code: 127, reason: expect.stringContaining('ENOENT') });
  });

  test('a program that does not end is ended at the limit', async () => {
    const ended = await node('setInterval(() => 0, 1000)', { limitMs: 300 });
    expect(ended).toMatchObject({ code: 128, reason: 'no end within 0.3 s' });
  });
});
