import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ program: string }} Found
 * @typedef {{ missing: string }} Missing
 */

/**
 * Whether a window could be shown at all. macOS and Windows always have a desktop.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function hasDisplay(env, platform) {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** @param {NodeJS.Platform} platform */
function programIn(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {NodeJS.Platform} platform */
const resourcesIn = (platform) => (platform === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources');

/**
 * Electron's program, found without asking the package 'electron', which would try to download it.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {Found | Missing}
 */
export function findElectron(root, env, platform) {
  const other = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (other) {
    const program = join(other, programIn(platform));
    if (!existsSync(program)) return { missing: `ELECTRON_OVERRIDE_DIST_PATH holds no ${programIn(platform)}` };
    if (!existsSync(join(other, resourcesIn(platform), 'default_app.asar'))) {
      return { missing: 'the Electron in ELECTRON_OVERRIDE_DIST_PATH has no default app, it can only run packed apps' };
    }
    return { program };
  }
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  // The download writes dist/version before and path.txt after unpacking: both there means complete.
  if (!existsSync(pathFile) || !existsSync(join(folder, 'dist/version'))) return { missing: 'not downloaded' };
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? { program } : { missing: `${program} is missing` };
}

/**
 * Arguments for Electron's own program. Chromium's sandbox refuses root, and only root goes without.
 * @param {string} root
 * @param {string[]} args
 * @param {number | undefined} userId
 */
export function electronArguments(root, args, userId) {
  return [...(userId === 0 ? ['--no-sandbox'] : []), root, ...args];
}
