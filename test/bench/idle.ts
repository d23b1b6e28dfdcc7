import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { frameKinds } from '../../shared/protocol/frames.ts';
import { openPage, startApp, whenLive } from './app.ts';
import { startConsole } from './children.ts';
import { useOf } from './processUse.ts';
import { type Benchmark, measuredRow, skippedRow } from './row.ts';

const windows = 5;
const windowMs = 2000;
/** Just after the read the process still compiles and collects. */
const settleMs = 3000;

const cpu = {
  id: 'P11.cpu',
  name: 'live with meters, nothing moves: share of a core',
  unit: '%',
  goal: { of: 'figure', is: 'at most', limit: 6 },
} as const;
const memory = {
  id: 'P11.memory',
  name: 'the same: resident',
  unit: 'MB',
  goal: { of: 'figure', is: 'at most', limit: 110 },
} as const;

/** P11: the app with a live console and meters on, and nothing else to do. */
export const idle: Benchmark = {
  id: 'P11',
  async measure() {
    if (!existsSync('/proc/self/stat')) return [cpu, memory].map((each) => skippedRow(each, 'there is no /proc here'));
    const desk = await startConsole();
    const app = await startApp(desk.port);
    const page = await openPage(app);
    await whenLive(page);
    let meterFrames = 0;
    page.onBinary = (frame) => {
      if (frame[0] === frameKinds.meters) meterFrames++;
    };
    page.sendText(JSON.stringify({ type: 'meters', on: true }));
    await wait(settleMs);
    const shares: number[] = [];
    const residents: number[] = [];
    for (let window = 0; window < windows; window++) {
      meterFrames = 0;
      const before = useOf(app.pid);
      const startedMs = performance.now();
      await wait(windowMs);
      const after = useOf(app.pid);
      if (meterFrames === 0) throw new Error('No meters came');
      shares.push(((after.cpuMs - before.cpuMs) * 100) / (performance.now() - startedMs));
      residents.push(after.residentMb);
    }
    page.close();
    await Promise.all([app.close(), desk.close()]);
    return [measuredRow(cpu, shares), measuredRow(memory, residents)];
  },
};
