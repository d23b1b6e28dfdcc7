// `npm start`: installs, builds what is stale, and starts Omnibus: with a window where Electron can show one, else
// headless with the address of its page. Plain Node without packages, because it runs before they are installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, execPath, exit, getuid, platform } from 'node:process';
import { buildStale } from './bundle.mjs';
import { electronArguments, findElectron, hasDisplay } from './electronChoice.mjs';
import { installPackages } from './packages.mjs';
import { run } from './processes.mjs';
import { projectRoot } from './targets.mjs';

// Electron is about 120 MB; a network that swallows packets must not hold the start for ever.
const downloadLimitMs = Number(env.OMNIBUS_ELECTRON_LIMIT_S ?? 180) * 1000;

/**
 * Electron's program, downloaded when need be.
 * @returns {Promise<import('./electronChoice.mjs').Found | import('./electronChoice.mjs').Missing>}
 */
async function electron() {
  if (!hasDisplay(env, platform)) return { missing: 'no display' };
  const found = findElectron(projectRoot, env, platform);
  if ('program' in found || env.ELECTRON_OVERRIDE_DIST_PATH) return found;
  const installer = join(projectRoot, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return { missing: 'the npm package electron is not installed' };
  console.log(`Downloading Electron, at most ${downloadLimitMs / 1000} s …`);
  const { code, reason, errors } = await run(execPath, [installer], {
    limitMs: downloadLimitMs,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  if (code !== 0) return { missing: `Electron could not be downloaded (${reason ?? firstLine(errors)})` };
  return findElectron(projectRoot, env, platform);
}

/** @param {string} errors */
const firstLine = (errors) => errors.split('\n').find((line) => line.trim() !== '') ?? 'it gave no reason';

/**
 * @param {string[]} args
 * @param {string} why
 */
async function serve(args, why) {
  console.log(`No window: ${why}. Omnibus runs headless; open its address in a browser.`);
  return run(execPath, [join(projectRoot, 'out/cli.mjs'), 'serve', ...args]);
}

/** @param {string[]} args */
async function start(args) {
  await installPackages();
  await buildStale();
  if (args.includes('--headless')) {
    return serve(
      args.filter((arg) => arg !== '--headless'),
      'asked for by --headless',
    );
  }
  const found = await electron();
  if ('missing' in found) return serve(args, found.missing);
  const ended = await run(found.program, electronArguments(projectRoot, args, getuid?.()));
  if (ended.code !== 127) return ended;
  return serve(args, `Electron could not start (${ended.reason ?? 'a library is missing'})`);
}

try {
  const { code, reason } = await start(argv.slice(2));
  if (code !== 0 && reason) console.error(`Omnibus ended: ${reason}`);
  exit(code);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  exit(1);
}
