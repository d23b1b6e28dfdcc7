// A browser for the tests, wherever one can be had: an installed one, Debian's, one from the npm registry, Playwright's.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { arch, env, execPath, platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import { findChromium } from './chromium.mjs';
import { installDebian, mayInstallDebian } from './debian.mjs';
import { cacheFolder } from './electronRuntime.mjs';
import { run, runNpm } from './processes.mjs';
import { projectRoot } from './targets.mjs';

// Later versions need a newer Node.
const registryChromium = '@sparticuz/chromium@143.0.4';

/** @typedef {{ program: string } | { missing: string }} Browser */

/**
 * A program file that is there may still be a stub or lack a library.
 * @param {string} program
 */
async function starts(program) {
  // On Windows and macOS `--version` opens a window; there a browser that is installed is complete.
  if (platform !== 'linux') return true;
  const { code } = await run(program, ['--version'], { limitMs: 30_000, stdio: 'ignore' });
  return code === 0;
}

/** @returns {Promise<Browser>} */
async function fromRegistry() {
  const folder = join(cacheFolder, 'registry-chromium');
  const entry = join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js');
  if (!existsSync(entry)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--silent', registryChromium];
    const { code, errors } = await runNpm(args, { stdio: ['ignore', 'ignore', 'pipe'] });
    if (code !== 0) return { missing: `${registryChromium} could not be installed: ${errors.trim()}` };
  }
  const { default: packed } = await import(pathToFileURL(entry).href);
  const program = await packed.executablePath();
  return (await starts(program)) ? { program } : { missing: `${registryChromium} does not start here` };
}

/** @returns {Promise<Browser>} */
async function fromPlaywright() {
  const { chromium } = await import('playwright');
  if (!existsSync(chromium.executablePath())) {
    await run(execPath, [join(projectRoot, 'node_modules/playwright/cli.js'), 'install', 'chromium']);
  }
  const program = chromium.executablePath();
  return existsSync(program) ? { program } : { missing: "Playwright's browser could not be downloaded" };
}

/**
 * The browser for the tests, fetched at the first call.
 * @returns {Promise<Browser>}
 */
export async function testBrowser() {
  if (env.OMNIBUS_CHROMIUM) return { program: env.OMNIBUS_CHROMIUM };
  const installed = findChromium();
  if (installed && (await starts(installed))) return { program: installed };
  const reasons = [];
  if (mayInstallDebian()) {
    console.log('Installing Chromium …');
    const failure = await installDebian(['chromium', 'fonts-dejavu-core']);
    const program = findChromium();
    if (program && (await starts(program))) return { program };
    reasons.push(failure ?? "Debian's Chromium does not start");
  }
  const last = platform === 'linux' && arch === 'x64' ? [fromRegistry, fromPlaywright] : [fromPlaywright];
  for (const source of last) {
    const browser = await source();
    if ('program' in browser) return browser;
    reasons.push(browser.missing);
  }
  return { missing: reasons.join('; ') };
}
