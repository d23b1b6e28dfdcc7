// `npm run reliability`: runs the fault bench and writes its figures to test/sync/RELIABILITY.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, exit } from 'node:process';
import { run } from './processes.mjs';
import { projectRoot } from './targets.mjs';

const log = join(tmpdir(), `omnibus-figures-${process.pid}.log`);
const { code } = await run(
  execPath,
  [
    join(projectRoot, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=build/vitest.config.ts',
    '--project=unit',
    'test/sync/faults',
  ],
  { env: { ...env, OMNIBUS_FIGURES: log } },
);
if (!existsSync(log)) {
  console.error('The fault bench left no figures.');
  exit(1);
}
/** @type {Record<string, string | number | null>[]} */
const lines = readFileSync(log, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
rmSync(log);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectRoot, encoding: 'utf8' }).trim();
/** @param {string | number | null} figure */
const shown = (figure) => (typeof figure === 'number' ? String(Math.round(figure)) : String(figure ?? 'never'));
const rows = lines.map(({ row, seed, ...figures }) => {
  const words = Object.entries(figures).map(([name, figure]) => `${name} ${shown(figure)}`);
  return `| ${row} | ${seed} | ${words.join(', ')} |`;
});
writeFileSync(
  join(projectRoot, 'test/sync/RELIABILITY.md'),
  `# Reliability

Written by \`npm run reliability\` at commit ${commit}; the run ${code === 0 ? 'passed' : 'FAILED'}. Names ending in Ms are milliseconds
of virtual time: pages, hub, client and emulated console on a network in memory, 5 ms round trip unless the row says otherwise.
A run is repeated exactly by its seed; \`OMNIBUS_LONG=1\` tries twenty times as many.

| fault | seed | figures |
|---|---|---|
${rows.toSorted().join('\n')}
`,
);
exit(code);
