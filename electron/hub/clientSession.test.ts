import { describe, expect, test } from 'vitest';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';
import type { Identity } from './peer.ts';

const fader = smallSchema.need('channel/1/fader');

/** A link on which nothing has been said yet. */
function silentLink({ hub }: ReturnType<typeof hubBench>, isWindow = false) {
  const link = { said: [] as (string | Uint8Array)[], closedBecause: '' };
  const session = hub.connect(
    {
      send: (data) => link.said.push(data),
      bufferedBytes: () => 0,
      close: (reason) => {
        link.closedBecause = reason;
      },
      isWindow,
    },
    { name: 'Visitor', role: 'engineer' },
  );
  return { link, session };
}

describe('a client that speaks too fast', () => {
  test('is told so and closed; 200 messages in a second are taken', () => {
    const { hub, settle, desk } = hubBench();
    desk().goLive();
    const client = new RecordingClient(hub, 'Anna');
    for (let count = 1; count < 200; count++) client.say({ type: 'meters', on: true });
    expect(client.closedBecause).toBeUndefined();
    client.say({ type: 'touch', ids: [fader] });
    expect(client.last('problem')?.message).toMatch(/^More than 200 messages came within a second/);
    expect(client.closedBecause).toBe('too many messages');
    expect(hub.clientCount).toBe(0);
    settle(100);
  });

  test('may say 200 every second for ever', () => {
    const { hub, clock } = hubBench();
    const client = new RecordingClient(hub, 'Anna');
    for (let count = 0; count < 1000; count++) {
      clock.advance(5);
      client.say({ type: 'meters', on: true });
    }
    expect(client.closedBecause).toBeUndefined();
    for (let count = 0; count < 2; count++) client.say({ type: 'meters', on: true });
    expect(client.closedBecause).toBe('too many messages');
  });

  test('is not closed if it is the app’s own window, which could not come back', () => {
    const bench = hubBench();
    const { link, session } = silentLink(bench, true);
    bench.settle(60_000);
    session.receive('{"type":"hello","protocol":1}');
    for (let count = 0; count < 1000; count++) session.receive('{"type":"meters","on":true}');
    expect(link.closedBecause).toBe('');
  });
});

describe('hello', () => {
  test('is waited for two seconds', () => {
    const bench = hubBench();
    const { link } = silentLink(bench);
    bench.settle(1900);
    expect(link.closedBecause).toBe('');
    bench.settle(200);
    expect(link.closedBecause).toBe('nobody said hello');
    expect(bench.hub.clientCount).toBe(0);
    expect(link.said).toEqual([]);
  });

  test('is said once: repeated, it is answered with a sentence and not with everything again', () => {
    const { hub, desk, settle } = hubBench();
    desk().goLive();
    const client = new RecordingClient(hub, 'Anna');
    settle(100);
    client.clear();
    client.say({ type: 'hello', protocol: 1 });
    settle(100);
    expect(client.messages.map(({ type }) => type)).toEqual(['problem']);
    expect(client.frames).toEqual([]);
  });
});

describe('a client that is not heard of', () => {
  test('frees what it holds and keeps its connection', () => {
    const { hub, desk: attach, settle } = hubBench();
    const desk = attach();
    desk.goLive();
    desk.say({ id: fader, value: 0 });
    const anna = new RecordingClient(hub, 'Anna');
    const ben = new RecordingClient(hub, 'Ben');
    anna.say({ type: 'touch', ids: [fader] });
    settle();
    expect(ben.last('held')?.holds).toEqual([{ id: fader, by: 'Anna' }]);
    anna.session.silent?.();
    settle();
    expect(ben.last('held')?.holds).toEqual([]);
    ben.set({ id: fader, value: -20 });
    settle();
    expect(desk.pushed).toHaveLength(1);
    anna.set({ id: fader, value: -30 });
    settle();
    expect(desk.pushed).toHaveLength(2);
    expect(hub.clientCount).toBe(2);
  });
});

describe('names', () => {
  const nameOf = (bench: ReturnType<typeof hubBench>, who: Partial<Identity>) => {
    const client = new RecordingClient(bench.hub, who.name);
    return client.last('hello')?.you.name;
  };

  test('of two browsers on one computer can be told apart, and a free one is given again', () => {
    const bench = hubBench();
    const first = new RecordingClient(bench.hub, 'Browser on this machine');
    expect(first.last('hello')?.you.name).toBe('Browser on this machine');
    expect(nameOf(bench, { name: 'Browser on this machine' })).toBe('Browser on this machine 2');
    expect(nameOf(bench, { name: 'Browser on this machine' })).toBe('Browser on this machine 3');
    first.session.closed();
    expect(nameOf(bench, { name: 'Browser on this machine' })).toBe('Browser on this machine');
  });

  test('that are too long are cut, and those that say nothing are replaced', () => {
    const bench = hubBench();
    expect(nameOf(bench, { name: 'x'.repeat(5000) })).toBe('x'.repeat(60));
    expect(nameOf(bench, { name: `${'y'.repeat(59)}\u{1f3b8}` })).toBe('y'.repeat(59));
    expect(nameOf(bench, { name: ' \n ' })).toBe('Somebody');
  });

  test('of a crowd that comes at once are told once, not once for each', () => {
    const bench = hubBench();
    const crowd = Array.from({ length: 200 }, (_, index) => new RecordingClient(bench.hub, `Phone ${index}`));
    const first = crowd[0] as RecordingClient;
    bench.settle(1000);
    const told = first.messages.filter(({ type }) => type === 'people');
    expect(told).toHaveLength(2);
    expect(first.last('people')?.names).toHaveLength(200);
  });
});
