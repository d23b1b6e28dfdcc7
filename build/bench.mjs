// `npm run bench [-- P1 P6 …]`: builds the app and the benchmarks, then measures. Without names everything.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, execPath, exit } from 'node:process';
import { build } from 'vite';
import { buildStale } from './bundle.mjs';
import { findChromium } from './chromium.mjs';
import { run } from './processes.mjs';
import { projectRoot } from './targets.mjs';
import { nodeBundle } from './vite.node.mjs';

// Playwright finds files of its own beside itself, so it stays outside.
const outside = ['playwright'];

/**
 * @param {string} entry
 * @param {string} file
 */
async function bundle(entry, file) {
  const base = nodeBundle({ entry, file, format: 'es' });
  const known = base.build?.rolldownOptions?.external;
  const external = [...(Array.isArray(known) ? known : []), ...outside];
  await build({
    ...base,
    ssr: { ...base.ssr, external: outside },
    build: { ...base.build, rolldownOptions: { ...base.build?.rolldownOptions, external } },
  });
}

await buildStale(['cli', 'renderer']);
await bundle('test/bench/run.ts', 'bench.mjs');
await bundle('test/bench/floors/relay.ts', 'benchRelay.mjs');
const chromium = env.OMNIBUS_CHROMIUM ?? findChromium();
const { code } = await run(execPath, [join(projectRoot, 'out/bench.mjs'), ...argv.slice(2)], {
  env: {
    ...env,
    OMNIBUS_BENCH_RESULT: join(projectRoot, 'out/bench.json'),
    ...(chromium && existsSync(chromium) ? { OMNIBUS_CHROMIUM: chromium } : {}),
  },
});
exit(code);
