// `npm run reliability`: tries every fault that is promised to be survived and writes the figures to test/sync/RELIABILITY.md.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, exit } from 'node:process';
import { run } from './processes.mjs';
import { faultRows, reliabilityTests } from './reliabilityRows.mjs';
import { projectRoot } from './targets.mjs';

/** @typedef {Record<string, string | number | null>} Figures */

const folder = mkdtempSync(join(tmpdir(), 'omnibus-reliability-'));
const log = join(folder, 'figures.log');
const report = join(folder, 'report.json');
const { code } = await run(
  execPath,
  [
    join(projectRoot, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=build/vitest.config.ts',
    '--project=unit',
    '--retry=0',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...reliabilityTests,
  ],
  { env: { ...env, OMNIBUS_FIGURES: log } },
);
if (!existsSync(log) || !existsSync(report)) {
  console.error('The fault bench left no figures.');
  exit(1);
}
/** @type {Figures[]} */
const figures = readFileSync(log, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
/** @type {{ testResults: { name: string, assertionResults: { fullName: string, status: string }[] }[] }} */
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true });
const tests = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ fullName, status }) => ({ name: `${name} ${fullName}`, status })),
);

/** @param {string | number | null} figure */
function shown(figure) {
  if (typeof figure !== 'number') return String(figure ?? 'never');
  return Number.isInteger(figure) || figure >= 100 ? String(Math.round(figure)) : figure.toFixed(1);
}

/** @param {Figures} line */
function printed({ row, seed, ...values }) {
  const words = Object.entries(values).map(([name, figure]) => `${name} ${shown(figure)}`);
  return `| ${row} | ${seed} | ${words.join(', ')} |`;
}

/** @type {string[]} */
const missing = [];
const sections = faultRows.map(({ fault, required, tests: wanted, figures: named, beside }) => {
  const tried = tests.filter(({ name }) => wanted.test(name));
  const passed = tried.filter(({ status }) => status === 'passed').length;
  const failed = tried.filter(({ status }) => status === 'failed').length;
  const lines = figures.filter(({ row }) => named.test(String(row)));
  if (passed === 0 || lines.length === 0) missing.push(fault);
  return `## ${fault}

Required: ${required}.${beside ? ` Beside this run: ${beside}.` : ''}
${passed} tests passed, ${failed} failed.

| tried | seed | figures |
|---|---|---|
${lines.map(printed).toSorted().join('\n')}
`;
});
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectRoot, encoding: 'utf8' }).trim();
writeFileSync(
  join(projectRoot, 'test/sync/RELIABILITY.md'),
  `# Reliability

Written by \`npm run reliability\` at commit ${commit}; the run ${code === 0 ? 'passed' : 'FAILED'}. Names ending in Ms are milliseconds:
of virtual time where pages, hub, client and emulated console are on a network in memory, 5 ms round trip unless it says
otherwise; of this machine where inputs are fed. A run is repeated exactly by its seed; \`OMNIBUS_LONG=1\` tries more of them.

${sections.join('\n')}`,
);
for (const fault of missing) console.error(`No test with figures for: ${fault}`);
exit(code === 0 && missing.length === 0 ? 0 : 1);
