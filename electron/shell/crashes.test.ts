import { expect, test } from 'vitest';
import { createCrashLog } from './crashes.ts';

test('a crashed page comes back at once', () => {
  const log = createCrashLog();
  expect(log.reloadDelayMs(1000)).toBe(0);
});

test('a page that keeps crashing comes back within three seconds, but not at once', () => {
  const log = createCrashLog();
  const delays = [0, 100, 200, 300, 400].map((ms) => log.reloadDelayMs(ms));
  expect(delays).toEqual([0, 0, 0, 2000, 2000]);
});

test('crashes of long ago are forgotten', () => {
  const log = createCrashLog();
  for (const ms of [0, 100, 200]) log.reloadDelayMs(ms);
  expect(log.reloadDelayMs(120_000)).toBe(0);
});
