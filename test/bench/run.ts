// `npm run bench [-- P1 P6 …]`: measures the goals and writes the rows to the file named in OMNIBUS_BENCH_RESULT.
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { capacity } from './capacity.ts';
import { codec } from './codec.ts';
import { deskToScreen } from './deskToScreen.ts';
import { fingerToWire } from './fingerToWire.ts';
import { idle } from './idle.ts';
import { manyClients } from './manyClients.ts';
import { modelSize } from './modelSize.ts';
import { pageLoad } from './pageLoad.ts';
import { recallBench } from './recall.ts';
import type { Row } from './row.ts';
import { scenes } from './scenes.ts';
import { signalFlow } from './signalFlow.ts';
import { start } from './start.ts';
import { printTable } from './table.ts';
import { wholeRead } from './wholeRead.ts';

const benchmarks = [
  fingerToWire,
  deskToScreen,
  capacity,
  wholeRead,
  recallBench,
  codec,
  manyClients,
  modelSize,
  start,
  pageLoad,
  idle,
  signalFlow,
  scenes,
];

async function run(words: readonly string[]): Promise<void> {
  const unknown = words.filter((word) => !benchmarks.some(({ id }) => id === word.toUpperCase()));
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}: choose from ${benchmarks.map(({ id }) => id).join(', ')}.`);
  }
  const chosen = benchmarks.filter(({ id }) => words.length === 0 || words.some((word) => word.toUpperCase() === id));
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const { id, measure } of chosen) {
    const started = performance.now();
    try {
      rows.push(...(await measure()));
    } catch (error) {
      // The others are still worth their time.
      failures.push(`${id} could not be measured: ${error instanceof Error ? error.message : error}`);
    }
    process.stderr.write(`${id} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
  console.log(printTable(rows));
  console.log(`\nload average ${loadavg()[0]?.toFixed(2)}, Node ${process.versions.node}`);
  const file = process.env.OMNIBUS_BENCH_RESULT;
  if (file) writeFileSync(file, `${JSON.stringify({ rows }, null, 2)}\n`);
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // What a benchmark has opened goes with the process.
  process.exit(1);
});
