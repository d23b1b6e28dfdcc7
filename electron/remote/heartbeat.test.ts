import { expect, test } from 'vitest';
import { Heartbeat, heartbeatMs } from './heartbeat.ts';

/** Looks every half second until `untilMs`. @returns what was seen, with its time, but for `there` */
function watch(heartbeat: Heartbeat, fromMs: number, untilMs: number): [number, string][] {
  const seen: [number, string][] = [];
  for (let nowMs = fromMs + heartbeatMs; nowMs <= untilMs; nowMs += heartbeatMs) {
    const state = heartbeat.check(nowMs);
    if (state !== 'there') seen.push([nowMs, state]);
    if (state === 'gone') break;
  }
  return seen;
}

test('a client that falls silent holds nothing after two seconds, whenever its last word came, and is gone after ten', () => {
  for (let lastMs = 0; lastMs < heartbeatMs; lastMs += 50) {
    const heartbeat = new Heartbeat(0);
    heartbeat.heard(lastMs);
    const [silent, gone, ...more] = watch(heartbeat, 0, 30_000);
    expect(silent?.[1]).toBe('silent');
    expect((silent?.[0] ?? Infinity) - lastMs).toBeLessThanOrEqual(2000);
    expect(gone?.[1]).toBe('gone');
    expect((gone?.[0] ?? Infinity) - lastMs).toBeLessThanOrEqual(11_000);
    expect(more).toEqual([]);
  }
});

test('one that answers is there for ever, however slowly it answers within a second', () => {
  const heartbeat = new Heartbeat(0);
  for (let nowMs = heartbeatMs; nowMs < 100_000; nowMs += heartbeatMs) {
    expect(heartbeat.check(nowMs)).toBe('there');
    if (nowMs % 1000 === 0) heartbeat.heard(nowMs);
  }
});

test('one that comes back may fall silent again', () => {
  const heartbeat = new Heartbeat(0);
  expect(watch(heartbeat, 0, 5000).map(([, state]) => state)).toEqual(['silent']);
  heartbeat.heard(5000);
  expect(watch(heartbeat, 5000, 9000).map(([, state]) => state)).toEqual(['silent']);
});

test('when the app itself stood still nobody was silent', () => {
  const heartbeat = new Heartbeat(0);
  expect(heartbeat.check(500)).toBe('there');
  heartbeat.heard(510);
  expect(heartbeat.check(25_000)).toBe('there');
  expect(heartbeat.check(25_500)).toBe('there');
});
