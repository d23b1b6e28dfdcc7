import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { chromiumFlags, findChromium } from '../../build/chromium.mjs';
import { projectRoot } from '../../build/targets.mjs';
import type { AppHost, RunningApp } from './appHost.ts';

const program = process.env.OMNIBUS_CHROMIUM || findChromium();
const startLimitMs = 20_000;
/** A page that does not do what is asked of it within this time never will. */
const actionLimitMs = 10_000;

/** The app served to a browser; it can show several pages. */
export interface ServedApp extends RunningApp {
  readonly url: string;
  openPage(options?: BrowserContextOptions): Promise<Page>;
}

interface Served {
  readonly server: ChildProcess;
  readonly url: string;
}

/** Starts the built server on a free port and reads its address from what it prints. */
function serve(console: string, settings: string): Promise<Served> {
  const server = spawn(
    process.execPath,
    [join(projectRoot, 'out/cli.mjs'), 'serve', '--console', console, '--port', '0'],
    { env: { ...process.env, OMNIBUS_SETTINGS: settings }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string) => {
      server.kill();
      reject(new Error(`The app was not served: ${why}. It printed: ${printed}`));
    };
    const limit = setTimeout(() => fail('no address in time'), startLimitMs);
    server.once('exit', (code) => fail(`it ended with ${code}`));
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const url = /http:\/\/\S+/.exec(printed)?.[0];
        if (url === undefined) return;
        clearTimeout(limit);
        server.removeAllListeners('exit');
        resolve({ server, url });
      });
    }
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await gone;
}

export async function launchServed({ console }: { readonly console: string }): Promise<ServedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'omnibus-served-'));
  const { server, url } = await serve(console, join(folder, 'settings.json'));
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: program ?? '', args: chromiumFlags });
    const running = browser;
    const openPage = async (options: BrowserContextOptions = {}) => {
      const context = await running.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      context.setDefaultTimeout(actionLimitMs);
      const page = await context.newPage();
      await page.goto(url);
      return page;
    };
    const page = await openPage();
    return {
      page,
      url,
      openPage,
      resize: (width, height) => page.setViewportSize({ width, height }),
      async close() {
        await running.close();
        await stop(server);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await browser?.close();
    await stop(server);
    throw error;
  }
}

/** The page in Chromium, served by the app without a window. */
export const browserHost: AppHost = {
  name: 'Chromium',
  missing: program ? undefined : 'no Chromium: install one, or name it in OMNIBUS_CHROMIUM',
  launch: launchServed,
};
