import type { Buffer } from 'node:buffer';
import { setTimeout as wait } from 'node:timers/promises';
import { frameKinds } from '../../shared/protocol/frames.ts';
import { alternately } from './alternately.ts';
import { type App, openPage, snapshotOf, startApp, whenLive } from './app.ts';
import { startConsole } from './children.ts';
import { openTap } from './consoleTap.ts';
import { consoleSchema, endlessChanges } from './movableParams.ts';
import { type Relay, startRelay } from './relay.ts';
import { type Benchmark, measuredRow, type Row } from './row.ts';
import { percentile } from './statistics.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

const samplesPerRun = 200;
const restMs = 3;
const limitMs = 1000;
const crowd = 50;

/** Open Stage Control 1.29 without a window, OSC in → WebSocket out, last of 50 clients, in µs (the goals name it). */
const openStageControlUs = { p50: 1060, p99: 1600 } as const;

/** Counts frames with values at all clients and tells when as many have come as there are clients. */
class Audience {
  readonly #clients: readonly WebSocketClient[];
  #heard = 0;
  #lastHeard: (() => void) | undefined;

  /** @param isNews tells a frame with a value from others. */
  constructor(clients: readonly WebSocketClient[], isNews: (frame: Buffer) => boolean) {
    this.#clients = clients;
    for (const client of clients) {
      client.onBinary = (frame) => {
        if (!isNews(frame)) return;
        this.#heard++;
        if (this.#heard === clients.length) this.#lastHeard?.();
      };
    }
  }

  /** µs from telling to the last client's frame. */
  time(tell: () => void): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`No frame at the last client in ${limitMs} ms`)), limitMs);
      this.#heard = 0;
      const toldMs = performance.now();
      this.#lastHeard = () => {
        const heardMs = performance.now();
        clearTimeout(late);
        this.#lastHeard = undefined;
        resolve((heardMs - toldMs) * 1000);
      };
      tell();
    });
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

async function timePushes(audience: Audience, push: () => void) {
  const samples: number[] = [];
  for (let sample = 0; sample < samplesPerRun; sample++) {
    await wait(restMs);
    samples.push(await audience.time(push));
  }
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
}

const open = async (count: number, openOne: () => Promise<WebSocketClient>) => {
  const clients: WebSocketClient[] = [];
  for (let index = 0; index < count; index++) clients.push(await openOne());
  return clients;
};

/** A diff of the app that says something: the number of values or texts is not zero. */
const isDiff = (frame: Buffer) =>
  frame[0] === frameKinds.diff && (frame.readUInt16LE(2) > 0 || frame.readUInt32LE(8) > 0);

async function measureWith(clients: number, app: App, relay: Relay, push: Record<'omnibus' | 'floor', () => void>) {
  const pages = new Audience(await open(clients, () => openPage(app)), isDiff);
  const relayPages = new Audience(await open(clients, () => openWebSocket(relay.port)), () => true);
  await wait(300);
  const results = await alternately({
    omnibus: () => timePushes(pages, push.omnibus),
    floor: () => timePushes(relayPages, push.floor),
  });
  pages.close();
  relayPages.close();
  await wait(100);
  return results;
}

const atMost = (limit: number) => ({ of: 'ratio', is: 'at most', limit }) as const;

function rowsFor(clients: number, results: Awaited<ReturnType<typeof measureWith>>): Row[] {
  const who = clients === 1 ? '1client' : `${clients}clients.last`;
  const name = (figure: string) => `desk to screen, ${clients === 1 ? '1 client' : `last of ${clients}`}, ${figure}`;
  return (['p50', 'p99'] as const).map((figure) =>
    measuredRow(
      { id: `P2.${who}.${figure}`, name: name(figure), unit: 'µs', goal: atMost(1.3) },
      results.omnibus[figure],
      results.floor[figure],
      'bare relay',
    ),
  );
}

/** P2: the console's datagram → the frame at a client's, one and the last of fifty. */
export const deskToScreen: Benchmark = {
  id: 'P2',
  async measure() {
    const desk = await startConsole();
    const tap = await openTap(desk.port);
    const app = await startApp(tap.port);
    const first = await openPage(app);
    await whenLive(first);
    const found = await snapshotOf(first);
    first.close();
    const relay = await startRelay('message');
    const change = { omnibus: endlessChanges(consoleSchema(), found), floor: endlessChanges(consoleSchema(), found) };
    const push = { omnibus: () => tap.push(change.omnibus()), floor: () => relay.push(change.floor().message) };

    const one = await measureWith(1, app, relay, push);
    const many = await measureWith(crowd, app, relay, push);
    await Promise.all([app.close(), relay.close(), tap.close(), desk.close()]);
    const peers = (['p50', 'p99'] as const).map((figure) =>
      measuredRow(
        {
          id: `P2.${crowd}clients.last.${figure}.peer`,
          name: `the same against a peer, ${figure}`,
          unit: 'µs',
          goal: atMost(1),
        },
        many.omnibus[figure],
        openStageControlUs[figure],
        'Open Stage Control, constant',
      ),
    );
    return [...rowsFor(1, one), ...rowsFor(crowd, many), ...peers];
  },
};
