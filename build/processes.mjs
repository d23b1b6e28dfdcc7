import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { execPath } from 'node:process';
import { projectRoot } from './targets.mjs';

/**
 * @typedef {object} Ended
 * @property {number} code the exit code; 127 when the program could not be started, 128 when a signal ended it
 * @property {string} [reason] why it could not be started, or which signal or time limit ended it
 * @property {string} errors what it wrote to stderr, where that was asked for by `stdio: ['…', '…', 'pipe']`
 */

/**
 * Runs a program in the project's root and waits for its end. Interrupts go to the program, which decides when to end.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number }} [options]
 * @returns {Promise<Ended>}
 */
export function run(program, args, { limitMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: projectRoot, stdio: 'inherit', windowsHide: true, ...options });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    let late = false;
    const limit =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill('SIGKILL');
          }, limitMs);
    // The terminal sends Ctrl-C to the whole group; only what comes to this process alone is passed on.
    const wait = () => undefined;
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', pass);
    /** @param {Omit<Ended, 'errors'>} ended */
    const end = (ended) => {
      clearTimeout(limit);
      process.off('SIGINT', wait).off('SIGTERM', pass);
      resolve({ ...ended, errors });
    };
    child.on('error', (error) => end({ code: 127, reason: error.message }));
    child.on('close', (code, signal) => {
      if (late) end({ code: 128, reason: `no end within ${(limitMs ?? 0) / 1000} s` });
      else if (code === null) end({ code: 128, reason: `ended by ${signal}` });
      else end({ code });
    });
  });
}

/**
 * npm, without a shell: npm's own program run by this Node. Started without npm, the npm on the PATH.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number }} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm && basename(npm).startsWith('npm')) return run(execPath, [npm, ...args], options);
  // On Windows npm is a .cmd file, which only a shell can start; the arguments are the project's own.
  if (process.platform === 'win32') return run('npm.cmd', args, { ...options, shell: true });
  return run('npm', args, options);
}
