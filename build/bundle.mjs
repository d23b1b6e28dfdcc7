// `npm run build`: builds the bundles whose sources have changed. `node build/bundle.mjs [--force] [NAME …]`
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';
import { sourceStamp } from './sourceStamp.mjs';
import { projectRoot } from './targets.mjs';

const everyBundle = ['package.json', 'package-lock.json', 'build/targets.mjs'];
const nodeSide = [...everyBundle, 'build/vite.node.mjs', 'shared', 'electron'];

/** What each bundle is made from and the file that it makes. */
const bundles = {
  renderer: {
    sources: [...everyBundle, 'build/vite.renderer.mjs', 'shared', 'renderer'],
    file: 'out/renderer/index.html',
  },
  main: { sources: nodeSide, file: 'out/main.cjs' },
  preload: { sources: nodeSide, file: 'out/preload.cjs' },
  cli: { sources: nodeSide, file: 'out/cli.mjs' },
};

/** @typedef {keyof typeof bundles} BundleName */
export const bundleNames = /** @type {BundleName[]} */ (Object.keys(bundles));
const stampFile = join(projectRoot, 'out/.stamp');

/** @returns {Record<string, string>} */
function builtStamps() {
  if (!existsSync(stampFile)) return {};
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    // A torn stamp only means that everything is built again.
    return {};
  }
}

/** @param {BundleName} name */
async function build(name) {
  // Imported late: the launcher needs this file before the packages are installed.
  const vite = await import('vite');
  if (name === 'renderer') {
    const { rendererBundle } = await import('./vite.renderer.mjs');
    await vite.build({ ...rendererBundle, logLevel: 'warn' });
  } else {
    const { nodeBundles } = await import('./vite.node.mjs');
    await vite.build(nodeBundles[name]);
  }
}

/**
 * Builds what is stale, in parallel, and says what it built.
 * @param {BundleName[]} [names]
 * @param {{ force?: boolean }} [options]
 */
export async function buildStale(names = bundleNames, { force = false } = {}) {
  const stamps = builtStamps();
  const started = performance.now();
  const stale = names
    .map((name) => ({ name, stamp: sourceStamp(projectRoot, bundles[name].sources) }))
    .filter(({ name, stamp }) => force || stamps[name] !== stamp || !existsSync(join(projectRoot, bundles[name].file)));
  if (stale.length === 0) return;
  process.env.NODE_ENV = 'production';
  const results = await Promise.allSettled(stale.map(({ name }) => build(name)));
  for (const [i, { name, stamp }] of stale.entries()) {
    if (results[i]?.status === 'fulfilled') stamps[name] = stamp;
    else delete stamps[name];
  }
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify(stamps, null, 2)}\n`);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failures.length > 0) throw new Error(failures.map((failure) => failure?.message ?? String(failure)).join('\n\n'));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`Built ${stale.map(({ name }) => name).join(', ')} in ${seconds} s`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const words = argv.slice(2);
  const named = bundleNames.filter((name) => words.includes(name));
  try {
    await buildStale(named.length > 0 ? named : bundleNames, { force: words.includes('--force') });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    exit(1);
  }
}
