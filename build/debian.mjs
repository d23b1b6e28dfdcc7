import { existsSync, readdirSync } from 'node:fs';
import { getuid, platform } from 'node:process';
import { run } from './processes.mjs';

const lists = '/var/lib/apt/lists';

/** Whether Debian packages may be installed here: Debian or a child of it, as root. */
export function mayInstallDebian() {
  return platform === 'linux' && getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages, with the package lists fetched first when they are missing or too old to serve.
 * @param {string[]} packages
 * @returns {Promise<string | undefined>} why it failed
 */
export async function installDebian(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @type {import('node:child_process').SpawnOptions} */
  const quiet = { env, stdio: ['ignore', 'ignore', 'pipe'] };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const hasLists = existsSync(lists) && readdirSync(lists).some((name) => name.includes('Packages'));
  if (hasLists && (await run('apt-get', install, quiet)).code === 0) return undefined;
  await run('apt-get', ['update', '-qq'], quiet);
  const { code, reason, errors } = await run('apt-get', install, quiet);
  return code === 0 ? undefined : `apt-get install failed: ${reason ?? errors.trim().split('\n').at(-1)}`;
}
