import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { impair, impairSocket, type NetworkQuality } from './badNetwork.ts';
import { MemoryNetwork } from './memory.ts';

fc.configureGlobal({ seed: 10_023 });

const good: NetworkQuality = { loss: 0, delayMs: 0, jitterMs: 0 };

/** When each of `count` datagrams, sent 1 ms apart, arrives: its number and the time. */
function run(quality: NetworkQuality, seed: number, count = 1000) {
  const clock = new VirtualClock();
  const impairment = impair({ ...quality, seed, clock });
  const arrived: { number: number; atMs: number }[] = [];
  for (let number = 0; number < count; number++) {
    impairment.pass(() => arrived.push({ number, atMs: clock.nowMs() }));
    clock.advance(1);
  }
  clock.runUntilIdle();
  return { arrived, statistics: impairment.statistics };
}

const quality = fc.record({
  loss: fc.double({ min: 0, max: 1, noNaN: true }),
  delayMs: fc.integer({ min: 0, max: 200 }),
  jitterMs: fc.integer({ min: 0, max: 100 }),
  duplicate: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('impair', () => {
  it('leaves a good network alone: everything at once, once, in order', () => {
    const clock = new VirtualClock();
    const arrived: number[] = [];
    const impairment = impair({ ...good, seed: 1, clock });
    for (let number = 0; number < 5; number++) impairment.pass(() => arrived.push(number));
    expect(arrived).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives every datagram the same fate for the same seed', () => {
    fc.assert(
      fc.property(quality, fc.integer(), (any, seed) => {
        expect(run(any, seed, 100)).toEqual(run(any, seed, 100));
      }),
    );
    const bad = { loss: 0.2, delayMs: 5, jitterMs: 20 };
    expect(run(bad, 1).arrived).not.toEqual(run(bad, 2).arrived);
  });

  it('delays by no less and no more than asked for, and counts', () => {
    fc.assert(
      fc.property(quality, fc.integer(), (any, seed) => {
        const { arrived, statistics } = run(any, seed, 200);
        for (const { number, atMs } of arrived) {
          expect(atMs - number).toBeGreaterThanOrEqual(any.delayMs);
          expect(atMs - number).toBeLessThanOrEqual(any.delayMs + any.jitterMs);
        }
        expect(statistics.passed + statistics.lost).toBe(200);
        expect(arrived.length).toBe(statistics.passed + statistics.duplicated);
        expect(new Set(arrived.map(({ number }) => number)).size).toBe(statistics.passed);
      }),
    );
  });

  it('loses and doubles about as many as asked for', () => {
    const { statistics } = run({ loss: 0.2, delayMs: 0, jitterMs: 0, duplicate: 0.1 }, 3, 20_000);
    expect(Math.abs(statistics.lost - 4000)).toBeLessThan(300);
    expect(Math.abs(statistics.duplicated - 1600)).toBeLessThan(200);
    expect(run({ ...good, loss: 1 }, 3).arrived).toEqual([]);
    expect(run({ ...good, duplicate: 1 }, 3, 10).arrived.length).toBe(20);
  });

  it('lets datagrams overtake each other when they jitter', () => {
    const numbers = run({ loss: 0, delayMs: 5, jitterMs: 20 }, 1).arrived.map(({ number }) => number);
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, number) => number));
  });

  it('leaves the rest as it was when only the loss gets worse', () => {
    const some = run({ loss: 0.05, delayMs: 5, jitterMs: 20 }, 9).arrived;
    const more = run({ loss: 0.2, delayMs: 5, jitterMs: 20 }, 9).arrived;
    expect(some).toEqual(expect.arrayContaining(more));
    expect(more.length).toBeLessThan(some.length);
  });

  it('can change while it runs', () => {
    const clock = new VirtualClock();
    let arrived = 0;
    const impairment = impair({ ...good, seed: 1, clock });
    const send = () =>
      impairment.pass(() => {
        arrived += 1;
      });
    send();
    impairment.change({ loss: 1 });
    send();
    impairment.change({ loss: 0, delayMs: 50 });
    send();
    expect(arrived).toBe(1);
    clock.advance(50);
    expect(arrived).toBe(2);
  });
});

describe('impairSocket', () => {
  function pair(out: Partial<NetworkQuality>, into: Partial<NetworkQuality>) {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock);
    const desk = network.socket(10_023);
    desk.onMessage((bytes, from) => desk.send(bytes, { host: from.address, port: from.port }));
    const outgoing = impair({ ...good, ...out, seed: 1, clock });
    const incoming = impair({ ...good, ...into, seed: 2, clock });
    const client = impairSocket(network.socket(), { outgoing, incoming });
    const arrived: string[] = [];
    client.onMessage((bytes) => arrived.push(`${Buffer.from(bytes)} ${clock.nowMs()}`));
    return { clock, desk, client, arrived };
  }

  it('delays each way', () => {
    const { clock, desk, client, arrived } = pair({ delayMs: 5 }, { delayMs: 7 });
    client.send(Buffer.from('a'), desk.local);
    clock.runUntilIdle();
    expect(arrived).toEqual(['a 12']);
    expect(client.statistics).toEqual({ sent: 1, received: 1, sendErrors: 0 });
  });

  test.each([
    ['out', { loss: 1 }, {}, 0],
    ['in', {}, { loss: 1 }, 1],
  ])('loses on the way %s alone', (_way, out, into, heardByDesk) => {
    const { clock, desk, client, arrived } = pair(out, into);
    client.send(Buffer.from('a'), desk.local);
    clock.runUntilIdle();
    expect(arrived).toEqual([]);
    expect(desk.statistics.received).toBe(heardByDesk);
    expect(client.statistics).toEqual({ sent: 1, received: 0, sendErrors: 0 });
  });

  it('delivers nothing after it is closed, whatever is still under way', async () => {
    const { clock, desk, client, arrived } = pair({ delayMs: 5 }, { delayMs: 7 });
    client.send(Buffer.from('a'), desk.local);
    clock.advance(6);
    client.send(Buffer.from('b'), desk.local);
    await client.close();
    client.send(Buffer.from('c'), desk.local);
    clock.runUntilIdle();
    expect(arrived).toEqual([]);
    expect(desk.statistics.received).toBe(1);
    expect(client.statistics.sent).toBe(2);
  });
});
