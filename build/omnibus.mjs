// `npm run -s omnibus -- …`: the command line, built when stale. What it builds is said on stderr, so that stdout stays
// the command's own.
import { join } from 'node:path';
import { argv, execPath, exit } from 'node:process';
import { buildStale } from './bundle.mjs';
import { installPackages } from './packages.mjs';
import { run } from './processes.mjs';
import { projectRoot } from './targets.mjs';

try {
  console.log = console.error;
  await installPackages();
  const args = argv.slice(2);
  await buildStale(args[0] === 'serve' ? ['cli', 'renderer'] : ['cli']);
  const { code, reason } = await run(execPath, [join(projectRoot, 'out/cli.mjs'), ...args]);
  if (reason) console.error(reason);
  exit(code);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  exit(1);
}
