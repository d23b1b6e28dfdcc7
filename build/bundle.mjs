// `npm run build`: builds the bundles whose sources have changed. `node build/bundle.mjs [--force] [NAME …]`
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';
import { noticesFile, packageFolders, writeNotices } from './notices.mjs';
import { sourceStamp } from './sourceStamp.mjs';
import { projectRoot } from './targets.mjs';

const everyBundle = ['package.json', 'package-lock.json', 'build/targets.mjs', 'build/notices.mjs'];
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

/** Folders of the packages inside each bundle, for the notices. */
const packagesFile = join(projectRoot, 'out/.packages');

/**
 * @template T
 * @param {string} file
 * @returns {Record<string, T>}
 */
function kept(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A torn stamp only means that everything is built again.
    return {};
  }
}

/**
 * @param {BundleName} name
 * @returns {Promise<string[]>} folders of the packages inside
 */
async function build(name) {
  // Imported late: the launcher needs this file before the packages are installed.
  const vite = await import('vite');
  if (name === 'renderer') {
    const { rendererBundle } = await import('./vite.renderer.mjs');
    return packagesIn(await vite.build({ ...rendererBundle, logLevel: 'warn' }));
  }
  const { nodeBundles } = await import('./vite.node.mjs');
  return packagesIn(await vite.build(nodeBundles[name]));
}

/** @param {Awaited<ReturnType<typeof import('vite')['build']>>} built */
function packagesIn(built) {
  const bundles = Array.isArray(built) ? built : [built];
  return packageFolders(
    projectRoot,
    bundles.flatMap((bundle) => ('output' in bundle ? [bundle] : [])),
  );
}

/**
 * Builds what is stale, in parallel, and says what it built.
 * @param {BundleName[]} [names]
 * @param {{ force?: boolean }} [options]
 */
export async function buildStale(names = bundleNames, { force = false } = {}) {
  const stamps = /** @type {Record<string, string>} */ (kept(stampFile));
  const packages = /** @type {Record<string, string[]>} */ (kept(packagesFile));
  const started = performance.now();
  const stale = names
    .map((name) => ({ name, stamp: sourceStamp(projectRoot, bundles[name].sources) }))
    .filter(
      ({ name, stamp }) =>
        force ||
        stamps[name] !== stamp ||
        packages[name] === undefined ||
        [bundles[name].file, noticesFile].some((file) => !existsSync(join(projectRoot, file))),
    );
  if (stale.length === 0) return;
  process.env.NODE_ENV = 'production';
  const results = await Promise.allSettled(stale.map(({ name }) => build(name)));
  for (const [i, { name, stamp }] of stale.entries()) {
    const result = results[i];
    if (result?.status === 'fulfilled') {
      stamps[name] = stamp;
      packages[name] = result.value;
    } else delete stamps[name];
  }
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify(stamps, null, 2)}\n`);
  writeFileSync(packagesFile, `${JSON.stringify(packages, null, 2)}\n`);
  writeNotices(projectRoot, Object.values(packages).flat());
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
