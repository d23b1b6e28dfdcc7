// `npm run pack -- …`: electron-builder on fresh bundles; arguments go to electron-builder (`--dir`, `--linux`, `--mac`).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, execPath, exit, platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import { buildStale } from './bundle.mjs';
import { installPackages } from './packages.mjs';
import { run } from './processes.mjs';
import { sourceStamp } from './sourceStamp.mjs';
import { projectRoot } from './targets.mjs';

const config = 'build/electron-builder.json5';
const installedSevenZip = '/usr/bin/7zz';

/**
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
function electronBuilder(args, options) {
  // An installed 7-Zip saves electron-builder the download of its own.
  if (!env.ELECTRON_BUILDER_7ZIP_PATH && existsSync(installedSevenZip)) {
    env.ELECTRON_BUILDER_7ZIP_PATH = installedSevenZip;
  }
  const program = join(projectRoot, 'node_modules/electron-builder/cli.js');
  return run(execPath, [program, '--config', config, '--publish', 'never', ...args], options);
}

/** Where the packed program stands below the output folder. */
function packedProgram() {
  if (platform === 'darwin') return 'mac/Omnibus.app/Contents/MacOS/Omnibus';
  return platform === 'win32' ? 'win-unpacked/Omnibus.exe' : 'linux-unpacked/omnibus';
}

/**
 * Packs the app for the end-to-end tests, when anything in it has changed. It differs from a release in one fuse: the
 * tests drive the app through Node's inspector, which a release does not open.
 * @param {{ folder: string, version: string }} electron
 * @returns {Promise<string>} the packed program
 */
export async function packForTests(electron) {
  const output = 'dist/test';
  const stampFile = join(projectRoot, output, '.stamp');
  const program = join(projectRoot, output, packedProgram());
  const stamp = `${electron.version} ${sourceStamp(projectRoot, ['out', config, 'build/icons', 'package-lock.json'])}`;
  if (existsSync(program) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return program;
  const { code, reason, errors } = await electronBuilder(
    [
      '--dir',
      `-c.electronDist=${electron.folder}`,
      `-c.electronVersion=${electron.version}`,
      '-c.electronFuses.enableNodeCliInspectArguments=true',
      `-c.directories.output=${output}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (code !== 0) throw new Error(`electron-builder failed: ${reason ?? errors.trim()}`);
  mkdirSync(join(projectRoot, output), { recursive: true });
  writeFileSync(stampFile, stamp);
  return program;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  try {
    await installPackages();
    await buildStale();
    exit((await electronBuilder(argv.slice(2))).code);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    exit(1);
  }
}
