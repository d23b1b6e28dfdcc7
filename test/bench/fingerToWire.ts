import type { Buffer } from 'node:buffer';
import { setTimeout as wait } from 'node:timers/promises';
import { openUdp } from '../../electron/transports/udp.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { encodeValues } from '../../shared/protocol/frames.ts';
import { alternately } from './alternately.ts';
import { openPage, snapshotOf, startApp, whenLive } from './app.ts';
import { startConsole } from './children.ts';
import { openTap } from './consoleTap.ts';
import { consoleSchema, type MovableParam, movableParams } from './movableParams.ts';
import { startRelay } from './relay.ts';
import { type Benchmark, measuredRow } from './row.ts';
import { percentile } from './statistics.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

const samplesPerRun = 400;
/** Moves of both sides before anything counts, so that their programs have compiled what a hand keeps busy. */
const warmUpMoves = 1200;
/** Between two moves: together they stay far below the rate at which the app holds moves back, as does each parameter. */
const restMs = 2;
const limitMs = 1000;

/** Sends moves one after the other, each when the last has arrived. `send` gives what must arrive. */
async function timeMoves(count: number, send: () => Uint8Array, arrival: (listener: (bytes: Buffer) => void) => void) {
  const samples: number[] = [];
  for (let sample = 0; sample < count; sample++) {
    await wait(restMs);
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Move ${sample} did not arrive within ${limitMs} ms`)), limitMs);
      let expected: Uint8Array | undefined;
      const sentMs = performance.now();
      arrival((bytes) => {
        const arrivedMs = performance.now();
        if (!expected || bytes.compare(expected) !== 0) return;
        samples.push((arrivedMs - sentMs) * 1000);
        clearTimeout(late);
        resolve();
      });
      expected = send();
    });
  }
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
}

/** What a mix is made with. */
const isMoved = ({ address }: MovableParam) =>
  /^channel\/\d+\/(fader|send\/bus\/\d+\/level|eq\/\d\/gain)$/.test(address);

/**
 * Moves every parameter in turn, each to a step where it is not yet; neighbours to different ones, because the desk moves
 * linked pairs together.
 */
function moves(params: readonly MovableParam[], found: ReadonlyMap<number, ParamValue | undefined>) {
  let count = 0;
  return () => {
    const param = params[count % params.length] as MovableParam;
    const round = Math.floor(count / params.length) % 2;
    const step = 1 + (count % 2) + 2 * round;
    const free = found.get(param.id) === param.value(step) ? step + 4 : step;
    return { sequence: ++count, id: param.id, value: param.value(free), message: param.message(free) };
  };
}

/** P1: a client's frame reaches the app → the datagram is on its way to the console. */
export const fingerToWire: Benchmark = {
  id: 'P1',
  async measure() {
    const desk = await startConsole();
    const tap = await openTap(desk.port);
    const app = await startApp(tap.port);
    const page = await openPage(app);
    await whenLive(page);
    const sink = await openUdp({ host: '127.0.0.1', port: 0 });
    const relay = await startRelay('message', sink.local.port);
    const relayPage: WebSocketClient = await openWebSocket(relay.port);
    const params = movableParams(consoleSchema()).filter(isMoved);
    const found = await snapshotOf(page);
    // As a hand does before it moves anything.
    page.sendText(JSON.stringify({ type: 'touch', ids: params.map(({ id }) => id) }));
    const next = { omnibus: moves(params, found), floor: moves(params, found) };
    let sunk: ((bytes: Buffer) => void) | undefined;
    sink.onMessage((bytes) => sunk?.(bytes as Buffer));

    const sides = {
      omnibus: (count: number) =>
        timeMoves(
          count,
          () => {
            const { sequence, id, value, message } = next.omnibus();
            page.sendBinary(encodeValues('set', sequence, [{ id, value, landing: 'pending' }]));
            return message;
          },
          (listener) => {
            tap.onSent = listener;
          },
        ),
      floor: (count: number) =>
        timeMoves(
          count,
          () => {
            const { message } = next.floor();
            relayPage.sendBinary(message);
            return message;
          },
          (listener) => {
            sunk = listener;
          },
        ),
    };
    await sides.omnibus(warmUpMoves);
    await sides.floor(warmUpMoves);
    const { omnibus, floor } = await alternately({
      omnibus: () => sides.omnibus(samplesPerRun),
      floor: () => sides.floor(samplesPerRun),
    });
    page.close();
    relayPage.close();
    await Promise.all([app.close(), relay.close(), sink.close(), tap.close(), desk.close()]);
    const goal = { of: 'ratio', is: 'at most', limit: 1.3 } as const;
    const row = (figure: 'p50' | 'p99') =>
      measuredRow(
        { id: `P1.${figure}`, name: `finger to wire, ${figure}`, unit: 'µs', goal },
        omnibus[figure],
        floor[figure],
        'bare relay',
      );
    return [row('p50'), row('p99')];
  },
};
