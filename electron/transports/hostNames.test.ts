import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { lookupOnce, type ResolveAll } from './hostNames.ts';

/** A resolver whose answers are given by hand. */
function byHand() {
  const asked: string[] = [];
  const answers: Parameters<ResolveAll>[1][] = [];
  const lookup = lookupOnce((host, found) => {
    asked.push(host);
    answers.push(found);
  });
  const found: string[] = [];
  const ask = (host: string) =>
    lookup(host, 4, (error, address, family) => found.push(error ? error.message : `${address} ${family}`));
  const answer = (error: Error | null, ...addresses: LookupAddress[]) => answers.shift()?.(error, addresses);
  return { ask, answer, asked, found };
}

test('a numeric address is answered at once, without asking', () => {
  const { ask, asked, found } = byHand();
  ask('10.0.0.1');
  ask('fe80::1%eth0');
  expect(found).toEqual(['10.0.0.1 4', 'fe80::1%eth0 6']);
  expect(asked).toEqual([]);
});

test('a name is asked for once, however many wait', () => {
  const { ask, answer, asked, found } = byHand();
  ask('desk.local');
  ask('desk.local');
  expect(found).toEqual([]);
  answer(null, { address: 'fe80::1', family: 6 }, { address: '10.0.0.2', family: 4 });
  expect(found).toEqual(['10.0.0.2 4', '10.0.0.2 4']);
  ask('desk.local');
  expect(found.length).toBe(3);
  expect(asked).toEqual(['desk.local']);
});

test('a name without IPv4 gives its first address', () => {
  const { ask, answer, found } = byHand();
  ask('six.local');
  answer(null, { address: 'fe80::1', family: 6 }, { address: 'fe80::2', family: 6 });
  expect(found).toEqual(['fe80::1 6']);
});

test('a name that was not found is asked for again', () => {
  const { ask, answer, asked, found } = byHand();
  ask('desk.local');
  ask('desk.local');
  answer(new Error('not found'));
  expect(found).toEqual(['not found', 'not found']);
  ask('desk.local');
  answer(null);
  expect(found[2]).toBe('The host "desk.local" has no address');
  ask('desk.local');
  answer(null, { address: '10.0.0.2', family: 4 });
  expect(found[3]).toBe('10.0.0.2 4');
  expect(asked.length).toBe(3);
});
