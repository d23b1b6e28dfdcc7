import { describe, expect, test } from 'vitest';
import { connectionStates, offlineStatus } from '../../shared/protocol/connection.ts';
import { type ConnectionFacts, deskWords, figureWords, noticeWords, stateOf } from './connectionWords.ts';

const facts = (
  status: Partial<ConnectionFacts['status']> = {},
  more: Partial<ConnectionFacts> = {},
): ConnectionFacts => ({
  linkState: 'open',
  linkLostMs: 0,
  status: { ...offlineStatus, state: 'live', name: 'Main hall', model: 'X', sinceMs: Date.now(), ...status },
  title: 'Console 32',
  diagnostics: undefined,
  ...more,
});

describe('the connection in words', () => {
  test('names the console once, and says if it is the emulated one', () => {
    expect(deskWords(facts())).toBe('Console 32 “Main hall”');
    expect(deskWords(facts({ name: 'Console 32' }))).toBe('Console 32');
    expect(deskWords(facts({ emulated: true }))).toBe('Console 32, emulated');
  });

  test('a lost app goes before whatever the console was', () => {
    expect(stateOf(facts({}, { linkState: 'lost' })).word).toBe('App not reached');
    expect(noticeWords(facts({}, { linkState: 'lost' }))).toMatch(/^Omnibus has not answered since/);
  });

  test('every state but live says what is going on', () => {
    for (const state of connectionStates) {
      const words = noticeWords(facts({ state }));
      if (state === 'live') expect(words).toBeUndefined();
      else expect(words).toMatch(/\.$/);
    }
  });

  test('the app’s own detail takes the place of the general words', () => {
    expect(noticeWords(facts({ state: 'lost', detail: 'Trying every 2 s.' }))).toMatch(/Trying every 2 s\.$/);
  });

  test('figures: progress while reading, nothing before the first round trip', () => {
    expect(figureWords(facts({ state: 'reading', read: 12, total: 2161 }))).toEqual(['12 of 2,161']);
    const diagnostics = {
      roundTripMs: -1,
      lossPercent: 0,
      sentPerSecond: 0,
      receivedPerSecond: 0,
      unknownMessages: 0,
      lastUnknown: '',
      malformed: 0,
      pending: 0,
      unconfirmed: 0,
    };
    expect(figureWords(facts({}, { diagnostics }))).toEqual(['0.0 % lost']);
    expect(figureWords(facts({}, { diagnostics: { ...diagnostics, roundTripMs: 42.4 } }))).toEqual([
      '42 ms',
      '0.0 % lost',
    ]);
  });
});
