import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { alternately } from './alternately.ts';
import { openPage, startApp, whenLive } from './app.ts';
import { bundleFolder, startChild, startConsole } from './children.ts';
import { type Benchmark, measuredRow, type Row, skippedRow } from './row.ts';

const runs = 5;

/** Starts the app. @returns ms from asking for the process to the console being live. */
async function timeToLive(consolePort: number) {
  const app = await startApp(consolePort);
  const page = await openPage(app);
  const liveMs = await whenLive(page);
  page.close();
  await app.close();
  return { ms: liveMs - app.startedMs };
}

/** Starts Node with nothing to do but to say so. */
async function timeBareNode() {
  const bare = await startChild(['-e', "console.log('ready'); setInterval(() => undefined, 1000)"], /ready\n/);
  await bare.close();
  return { ms: bare.readyMs - bare.startedMs };
}

async function startRow(consolePort: number): Promise<Row> {
  const { app, bare } = await alternately({ app: () => timeToLive(consolePort), bare: () => timeBareNode() }, runs);
  const above = app.ms.map((ms, run) => ms - (bare.ms[run] ?? 0));
  const subject = {
    id: 'P10.live',
    name: 'process start to live, above bare Node',
    unit: 'ms',
    goal: { of: 'figure', is: 'at most', limit: 600 },
  } as const;
  return measuredRow(subject, above, bare.ms, 'bare Node start');
}

/** The first strip has been laid out and the frame with it has been drawn. */
const firstStripDrawn = () =>
  new Promise<number>((resolve) => {
    const look = () => {
      if (!document.querySelector('[data-strip]')) requestAnimationFrame(look);
      // The second callback comes after the frame of the first was drawn.
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    };
    look();
  });

async function paintRow(consolePort: number): Promise<Row> {
  const subject = {
    id: 'P10.paint',
    name: 'page load to first strip drawn',
    unit: 'ms',
    goal: { of: 'figure', is: 'at most', limit: 1000 },
  } as const;
  const executablePath = process.env.OMNIBUS_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return skippedRow(subject, `there is no Chromium at ${executablePath}`);
  const app = await startApp(consolePort);
  const first = await openPage(app);
  await whenLive(first);
  // Only here, because it takes long to load.
  const { chromium } = await import('playwright');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    // A page of its own each time, so that nothing is kept from the last load.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(app.url, { waitUntil: 'commit' });
    const ms = await page.evaluate(firstStripDrawn);
    if (run > 0) times.push(ms);
    await context.close();
  }
  await browser.close();
  first.close();
  await app.close();
  return measuredRow(subject, times);
}

/** The layout engine of flow pictures is fetched with the first of them, long after the page works. */
const isFetchedLater = (name: string) => name.startsWith('elk-');

/** What a browser has to fetch before the page works. */
function bundleRow(): Row {
  const folder = join(bundleFolder, 'renderer');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(html|js|css)$/.test(entry.name) && !isFetchedLater(entry.name),
  );
  const bytes = files.reduce(
    (sum, entry) => sum + gzipSync(readFileSync(join(entry.parentPath, entry.name)), { level: 9 }).length,
    0,
  );
  const subject = {
    id: 'P10.bundle',
    name: 'page: scripts, styles and HTML, gzip',
    unit: 'kB',
    goal: { of: 'figure', is: 'at most', limit: 250 },
  } as const;
  return measuredRow(subject, [bytes / 1000]);
}

/** P10: start of the app and of its page. */
export const start: Benchmark = {
  id: 'P10',
  async measure() {
    const desk = await startConsole();
    const rows = [await startRow(desk.port), await paintRow(desk.port), bundleRow()];
    await desk.close();
    return rows;
  },
};
