import { expect, test } from 'vitest';
import type { LinkDiagnostics } from '../../shared/protocol/connection.ts';
import { linkFigures } from './linkFigures.ts';

const calm: LinkDiagnostics = {
  roundTripMs: 3.24,
  lossPercent: 0,
  sentPerSecond: 41.4,
  receivedPerSecond: 117.6,
  unknownMessages: 0,
  lastUnknown: '',
  malformed: 0,
  pending: 0,
  unconfirmed: 0,
};
const figure = (label: string, link: Partial<LinkDiagnostics> = {}) =>
  linkFigures({ ...calm, ...link }).find((each) => each.label === label);

test('a calm link has nothing to complain of', () => {
  expect(linkFigures(calm).filter(({ isBad }) => isBad)).toEqual([]);
  expect(figure('Round trip')?.value).toBe('3.2 ms');
  expect(figure('Messages')?.value).toBe('41 out, 118 in per second');
});

test('no round trip yet is no figure', () => expect(figure('Round trip', { roundTripMs: -1 })?.value).toBe('–'));

test('what needs a look is marked and explained', () => {
  expect(figure('Lost', { lossPercent: 12 })).toMatchObject({ value: '12.0 %', isBad: true });
  expect(figure('Round trip', { roundTripMs: 180 })).toMatchObject({ isBad: true });
  expect(figure('Not confirmed', { unconfirmed: 1 })).toMatchObject({ value: '1 change', isBad: true });
  expect(figure('On the way', { pending: 4 })).toMatchObject({ value: '4 changes', isBad: false });
  expect(figure('Not understood', { unknownMessages: 3, lastUnknown: '/x' })).toMatchObject({
    value: '3 messages',
    note: 'Last: /x',
  });
  expect(figure('Malformed', { malformed: 1 })).toMatchObject({ value: '1 datagram', isBad: true });
});
