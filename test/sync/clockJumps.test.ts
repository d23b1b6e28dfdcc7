import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';
import { systemClock } from '../../electron/transports/systemClock.ts';

// The time of day may jump: a computer is woken, set by hand or by the network. What waits for something never looks at it.

const sources = ['electron', 'shared'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name)),
);

test('nothing in the engine asks for the time of day; it is handed in where a person is told a time', () => {
  expect(sources.length).toBeGreaterThan(300);
  const lines = sources.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (/\bDate\.now\b|new Date\(\)/.test(line) ? [{ file, line, number: index + 1 }] : [])),
  );
  // Handed on as `wallMs`, never called.
  const wrong = lines.filter(({ line }) => !/\bwallMs: Date\.now\b(?!\()/.test(line));
  expect(wrong).toEqual([]);
  expect(lines.length).toBeGreaterThan(0);
});

test('the app’s clock goes on evenly while the time of day jumps by years', async () => {
  const before = systemClock.nowMs();
  const day = vi.spyOn(Date, 'now');
  const passed: number[] = [];
  for (const jumpMs of [-5e10, 5e10, 0]) {
    day.mockReturnValue(1e12 + jumpMs);
    passed.push(systemClock.nowMs() - before);
    await new Promise<void>((resolve) => systemClock.after(5, resolve));
  }
  day.mockRestore();
  expect(passed).toEqual(passed.toSorted((a, b) => a - b));
  expect(passed[0]).toBeGreaterThanOrEqual(0);
  // Minutes at most, however busy the machine; the day jumped by years.
  expect(passed.at(-1)).toBeLessThan(1e7);
});
