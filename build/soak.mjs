// `npm run soak -- [--hours H] [--clients N] [--loss PERCENT] [--seed N]`: builds the app and lets a crowd play with it.
import { join } from 'node:path';
import { argv, execPath, exit } from 'node:process';
import { build } from 'vite';
import { buildStale } from './bundle.mjs';
import { run } from './processes.mjs';
import { projectRoot } from './targets.mjs';
import { nodeBundle } from './vite.node.mjs';

await buildStale(['cli', 'renderer']);
await build(nodeBundle({ entry: 'test/sync/soak/run.ts', file: 'soak.mjs', format: 'es' }));
const { code } = await run(execPath, [join(projectRoot, 'out/soak.mjs'), ...argv.slice(2)]);
exit(code);
