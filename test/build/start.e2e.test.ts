import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';

// `npm start` as a user meets it: where no window can be shown it must end in a page that opens, not in an error.

const home = mkdtempSync(join(tmpdir(), 'omnibus-start-'));
let started: ChildProcess | undefined;

/** Starts the launcher and collects what it prints. */
function start(args: readonly string[], more: NodeJS.ProcessEnv) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const launcher = spawn(process.execPath, [join(projectRoot, 'build/start.mjs'), ...args], {
    env: { ...env, HOME: home, XDG_CONFIG_HOME: home, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = launcher;
  let printed = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => launcher.once('close', resolve));
  return { launcher, ended, printed: () => printed };
}

/** A folder like Electron's, whose program is a script. */
function pretendElectron(name: string, script: string): NodeJS.ProcessEnv {
  const folder = join(home, name);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'resources/default_app.asar'), '');
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: folder };
}

afterEach(() => {
  started?.kill();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const addressIn = (text: string) => /http:\/\/\S+/.exec(text)?.[0];
const reasonsIn = (text: string) => text.split('\n').filter((line) => line.includes('No window'));

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  test.each([
    ['no display', [], () => ({}), 'No window: no display.'],
    ['headless asked for', ['--headless'], () => ({ DISPLAY: ':0' }), 'No window: asked for by --headless.'],
    [
      'an Electron that is not there',
      [],
      () => ({ DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: home }),
      'No window: ELECTRON_OVERRIDE_DIST_PATH holds no electron.',
    ],
    [
      'an Electron that lacks a library',
      [],
      () => pretendElectron('broken', 'exit 127'),
      'No window: Electron could not start (a library is missing).',
    ],
  ] as const)('%s: says why in one line, and its page opens', async (_case, args, env, reason) => {
    const { launcher, ended, printed } = start([...args, '--port', '0'], env());
    await expect.poll(() => addressIn(printed()), { timeout: 20_000 }).toBeDefined();
    expect(reasonsIn(printed())).toEqual([expect.stringContaining(reason)]);
    const page = await fetch(addressIn(printed()) ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Omnibus</title>');
    launcher.kill();
    await ended;
  });

  test('starts Electron on the project with the arguments and ends with its exit code', async () => {
    const env = pretendElectron('whole', 'echo "got: $@"; exit 5');
    const { ended, printed } = start(['--console', 'family://desk'], env);
    expect(await ended).toBe(5);
    const sandbox = process.getuid?.() === 0 ? '--no-sandbox ' : '';
    expect(printed()).toContain(`got: ${sandbox}${projectRoot} --console family://desk\n`);
    expect(reasonsIn(printed())).toEqual([]);
  });

  test('a wrong argument is told and ends the start', async () => {
    const { ended, printed } = start(['--port', 'abc'], {});
    expect(await ended).not.toBe(0);
    expect(printed()).toContain('--port abc');
    expect(addressIn(printed())).toBeUndefined();
  });
});
