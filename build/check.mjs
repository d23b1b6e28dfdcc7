// `npm run check`: format, lint, types and layers, all of them even when one fails, two at a time.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { execPath, exit } from 'node:process';
import { projectRoot } from './targets.mjs';

const packages = join(projectRoot, 'node_modules');
const tsc = join(packages, 'typescript/bin/tsc');
const svelteCheck = join(packages, 'svelte-check/bin/svelte-check');

/** Compiler state between runs: what has not changed is not read again. @param {string} name */
const remembered = (name) => [
  '--incremental',
  '--tsBuildInfoFile',
  join(packages, `.cache/omnibus/${name}.tsbuildinfo`),
];

// The slowest first, so that the last to end is a short one.
const checks = [
  { name: 'types: test', command: [svelteCheck, '--tsconfig', 'test/tsconfig.json', '--output', 'human'] },
  { name: 'types: renderer', command: [svelteCheck, '--tsconfig', 'renderer/tsconfig.json', '--output', 'human'] },
  { name: 'types: electron', command: [tsc, '-p', 'electron', ...remembered('electron')] },
  { name: 'types: shared', command: [tsc, '-p', 'shared', ...remembered('shared')] },
  { name: 'types: build', command: [tsc, '-p', 'build', ...remembered('build')] },
  { name: 'format and lint', command: [join(packages, '@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'] },
  { name: 'layers', command: [join(projectRoot, 'build/layers.mjs')] },
];

/**
 * @param {string[]} command
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(execPath, command, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

const waiting = [...checks];
let failed = 0;

async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const { ok, output } = await run(check.command);
    console.log(`${ok ? '✓' : '✗'} ${check.name}`);
    if (!ok) {
      failed += 1;
      console.log(output.trimEnd());
    }
  }
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
exit(failed > 0 ? 1 : 0);
