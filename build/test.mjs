// `npm test`: everything a change must pass, on a clean clone. For a part of it: --check, --unit, --browser, --e2e.
// `--long` tries far more inputs where inputs are made from seeds; it takes hours.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, execPath, exit, platform } from 'node:process';
import { testBrowser } from './browser.mjs';
import { buildStale } from './bundle.mjs';
import { openDisplay } from './display.mjs';
import { findElectron } from './electronChoice.mjs';
import { electronRuntime, runtimeVersion } from './electronRuntime.mjs';
import { packForTests } from './pack.mjs';
import { installPackages } from './packages.mjs';
import { run } from './processes.mjs';
import { projectRoot } from './targets.mjs';
import { addResults, countResults } from './testResults.mjs';

/** @typedef {import('./testResults.mjs').Counts} Counts */

const parts = ['--check', '--unit', '--browser', '--e2e'];
const words = argv.slice(2);
const chosen = parts.filter((part) => words.includes(part));
const isLong = words.includes('--long');
const longTestMs = 6 * 3_600_000;
/** What is left goes to Vitest: names of files, `-t NAME`. */
const filters = words.filter((word) => !parts.includes(word) && word !== '--long');
/** @param {string} part */
const wants = (part) => chosen.length === 0 || chosen.includes(part);
const reports = join(projectRoot, 'test-results');

/** @param {string} title */
function announce(title) {
  console.log(`\n── ${title}`);
}

/**
 * @param {string} name
 * @param {string[]} projects
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Promise<Counts>}
 */
async function vitest(name, projects, more = {}) {
  announce(`Tests: ${projects.join(', ')}`);
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const { code } = await run(
    execPath,
    [
      join(projectRoot, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=build/vitest.config.ts',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...projects.map((project) => `--project=${project}`),
      ...(isLong ? [`--testTimeout=${longTestMs}`] : []),
      ...filters,
    ],
    { env: { ...env, NODE_ENV: 'test', ...(isLong ? { OMNIBUS_LONG: '1' } : {}), ...more } },
  );
  return countResults(report, code);
}

/** @returns {Promise<Counts>} */
async function check() {
  announce('Checks');
  const { code } = await run(execPath, [join(projectRoot, 'build/check.mjs')]);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0, failures: code === 0 ? [] : ['npm run check'] };
}

/**
 * The Electron the tests run: the project's own where it is downloaded, else the one from the npm registry.
 * @returns {Promise<{ folder: string, version: string } | { missing: string }>}
 */
async function testElectron() {
  const folder = join(projectRoot, 'node_modules/electron/dist');
  if ('program' in findElectron(projectRoot, {}, platform) && existsSync(folder)) {
    return { folder, version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') };
  }
  const runtime = await electronRuntime();
  return 'folder' in runtime ? { ...runtime, version: runtimeVersion } : runtime;
}

/**
 * The packed app and a display for it; without them the tests in the browser still run.
 * @returns {Promise<{ environment: NodeJS.ProcessEnv, close(): void }>}
 */
async function windowHost() {
  const electron = await testElectron();
  const display = 'missing' in electron ? electron : await openDisplay();
  if ('missing' in electron || 'missing' in display) {
    const why = 'missing' in display ? display.missing : 'no display';
    console.log(`skipped: no Electron runtime (${why})`);
    return { environment: { OMNIBUS_NO_ELECTRON: why }, close: () => undefined };
  }
  announce(`Packing with Electron ${electron.version}`);
  const program = await packForTests(electron);
  return {
    environment: { OMNIBUS_PACKED_APP: program, ...(display.display ? { DISPLAY: display.display } : {}) },
    close: display.close,
  };
}

/**
 * @param {string} browser
 * @returns {Promise<Counts>}
 */
async function endToEnd(browser) {
  const { environment, close } = await windowHost();
  try {
    return await vitest('e2e', ['e2e'], { OMNIBUS_CHROMIUM: browser, ...environment });
  } finally {
    close();
  }
}

/** @returns {Promise<Counts>} */
async function test() {
  await installPackages();
  mkdirSync(reports, { recursive: true });
  /** @type {Counts[]} */
  const counts = [];
  if (wants('--check')) counts.push(await check());
  const needsBrowser = wants('--browser') || wants('--e2e');
  const browser = needsBrowser ? await testBrowser() : { missing: 'not asked for' };
  if (needsBrowser && 'missing' in browser) {
    throw new Error(`No browser for the tests: ${browser.missing}. Install Chromium, or name one in OMNIBUS_CHROMIUM.`);
  }
  const program = 'program' in browser ? browser.program : '';
  if (wants('--unit') || wants('--browser')) {
    const projects = [...(wants('--unit') ? ['unit', 'page'] : []), ...(wants('--browser') ? ['browser'] : [])];
    counts.push(await vitest('unit', projects, program ? { OMNIBUS_CHROMIUM: program } : {}));
  }
  if (wants('--e2e')) {
    announce('Build');
    await buildStale();
    counts.push(await endToEnd(program));
  }
  return addResults(counts);
}

try {
  const { passed, failed, skipped, failures } = await test();
  // Last, where it is found however long the run's log is.
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(skipped > 0 ? `\n${skipped} skipped` : '');
  console.log(`${passed} passed, ${failed} failed`);
  exit(failed > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  exit(1);
}
