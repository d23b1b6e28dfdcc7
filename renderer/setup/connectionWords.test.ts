import { expect, test } from 'vitest';
import { type ConnectionStatus, connectionStates, offlineStatus } from '../../shared/protocol/connection.ts';
import { connectionWords, readShare } from './connectionWords.ts';

const known: ConnectionStatus = {
  ...offlineStatus,
  target: 'alpha://10.0.0.9',
  name: 'Main hall',
  model: 'A1',
  read: 412,
  total: 2117,
  sinceMs: 1000,
};
const words = (status: Partial<ConnectionStatus>) => connectionWords({ ...known, ...status }, (ms) => `t${ms}`);

test('each state says where it stands', () => {
  expect(words({ state: 'offline' }).title).toBe('No console is connected');
  expect(words({ state: 'searching', name: '', model: '' }).title).toBe('Looking for alpha://10.0.0.9');
  expect(words({ state: 'reading' }).title).toBe('Reading 412 of 2117');
  expect(words({ state: 'reading', total: 0 }).title).toBe('Reading');
  expect(words({ state: 'live' }).title).toBe('Live: A1 “Main hall”');
  expect(words({ state: 'live', emulated: true }).title).toBe('Live: A1 “Main hall” (emulated)');
  expect(words({ state: 'stale' }).title).toBe('Stale since t1000: A1 “Main hall”');
  expect(words({ state: 'lost' }).title).toBe('Lost since t1000: A1 “Main hall”');
});

test('each state says what is being done, and adds what the app says', () => {
  for (const state of connectionStates) expect(words({ state }).explanation).not.toBe('');
  expect(words({ state: 'lost', detail: 'Asking every 2 s' }).explanation).toBe(
    'Trying to reach it again. Everything will be read anew before anything is sent. Asking every 2 s.',
  );
});

test('only a full read has a share', () => {
  expect(readShare({ ...known, state: 'reading' })).toBeCloseTo(0.1946, 3);
  expect(readShare({ ...known, state: 'reading', read: 3000 })).toBe(1);
  expect(readShare({ ...known, state: 'reading', total: 0 })).toBeUndefined();
  expect(readShare({ ...known, state: 'live' })).toBeUndefined();
});
