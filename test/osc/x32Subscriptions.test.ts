import { beforeEach, describe, expect, it, test } from 'vitest';
import { ConsoleRig, type Heard, int, type RigClient } from './consoleRig.ts';

let rig: ConsoleRig;
let client: RigClient;
beforeEach(() => {
  rig = new ConsoleRig({ demo: true });
  client = rig.client();
});

const blobOf = (heard: Heard | undefined) => {
  const blob = heard?.args[0];
  if (!(blob instanceof Uint8Array)) throw new Error('no blob');
  return new DataView(blob.buffer, blob.byteOffset, blob.length);
};
const floatsOf = (heard: Heard | undefined) => {
  const view = blobOf(heard);
  return Array.from({ length: view.getInt32(0, true) }, (_, word) => view.getFloat32(4 + 4 * word, true));
};

describe('/meters', () => {
  test.each([
    [0, 70],
    [1, 96],
    [2, 49],
    [3, 22],
    [4, 82],
    [5, 27],
    [6, 4],
    [7, 16],
    [8, 6],
    [9, 32],
    [10, 32],
    [11, 5],
    [12, 4],
    [13, 48],
    [14, 80],
    [15, 50],
    [16, 48],
  ])('/meters/%i has %i words, counted in little-endian', (id, words) => {
    const [first] = client.ask('/meters', `/meters/${id}`);
    expect(first).toMatchObject({ address: `/meters/${id}`, tags: 'b' });
    const view = blobOf(first);
    expect(view.getInt32(0, true)).toBe(words);
    expect(view.byteLength).toBe(4 + 4 * words);
  });

  it('comes at once, then every 50 ms: 200 times within 10 s, the datagram of id 1 with 408 bytes', () => {
    client.say('/meters', '/meters/1');
    const heard = client.hear(12_000);
    expect(heard).toHaveLength(200);
    expect(heard.map(({ atMs }) => atMs - (heard[0]?.atMs ?? 0))).toEqual(
      Array.from({ length: 200 }, (_, n) => n * 50),
    );
    expect(heard[0]?.bytes).toBe(408);
  });

  test.each([
    [1, 200],
    [2, 100],
    [40, 5],
    [80, 3],
    [99, 3],
    [100, 200],
    [-3, 200],
  ])('with time factor %i comes %i times', (factor, count) => {
    client.say('/meters', '/meters/2', int(factor));
    expect(client.hear(12_000)).toHaveLength(count);
  });

  it('has several subscribers for one id, and a time factor behind the id’s own parameters', () => {
    const other = rig.client();
    client.say('/meters', '/meters/6', int(0), int(40));
    other.say('/meters', '/meters/6', int(11), int(40));
    expect([client.hear(9000).length, other.hear(0).length]).toEqual([5, 5]);
    client.say('/meters', '/meters/5', int(3), int(1), int(40));
    expect(client.hear(9000)).toHaveLength(5);
  });

  it('takes the three-int form for every id', () => {
    client.say('/meters', '/meters/1', int(0), int(0), int(40));
    expect(client.hear(12_000)).toHaveLength(5);
  });

  it('ends with /unsubscribe', () => {
    client.say('/meters', '/meters/1');
    client.hear(1000);
    client.say('/unsubscribe', '/meters/1');
    client.hear(0);
    expect(client.hear(2000)).toEqual([]);
  });

  it('shows what the desk plays', () => {
    client.say('/meters', '/meters/1');
    const loudest = Math.max(...client.hear(5000).map((heard) => floatsOf(heard)[11] ?? 0));
    expect(20 * Math.log10(loudest)).toBeGreaterThan(-24);
    expect(20 * Math.log10(loudest)).toBeLessThan(0);
    const [strip] = client.ask('/meters', '/meters/6', int(11), int(99));
    const [all] = client.ask('/meters', '/meters/1', int(99));
    expect(floatsOf(strip)[0]).toBe(floatsOf(all)[11]);
  });

  it('is silent about unknown ids', () => {
    expect(client.ask('/meters', '/meters/17')).toEqual([]);
    expect(client.ask('/meters')).toEqual([]);
    expect(client.ask('/meters', int(1))).toEqual([]);
  });

  it('answers no more than a bounded number of subscriptions for one client', () => {
    for (let n = 0; n < 300; n++) client.say('/batchsubscribe', `/alias${n}`, '/meters/2', int(0), int(0), int(40));
    expect(client.hear(0)).toHaveLength(32);
  });
});

describe('/subscribe', () => {
  it('repeats the leaf for 10 s, longer with a renewal in time', () => {
    client.say('/subscribe', '/ch/01/mix/on', int(40));
    expect(client.hear(9000).map(({ address, args }) => [address, ...args])).toEqual(
      Array.from({ length: 5 }, () => ['/ch/01/mix/on', 1]),
    );
    client.say('/renew', '/ch/01/mix/on');
    expect(client.hear(12_000)).toHaveLength(5);
    client.say('/renew', '/ch/01/mix/on');
    expect(client.hear(5000)).toEqual([]);
  });

  it('may leave the factor out', () => {
    client.say('/subscribe', '/ch/01/mix/on');
    expect(client.hear(975)).toHaveLength(20);
  });

  it('renews all at once and ends all at once', () => {
    client.say('/subscribe', '/ch/01/mix/on', int(40));
    client.say('/subscribe', '/-stat/selidx', int(40));
    client.hear(8500);
    client.say('/renew');
    expect(client.hear(4000)).toHaveLength(4);
    client.say('/unsubscribe');
    expect(client.hear(5000)).toEqual([]);
  });

  it('ignores unknown addresses', () => {
    expect(client.ask('/subscribe', '/ch/77/mix/on')).toEqual([]);
  });
});

describe('/formatsubscribe and /batchsubscribe', () => {
  it('packs values with their own length, little-endian: four switches in 20 bytes', () => {
    const [first] = client.ask('/formatsubscribe', '/testme', '/ch/**/mix/on', int(4), int(7), int(40));
    expect(first?.address).toBe('/testme');
    expect(Buffer.from(first?.args[0] as Uint8Array).toString('hex')).toBe(`14000000${'01000000'.repeat(4)}`);
  });

  it('packs floats and names', () => {
    rig.put('channel/1/name', 'Kick');
    rig.put('channel/1/fader', 10);
    const [first] = client.ask(
      '/formatsubscribe',
      '/both',
      '/ch/**/config/name',
      '/ch/**/mix/fader',
      int(1),
      int(1),
      int(0),
    );
    const view = blobOf(first);
    expect([view.getInt32(0, true), view.byteLength, view.getFloat32(36, true)]).toEqual([40, 40, 1]);
    expect(Buffer.from(view.buffer, view.byteOffset + 4, 32).toString('latin1')).toBe('Kick'.padEnd(32, '\0'));
  });

  it('sends meters under an alias', () => {
    client.say('/batchsubscribe', '/mine', '/meters/13', int(0), int(0), int(40));
    const heard = client.hear(12_000);
    expect(heard).toHaveLength(5);
    expect(heard[0]).toMatchObject({ address: '/mine', tags: 'b' });
    expect(blobOf(heard[0]).getInt32(0, true)).toBe(48);
    client.say('/batchsubscribe', '/mine', '/meters/13', int(0), int(0), int(40));
    client.hear(9000);
    client.say('/renew', '/mine');
    expect(client.hear(9000)).toHaveLength(5);
  });

  it('ignores what cannot be answered', () => {
    client.say('/formatsubscribe', 'no slash', '/ch/**/mix/on', int(1), int(4), int(0));
    client.say('/formatsubscribe', '/a', '/ch/**/mix/on', int(1), int(2_000_000_000), int(0));
    client.say('/formatsubscribe', '/a', '/ch/**/nothing', int(1), int(4), int(0));
    client.say('/formatsubscribe', '/a');
    client.say('/batchsubscribe', '/a', '/meters/99', int(0), int(0), int(0));
    expect(client.hear(200)).toEqual([]);
  });
});
