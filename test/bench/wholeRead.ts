import driver from '../../electron/drivers/x32/index.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { alternately } from './alternately.ts';
import { startConsole } from './children.ts';
import { openTap } from './consoleTap.ts';
import { readBare } from './floors/bareReader.ts';
import { type Benchmark, measuredRow } from './row.ts';

const host = '127.0.0.1';
const limitMs = 20_000;
/** Requests under way at once, as the driver has them while it reads everything. */
const windowWidth = 64;

/** Reads the console into a hub. @returns ms from opening the driver to live. */
function readIntoHub(port: number): Promise<number> {
  const hub = new DeskHub({ clock: systemClock, version: '', wallMs: Date.now });
  const seat = hub.attach(false);
  const { listener } = seat;
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const end = (action: () => void) => {
      clearTimeout(late);
      session.dispose();
      seat.detach();
      action();
    };
    const late = setTimeout(() => end(() => reject(new Error('The console was not live in time'))), limitMs);
    const status: typeof listener.status = (each) => {
      listener.status(each);
      const liveMs = performance.now();
      if (each.state === 'live') end(() => resolve(liveMs - startedMs));
    };
    const session = driver.open({ host, port }, { ...listener, status }, { clock: systemClock });
    seat.bind(session);
  });
}

/** Everything that the driver asks until it is live, once each, as it stands on the wire. */
async function requestsOfRead(consolePort: number): Promise<readonly Uint8Array[]> {
  const tap = await openTap(consolePort);
  const asked = new Map<string, Uint8Array>();
  tap.onSent = (bytes) => {
    const text = bytes.toString('latin1');
    // A type tag means that something is set, except where a text line is asked for.
    const isAnswered = text.startsWith('/node') || (!text.includes(',') && !text.startsWith('/xremote'));
    if (isAnswered) asked.set(text, bytes);
  };
  await readIntoHub(tap.port);
  await tap.close();
  return [...asked.values()];
}

/** P4: the whole console read and in the model, against asking the same and taking the answers apart. */
export const wholeRead: Benchmark = {
  id: 'P4',
  async measure() {
    const desk = await startConsole();
    const requests = await requestsOfRead(desk.port);
    const { omnibus, floor } = await alternately(
      {
        omnibus: async () => ({ ms: await readIntoHub(desk.port) }),
        floor: async () => {
          const startedMs = performance.now();
          await readBare(desk.port, requests, windowWidth);
          return { ms: performance.now() - startedMs };
        },
      },
      15,
    );
    await desk.close();
    const name = `whole console read, live (${requests.length} requests)`;
    const goal = { of: 'ratio', is: 'at most', limit: 1.3 } as const;
    return [measuredRow({ id: 'P4', name, unit: 'ms', goal }, omnibus.ms, floor.ms, 'bare reader')];
  },
};
