import type { Buffer } from 'node:buffer';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeValues, frameKinds } from '../../shared/protocol/frames.ts';
import { alternately } from './alternately.ts';
import { type App, openPage, whenLive } from './app.ts';
import { startConsole } from './children.ts';
import { consoleSchema } from './movableParams.ts';
import { useOf } from './processUse.ts';
import { startRelay } from './relay.ts';
import { enter, startWithPeople } from './remoteApp.ts';
import { type Benchmark, measuredRow, type Row } from './row.ts';
import { percentile } from './statistics.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

const crowd = 200;
/** So many of them stop reading, as a phone does that went out of the hall with the link open. */
const stuckCount = 20;
/** After this long without a word from them their links are to be closed. */
const closedWithinMs = 15_000;
/** … and the others must not notice. */
const stuckLimitMs = 100;
const movesPerSecond = 20;
const movesPerRun = 100;
const limitMs = 5000;
const loadSeconds = 8;
const bus = 'bus/1';

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
      const late = setTimeout(
        () => reject(new Error(`The last of ${this.#clients.length} heard nothing in ${limitMs} ms`)),
        limitMs,
      );
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
    const perSecond = (this.#clients.length * movesPerRun * 1_000_000) / sum;
    return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99), perSecond };
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

/** How long a move takes to the last of those who read while others do not, and how many of these are closed in time. */
async function withStuck(
  clients: readonly WebSocketClient[],
  tells: (frame: Buffer) => boolean,
  move: Move,
  bare: () => Promise<number>,
) {
  const stuck = clients.slice(0, stuckCount);
  let closed = 0;
  for (const client of stuck) {
    client.onClose = () => closed++;
    client.pause();
  }
  const startedMs = performance.now();
  const others = new Crowd(clients.slice(stuckCount), tells);
  const p99: number[] = [];
  const floor: number[] = [];
  while (p99.length < 5) {
    p99.push((await others.run(move)).p99);
    floor.push(await bare());
  }
  await wait(Math.max(0, closedWithinMs - (performance.now() - startedMs)));
  // Whoever reads nothing does not notice the end either.
  for (const client of stuck) client.resume();
  await wait(1000);
  return { p99, floor, closed };
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

/** Makes the move of a round, counted from 1. */
type Move = (round: number) => void;

const figure = (id: string, name: string, unit: string, limit: number, value: number): Row =>
  measuredRow({ id: `P7.${id}`, name, unit, goal: { of: 'figure', is: 'at most', limit } }, [value]);

/** The goal is that of the fault table; how far it is from a bare fan-out to as many is told beside it. */
function stuckRows({ p99, floor }: { readonly p99: readonly number[]; readonly floor: readonly number[] }): Row[] {
  const others = crowd - stuckCount;
  const name = `move to the last of ${others}, p99, while ${stuckCount} read nothing`;
  const goal = { of: 'figure', is: 'at most', limit: stuckLimitMs * 1000 } as const;
  return [measuredRow({ id: 'P7.stuck.p99', name, unit: 'µs', goal }, p99, floor, 'bare fan-out')];
}

/** P7: 200 paired performers, 20 moves a second, meters at 20 Hz. */
export const manyClients: Benchmark = {
  id: 'P7',
  async measure() {
    const desk = await startConsole();
    const app = await startWithPeople(desk.port, crowd, bus);
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
    const bareP99 = async () => (await floor.run(() => relay.push(new Uint8Array(20)))).p99;
    const stuck = await withStuck(clients, tells, move, bareP99);
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
      ...stuckRows(stuck),
      measuredRow(
        {
          id: 'P7.stuck.closed',
          name: `of those ${stuckCount}, closed within ${closedWithinMs / 1000} s`,
          unit: '',
          goal: { of: 'figure', is: 'at least', limit: stuckCount },
        },
        [stuck.closed],
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
