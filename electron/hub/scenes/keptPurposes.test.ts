import { expect, test } from 'vitest';
import { parseShow } from '../../../shared/scenes/parseShow.ts';
import { printShow } from '../../../shared/scenes/printShow.ts';
import { emptyShow } from '../../../shared/scenes/show.ts';
import { keptOf, purposesOf } from './keptPurposes.ts';

const findings = 'sharedSource:channel/1,channel/15,input/aes50a/1 openOutputs:output/aux/3';

test('what the app keeps of a desk goes into a show and comes back', () => {
  const kept = new Map<string, string | number>([
    ['bus/3/purpose', 1],
    ['bus/3/purposeMeant', 'tap:channel/2'],
    ['audit/meant', findings],
    ['bus/4/purpose', 0],
    ['bus/4/purposeMeant', ''],
  ]);
  const purposes = purposesOf(kept);
  expect(purposes).toEqual({
    busses: [{ bus: 'bus/3', purpose: 'cue' }],
    meant: [
      { address: 'bus/3', rule: 'meant', note: 'tap:channel/2' },
      { address: 'audit', rule: 'findings', note: findings },
    ],
  });
  const read = parseShow(printShow({ ...emptyShow, purposes }));
  if (!read.ok) throw new Error(read.error);
  expect(new Map(keptOf(read.value.show.purposes))).toEqual(new Map([...kept].slice(0, 3)));
});

test('an empty text is no entry, and rules that nobody knows are left out', () => {
  expect(purposesOf(new Map([['audit/meant', '']])).meant).toEqual([]);
  const meant = [
    { address: 'bus/1', rule: 'findings', note: 'x' },
    { address: 'audit', rule: 'other', note: 'x' },
  ];
  expect(keptOf({ busses: [], meant })).toEqual([]);
});
