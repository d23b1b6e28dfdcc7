import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeValues, frameKinds } from '../../shared/protocol/frames.ts';
import { alternately } from './alternately.ts';
import { type App, openPage, whenLive } from './app.ts';
import { bundleFolder, startChild, startConsole } from './children.ts';
import { consoleSchema } from './movableParams.ts';
import { useOf } from './processUse.ts';
import { startRelay } from './relay.ts';
import { type Benchmark, measuredRow, type Row } from './row.ts';
import { percentile } from './statistics.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

const crowd = 200;
const movesPerSecond = 20;
const movesPerRun = 100;
const limitMs = 5000;
const loadSeconds = 8;
const bus = 'bus/1';

const tokenOf = (index: number) => `bench-token-of-client-${index}`;

interface RemoteApp extends App {
  readonly remotePort: number;
}

/** The app with 200 performers who are paired already, as after a restart during a show. */
async function startWithPeople(consolePort: number): Promise<RemoteApp> {
  const home = mkdtempSync(join(tmpdir(), 'omnibus-bench-'));
  const expiresMs = Date.now() + 3_600_000;
  const people = Array.from({ length: crowd }, (_, index) => ({
    id: `p${index}`,
    name: `Performer ${index}`,
    role: 'performer',
    busses: [bus],
    tokenHash: createHash('sha256').update(tokenOf(index)).digest('hex'),
    expiresMs,
  }));
  writeFileSync(join(home, 'people.json'), JSON.stringify({ people, mixes: [] }));
  const args = [
    'serve',
    '--remote',
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--console',
    `x32://127.0.0.1:${consolePort}`,
  ];
  const child = await startChild(
    [join(bundleFolder, 'cli.mjs'), ...args],
    /(http:\/\/\S+:(\d+)\/)[\s\S]*?http:\/\/\S+:(\d+)\//,
    { OMNIBUS_SETTINGS: join(home, 'settings.json') },
  );
  return {
    ...child,
    url: child.match[1] ?? '',
    port: Number(child.match[2]),
    remotePort: Number(child.match[3]),
    async close() {
      await child.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Comes in with a token; ready when the mix has been read. */
function enter(port: number, index: number): Promise<WebSocketClient> {
  return openWebSocket(port, '/ws').then(
    (client) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`Client ${index} was not let in`)), limitMs);
        client.onBinary = (frame) => {
          if (frame[0] !== frameKinds.snapshot) return;
          clearTimeout(late);
          resolve(client);
        };
        client.sendText(JSON.stringify({ type: 'enter', token: tokenOf(index) }));
        client.sendText(JSON.stringify({ type: 'hello', protocol: 1 }));
      }),
  );
}

/** Times until the last of many clients has heard of each move. */
class Crowd {
  bytes = 0;
  meterBytes = 0;
  meterFrames = 0;
  readonly #clients: readonly WebSocketClient[];
  #round = 0;
  #left = 0;
  #heard: (() => void) | undefined;

  /** @param isNews whether a frame is what is waited for in this round */
  constructor(clients: readonly WebSocketClient[], isNews: (frame: Buffer, round: number) => boolean) {
    this.#clients = clients;
    for (const client of clients) {
      let round = 0;
      client.onBinary = (frame) => {
        this.bytes += frame.length + 2;
        if (frame[0] === frameKinds.meters) {
          this.meterFrames++;
          this.meterBytes += frame.length + 2;
        }
        if (round === this.#round || !isNews(frame, this.#round)) return;
        round = this.#round;
        if (--this.#left === 0) this.#heard?.();
      };
    }
  }

  /** µs from a move to the last client. @param tell makes the move of a round, counted from 1 */
  time(tell: (round: number) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The last of ${crowd} heard nothing in ${limitMs} ms`)), limitMs);
      this.#round++;
      this.#left = this.#clients.length;
      const toldMs = performance.now();
      this.#heard = () => {
        clearTimeout(late);
        resolve((performance.now() - toldMs) * 1000);
      };
      tell(this.#round);
    });
  }

  async run(tell: (round: number) => void): Promise<Record<'p50' | 'p99' | 'perSecond', number>> {
    const samples: number[] = [];
    for (let move = 0; move < movesPerRun; move++) {
      await wait(1000 / movesPerSecond / 4);
      samples.push(await this.time(tell));
    }
    const sum = samples.reduce((total, sample) => total + sample, 0);
    const perSecond = (crowd * movesPerRun * 1_000_000) / sum;
    return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99), perSecond };
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

/** CPU of the app, bytes and meters, at 20 moves a second with meters on. */
async function underLoad(app: App, people: Crowd, move: (round: number) => void) {
  people.bytes = people.meterBytes = people.meterFrames = 0;
  const before = useOf(app.pid);
  const startedMs = performance.now();
  for (let count = 0; count < loadSeconds * movesPerSecond; count++) {
    move(count);
    await wait(Math.max(0, startedMs + ((count + 1) * 1000) / movesPerSecond - performance.now()));
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const after = useOf(app.pid);
  return {
    corePercent: (after.cpuMs - before.cpuMs) / seconds / 10,
    residentMb: after.residentMb,
    bytesPerSecond: people.bytes / crowd / seconds,
    meterFrameBytes: people.meterFrames === 0 ? Number.NaN : people.meterBytes / people.meterFrames,
    meterHz: people.meterFrames / crowd / seconds,
  };
}

const figure = (id: string, name: string, unit: string, limit: number, value: number): Row =>
  measuredRow({ id: `P7.${id}`, name, unit, goal: { of: 'figure', is: 'at most', limit } }, [value]);

/** P7: 200 paired performers, 20 moves a second, meters at 20 Hz. */
export const manyClients: Benchmark = {
  id: 'P7',
  async measure() {
    const desk = await startConsole();
    const app = await startWithPeople(desk.port);
    const engineer = await openPage(app);
    await whenLive(engineer);
    await wait(500);
    const idleMb = useOf(app.pid).residentMb;
    const clients: WebSocketClient[] = [];
    for (let index = 0; index < crowd; index++) clients.push(await enter(app.remotePort, index));
    const schema = consoleSchema();
    const id = schema.need(`channel/1/send/${bus}/level`);
    /** A diff that tells of this send, whatever it says has become of it. */
    const tells = (frame: Buffer) =>
      frame[0] === frameKinds.diff && frame.readUInt32LE(8) > 0 && (frame.readUInt32LE(12) & 0xffffff) === id;
    const levels = [-30, -31];
    const move = (round: number) => {
      const value = levels[round % 2] ?? -30;
      engineer.sendBinary(encodeValues('set', round, [{ id, value, landing: 'pending' }]));
    };
    const people = new Crowd(clients, tells);
    const relay = await startRelay('message');
    const bare: WebSocketClient[] = [];
    for (let index = 0; index < crowd; index++) bare.push(await openWebSocket(relay.port));
    const floor = new Crowd(bare, () => true);
    await wait(300);
    const results = await alternately({
      omnibus: () => people.run(move),
      floor: () => floor.run(() => relay.push(new Uint8Array(20))),
    });
    for (const client of clients) client.sendText('{"type":"meters","on":true}');
    await wait(500);
    const load = await underLoad(app, people, move);
    people.close();
    floor.close();
    await Promise.all([app.close(), relay.close(), desk.close()]);
    const last = (name: 'p50' | 'p99') =>
      measuredRow(
        {
          id: `P7.last.${name}`,
          name: `move to the last of ${crowd}, ${name}`,
          unit: 'µs',
          goal: { of: 'ratio', is: 'at most', limit: 2 },
        },
        results.omnibus[name],
        results.floor[name],
        'bare fan-out',
      );
    return [
      last('p50'),
      last('p99'),
      measuredRow(
        { id: 'P7.throughput', name: 'deliveries', unit: '/s', goal: { of: 'ratio', is: 'at least', limit: 0.5 } },
        results.omnibus.perSecond,
        results.floor.perSecond,
        'bare fan-out',
      ),
      figure(
        'cpu',
        `${crowd} clients, ${movesPerSecond} moves/s, meters at ${load.meterHz.toFixed(0)} Hz`,
        '% of a core',
        35,
        load.corePercent,
      ),
      figure(
        'memory',
        `memory above idle, ${(((load.residentMb - idleMb) * 1024) / crowd).toFixed(0)} kB a client`,
        'MB',
        60,
        load.residentMb - idleMb,
      ),
      figure('meterFrame', 'a meter frame with its header', 'bytes', 120, load.meterFrameBytes),
      figure('bytes', 'sent to each client', 'bytes/s', 5000, load.bytesPerSecond),
    ];
  },
};
