import type { Buffer } from 'node:buffer';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { frameKinds } from '../../shared/protocol/frames.ts';
import { openPage, snapshotOf, startApp, whenLive } from './app.ts';
import { startConsole } from './children.ts';
import { openTap } from './consoleTap.ts';
import { consoleSchema, endlessChanges } from './movableParams.ts';
import { startRelay } from './relay.ts';
import { type Benchmark, measuredRow } from './row.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

const crowd = 50;
const runs = 5;
const probeMs = 300;
/** What has not come this long after the last datagram left counts as lost. */
const graceMs = 60;
const pauseMs = 60;
const neededShare = 0.99;
/** Datagrams that leave at once: bursts beyond that are lost in ordinary receive buffers, whoever reads them. */
const mostAtOnce = 64;
const lowestRate = 250;
const highestRate = 400_000;
/** How exact the rate is found: each search ends with steps of this factor. */
const finestFactor = 1.08;

/** One system under test: sends one change in, and counts the changes that its clients are told. */
interface Subject {
  push(): void;
  /** Changes that each client has been told, on average, since the last call. */
  takeDelivered(): number;
}

function countingClients(clients: readonly WebSocketClient[], changesIn: (frame: Buffer) => number): () => number {
  let delivered = 0;
  for (const client of clients) {
    client.onBinary = (frame) => {
      delivered += changesIn(frame);
    };
  }
  return () => {
    const taken = delivered / clients.length;
    delivered = 0;
    return taken;
  };
}

/** Sends at a rate for a while. @returns the rate that was really reached, and the share that arrived. */
async function probe(subject: Subject, rate: number): Promise<{ rate: number; share: number }> {
  await wait(pauseMs);
  subject.takeDelivered();
  const startedMs = performance.now();
  let sent = 0;
  let nowMs = startedMs;
  while (nowMs - startedMs < probeMs) {
    const due = Math.floor(((nowMs - startedMs) * rate) / 1000);
    const count = Math.min(due - sent, mostAtOnce);
    for (let i = 0; i < count; i++) subject.push();
    sent += Math.max(0, count);
    await turn();
    nowMs = performance.now();
  }
  await wait(graceMs);
  return { rate: (sent * 1000) / (nowMs - startedMs), share: sent === 0 ? 1 : subject.takeDelivered() / sent };
}

/** The highest rate that arrives, searched from a first guess in steps that become finer. */
async function highestFrom(subject: Subject, guess: number, firstFactor: number): Promise<number> {
  let best = lowestRate;
  let factor = firstFactor;
  let rate = guess;
  let wentUp: boolean | undefined;
  while (factor >= finestFactor && rate >= lowestRate && rate <= highestRate) {
    const found = await probe(subject, rate);
    const arrives = found.share >= neededShare;
    if (arrives) best = Math.max(best, found.rate);
    // The sender itself is at its end: no more can be asked of the subject.
    if (arrives && found.rate < rate * 0.9) break;
    if (wentUp !== undefined && arrives !== wentUp) factor = Math.sqrt(factor);
    wentUp = arrives;
    rate *= arrives ? factor : 1 / factor;
  }
  return best;
}

/** P3: changes from the console that reach fifty clients, against relays without a model. */
export const capacity: Benchmark = {
  id: 'P3',
  async measure() {
    const desk = await startConsole();
    const tap = await openTap(desk.port);
    const app = await startApp(tap.port);
    const first = await openPage(app);
    await whenLive(first);
    const found = await snapshotOf(first);
    first.close();
    const perMessage = await startRelay('message');
    const perTurn = await startRelay('turn');
    const changes = () => endlessChanges(consoleSchema(), found);
    const change = { omnibus: changes(), perMessage: changes(), perTurn: changes() };
    const many = (openOne: () => Promise<WebSocketClient>) => Promise.all(Array.from({ length: crowd }, openOne));

    const subjects = {
      omnibus: {
        push: () => tap.push(change.omnibus()),
        takeDelivered: countingClients(await many(() => openPage(app)), (frame) =>
          frame[0] === frameKinds.diff ? frame.readUInt16LE(2) + frame.readUInt32LE(8) : 0,
        ),
      },
      perMessage: {
        push: () => perMessage.push(change.perMessage().message),
        takeDelivered: countingClients(await many(() => openWebSocket(perMessage.port)), () => 1),
      },
      perTurn: {
        push: () => perTurn.push(change.perTurn().message),
        takeDelivered: countingClients(await many(() => openWebSocket(perTurn.port)), (frame) => frame.readUInt32LE(0)),
      },
    } satisfies Record<string, Subject>;
    await wait(500);

    // The first search is far and warms up; the others start from what it found.
    const names = ['omnibus', 'perMessage', 'perTurn'] as const;
    const guesses = { omnibus: 0, perMessage: 0, perTurn: 0 };
    for (const name of names) guesses[name] = await highestFrom(subjects[name], 2000, 4);
    const rates: Record<(typeof names)[number], number[]> = { omnibus: [], perMessage: [], perTurn: [] };
    for (let run = 0; run < runs; run++) {
      for (const name of run % 2 === 0 ? names : names.toReversed()) {
        rates[name].push(await highestFrom(subjects[name], guesses[name], 1.3));
      }
    }
    await Promise.all([app.close(), perMessage.close(), perTurn.close(), tap.close(), desk.close()]);
    const name = `changes/s to ${crowd} clients`;
    const subject = (id: string, limit: number) =>
      ({ id, name, unit: '/s', goal: { of: 'ratio', is: 'at least', limit } }) as const;
    return [
      measuredRow(subject('P3', 0.8), rates.omnibus, rates.perTurn, 'one frame a turn'),
      measuredRow(subject('P3.perMessage', 20), rates.omnibus, rates.perMessage, 'one frame a message'),
    ];
  },
};
