import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './processes.mjs';
import { projectRoot } from './targets.mjs';

/** @param {string} root */
const places = (root) => ({
  lock: join(root, 'package-lock.json'),
  // npm writes this one last: without it an install was cut off.
  installed: join(root, 'node_modules/.package-lock.json'),
  stamp: join(root, 'node_modules/.omnibus-lock'),
});

/** @param {string} lock */
const hashOf = (lock) => createHash('sha256').update(readFileSync(lock)).digest('hex');

/**
 * Whether node_modules holds what the lock file names: the same lock as at the last install by this step, or, after an
 * install by hand, no lock younger than node_modules.
 * @param {string} root
 */
export function packagesAreInstalled(root) {
  const { lock, installed, stamp } = places(root);
  if (!existsSync(installed)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(lock)) return true;
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

/** Installs the npm packages when they are missing or older than the lock file; throws with what to do. */
export async function installPackages() {
  if (packagesAreInstalled(projectRoot)) return;
  console.log('Installing npm packages …');
  const { code, reason } = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new Error(
      `npm packages could not be installed (${reason ?? `npm ended with ${code}`}). The npm registry must be reachable; then try again.`,
    );
  }
  const { lock, stamp } = places(projectRoot);
  writeFileSync(stamp, hashOf(lock));
}
