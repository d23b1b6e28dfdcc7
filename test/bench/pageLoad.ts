import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { openPage, whenLive } from './app.ts';
import { startConsole } from './children.ts';
import { type RemoteApp, startWithPeople, tokenOf } from './remoteApp.ts';
import { type Benchmark, measuredRow, type Row, skippedRow } from './row.ts';

const runs = 7;
/** A middling phone in a full hall: Wi-Fi of 9 Mbit/s with 60 ms there and back, a quarter of this machine's speed. */
const throttle = { bytesPerSecond: 9_000_000 / 8, roundTripMs: 60, slowdown: 4 } as const;

const unit = 'ms';
const goal = { of: 'figure', is: 'at most', limit: 1000 } as const;
const phone = `9 Mbit/s, ${throttle.roundTripMs} ms, CPU ÷ ${throttle.slowdown}`;
const subjects = {
  first: { id: 'L1.first', name: `a performer's page, nothing kept: address to usable fader (${phone})`, unit, goal },
  ratio: {
    id: 'L1.ratio',
    name: 'the same, by the same machine’s least page',
    unit,
    goal: { of: 'ratio', is: 'at most', limit: 3 },
  },
  again: { id: 'L1.again', name: 'the same, opened again', unit, goal },
  bytes: {
    id: 'L1.bytes',
    name: 'what it fetched until then, link included',
    unit: 'kB',
    goal: { of: 'figure', is: 'at most', limit: 90 },
  },
} as const;

/** A fader that a thumb can move has been laid out, and the frame with it has been drawn. */
const firstFaderUsable = () =>
  new Promise<number>((resolve) => {
    const look = () => {
      if (!document.querySelector('[role=slider][aria-disabled=false]')) requestAnimationFrame(look);
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    };
    look();
  });

/** The least that any page must do: one script, fetched from the page, that makes a fader. It tells how fast the machine is now. */
async function startBarePage() {
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': [
      'text/html',
      '<!doctype html><meta name="viewport" content="width=device-width"><script src="/s.js" defer></script>',
    ],
    '/s.js': [
      'text/javascript',
      "const fader = document.createElement('div'); fader.setAttribute('role', 'slider'); fader.setAttribute('aria-disabled', 'false'); document.body.append(fader);",
    ],
  };
  const server = createServer(({ url }, response) => {
    const [type, text] = files[url ?? '/'] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Opens the page as a phone does. @returns ms from the address to a usable fader, and bytes that came until then */
async function load(page: Page, url: string): Promise<{ ms: number; bytes: number }> {
  // What the last page still had to do is done by then.
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += response.opcode === 2 ? response.payloadData.length * 0.75 : response.payloadData.length;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: throttle.roundTripMs,
    downloadThroughput: throttle.bytesPerSecond,
    uploadThroughput: throttle.bytesPerSecond,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle.slowdown });
  await page.goto(url, { waitUntil: 'commit' });
  const ms = await page.evaluate(firstFaderUsable);
  await session.detach();
  return { ms, bytes };
}

async function measure(browser: Browser, app: RemoteApp, bareUrl: string): Promise<readonly Row[]> {
  const url = `http://127.0.0.1:${app.remotePort}/`;
  const figures = { first: [] as number[], again: [] as number[], bytes: [] as number[], bare: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    // A browser profile of its own each time, so that nothing is kept from the last run.
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    await context.addInitScript((token) => localStorage.setItem('omnibus.token', token), tokenOf(0));
    const page = await context.newPage();
    const first = await load(page, url);
    const again = await load(page, url);
    const bare = await load(page, bareUrl);
    await context.close();
    // The first run warms up the machine.
    if (run === 0) continue;
    figures.first.push(first.ms);
    figures.again.push(again.ms);
    figures.bytes.push(first.bytes / 1000);
    figures.bare.push(bare.ms);
  }
  return [
    measuredRow(subjects.first, figures.first, figures.bare, 'page of one script'),
    measuredRow(subjects.ratio, figures.first, figures.bare, 'page of one script'),
    measuredRow(subjects.again, figures.again, figures.bare, 'page of one script'),
    measuredRow(subjects.bytes, figures.bytes),
  ];
}

/** L1: how long a performer waits for the page on a phone. */
export const pageLoad: Benchmark = {
  id: 'L1',
  async measure() {
    const executablePath = process.env.OMNIBUS_CHROMIUM ?? '/usr/bin/chromium';
    if (!existsSync(executablePath)) {
      return Object.values(subjects).map((subject) => skippedRow(subject, `there is no Chromium at ${executablePath}`));
    }
    const desk = await startConsole();
    const app = await startWithPeople(desk.port, 1, 'bus/1');
    const engineer = await openPage(app);
    await whenLive(engineer);
    // Only here, because it takes long to load.
    const { chromium } = await import('playwright');
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const bare = await startBarePage();
    const rows = await measure(browser, app, bare.url);
    await browser.close();
    bare.close();
    engineer.close();
    await app.close();
    await desk.close();
    return rows;
  },
};
