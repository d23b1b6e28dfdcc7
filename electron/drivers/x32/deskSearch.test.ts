import { afterEach, expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { MemoryNetwork } from '../../transports/memory.ts';
import { encodeMessage } from '../../transports/oscCodec.ts';
import { canMove, DeskSearch } from './deskSearch.ts';

const open: DeskSearch[] = [];
afterEach(() => {
  for (const search of open.splice(0)) search.dispose();
});

/** Consoles that answer who they are, and a search for one of them. */
async function search(consoles: readonly { readonly host: string; readonly name: string; readonly model?: string }[]) {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  for (const { host, name, model = 'X32' } of consoles) {
    const socket = network.socket(10_023, { host });
    socket.onMessage((_bytes, { address, port }) =>
      socket.send(encodeMessage('/xinfo', 'ssss', [host, name, model, '4.06']), { host: address, port }),
    );
  }
  const found: string[] = [];
  const unclear: number[] = [];
  open.push(
    new DeskSearch({
      context: { clock },
      openSocket: async () => network.socket(0, { host: '10.0.0.99' }),
      identity: { address: '10.0.0.7', name: 'Front of house', model: 'X32', firmware: '4.06' },
      found: ({ host }) => found.push(host),
      unclear: (count) => unclear.push(count),
    }),
  );
  await clock.advanceAsync(4000);
  return { clock, found, unclear };
}

test('the console of that name and model is found, whoever else answers', async () => {
  const { found, unclear } = await search([
    { host: '10.0.0.7', name: 'Front of house' },
    { host: '10.0.0.8', name: 'Monitors' },
    { host: '10.0.0.9', name: 'Front of house', model: 'M32' },
  ]);
  expect(new Set(found)).toEqual(new Set(['10.0.0.7']));
  expect(unclear).toEqual([]);
});

test('of two with that name none is taken', async () => {
  const { found, unclear } = await search([
    { host: '10.0.0.7', name: 'Front of house' },
    { host: '10.0.0.8', name: 'Front of house' },
  ]);
  expect(found).toEqual([]);
  expect(unclear.at(-1)).toBe(2);
});

test('it goes on while none answers, until it is ended', async () => {
  const { clock, found, unclear } = await search([{ host: '10.0.0.8', name: 'Monitors' }]);
  expect(found).toEqual([]);
  expect(unclear.length).toBeGreaterThanOrEqual(2);
  expect(unclear.every((count) => count === 0)).toBe(true);
  open[0]?.dispose();
  const before = unclear.length;
  await clock.advanceAsync(10_000);
  expect(unclear).toHaveLength(before);
});

test.each([
  ['192.168.1.10', 10_023, true],
  ['127.0.0.1', 10_023, false],
  ['::1', 10_023, false],
  ['localhost', 10_023, false],
  ['192.168.1.10', 10_024, false],
])('a console at %s:%d may be found elsewhere: %s', (host, port, may) => {
  expect(canMove({ host, port })).toBe(may);
});
