// `npm run pictures`: takes the pictures of the README from the running app on the emulated console.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, exit } from 'node:process';
import { testBrowser } from './browser.mjs';
import { buildStale } from './bundle.mjs';
import { chromiumFlags } from './chromium.mjs';
import { installPackages } from './packages.mjs';
import { projectRoot } from './targets.mjs';

const folder = join(projectRoot, 'build/pictures');
const size = { width: 1440, height: 900 };
const startLimitMs = 20_000;
/** The band plays this long before a picture is taken, so that meters and their peaks stand where they usually do. */
const playingMs = 2500;

/**
 * The app on an emulated console, with settings of its own.
 * @param {string} settings
 * @returns {Promise<{ url: string, stop(): void }>}
 */
function serve(settings) {
  const server = spawn(execPath, [join(projectRoot, 'out/cli.mjs'), 'serve', '--console', 'emulated', '--port', '0'], {
    env: { ...env, OMNIBUS_SETTINGS: settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => void server.kill();
  return new Promise((resolve, reject) => {
    let printed = '';
    const limit = setTimeout(() => {
      stop();
      reject(new Error('The app was not served in time'));
    }, startLimitMs);
    server.once('exit', (code) => reject(new Error(`The app ended with ${code}`)));
    server.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      printed += text;
      const url = /http:\/\/\S+/.exec(printed)?.[0];
      if (url === undefined) return;
      clearTimeout(limit);
      resolve({ url, stop });
    });
  });
}

/** @param {import('playwright').Page} page */
async function takeMixer(page) {
  await page.getByRole('slider', { name: 'Kick, fader' }).waitFor();
  await page.waitForTimeout(playingMs);
  await page.screenshot({ path: join(folder, 'mixer.png') });
}

/** @param {import('playwright').Page} page */
async function takeRouting(page) {
  await page.getByRole('link', { name: 'Routing' }).click();
  await page.getByRole('gridcell', { name: /^Bass DI to Booth/ }).click();
  await page.mouse.move(size.width / 2, size.height - 4);
  await page.getByRole('heading', { name: /Bass DI → Booth/ }).waitFor();
  await page.screenshot({ path: join(folder, 'routing.png') });
}

async function takePictures() {
  await installPackages();
  await buildStale(['cli', 'renderer']);
  const found = await testBrowser();
  if ('missing' in found) throw new Error(`No browser for the pictures: ${found.missing}`);
  const { chromium } = await import('playwright');
  const settings = mkdtempSync(join(tmpdir(), 'omnibus-pictures-'));
  mkdirSync(folder, { recursive: true });
  const { url, stop } = await serve(join(settings, 'settings.json'));
  try {
    const browser = await chromium.launch({ executablePath: found.program, args: chromiumFlags });
    try {
      const page = await browser.newPage({ viewport: size, colorScheme: 'dark', reducedMotion: 'reduce' });
      await page.goto(url);
      await page
        .getByTitle(/^Connection/)
        .filter({ hasText: 'Live' })
        .waitFor();
      await takeMixer(page);
      await takeRouting(page);
    } finally {
      await browser.close();
    }
  } finally {
    stop();
    rmSync(settings, { recursive: true, force: true });
  }
  console.log(`mixer.png and routing.png are in ${folder}`);
}

try {
  await takePictures();
  exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  exit(1);
}
