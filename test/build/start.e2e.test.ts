import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';

// `npm start` as a user meets it where no window can be shown: it must end in a page that opens, not in an error.

const home = mkdtempSync(join(tmpdir(), 'omnibus-start-'));
let started: ChildProcess | undefined;

/** Starts the launcher and collects what it prints. */
function start(args: readonly string[], more: NodeJS.ProcessEnv) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const launcher = spawn(process.execPath, [join(projectRoot, 'build/start.mjs'), ...args], {
    env: { ...env, HOME: home, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = launcher;
  let printed = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = new Promise<number | null>((resolve) => launcher.once('close', resolve));
  return { launcher, ended, printed: () => printed };
}

afterEach(() => {
  started?.kill();
});

const addressIn = (text: string) => /http:\/\/\S+/.exec(text)?.[0];

describe.skipIf(process.platform !== 'linux')('npm start without a window', () => {
  test.each([
    ['no display', [], {}, 'No window: no display.'],
    ['headless asked for', ['--headless'], { DISPLAY: ':0' }, 'No window: asked for by --headless.'],
    [
      'an Electron that is not there',
      [],
      { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: home },
      'No window: ELECTRON_OVERRIDE_DIST_PATH holds no electron.',
    ],
  ] as const)('%s: says why in one line, and its page opens', async (_case, args, env, reason) => {
    const { launcher, ended, printed } = start([...args, '--port', '0'], env);
    await expect.poll(() => addressIn(printed()), { timeout: 20_000 }).toBeDefined();
    expect(
      printed()
        .split('\n')
        .filter((line) => line.includes('No window')),
    ).toEqual([expect.stringContaining(reason)]);
    const page = await fetch(addressIn(printed()) ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Omnibus</title>');
    launcher.kill();
    await ended;
    rmSync(home, { recursive: true, force: true });
  });
});
