import { afterEach, expect, test } from 'vitest';
import type { JournalRecord } from '../../shared/protocol/journal.ts';
import type { RunningEmulator } from './emulate.ts';
import { runReplayCommand } from './replayCommand.ts';

const running: RunningEmulator[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

const records: readonly JournalRecord[] = ['Kick', 'Snare'].map((after, index) => ({
  id: index + 1,
  atMs: Date.parse('2026-05-01T20:15:00Z') + index * 10,
  clockMs: index,
  by: 'Anna',
  why: 'hand',
  gesture: 1,
  address: `channel/${index + 1}/name`,
  before: 'before',
  after,
  landedMs: 4,
}));
const words = ['replay', '--from', '2026-05-01T20:00', '--to', '2026-05-01T21:00', '--port', '0'];

test('plays what is kept on a console of its own, and says what and where', async () => {
  let text = '';
  const asked: unknown[] = [];
  const emulator = await new Promise<RunningEmulator>((resolve, reject) => {
    const started = runReplayCommand([...words, '--speed', '10', '--strip', 'channel'], {
      read: (filter) => {
        asked.push(filter);
        return { records, unreadable: 0 };
      },
      out: (line) => {
        text += line;
      },
      warn: () => undefined,
      finished: () => started.then(resolve, reject),
    });
    started.catch(reject);
  });
  running.push(emulator);
  expect(asked).toEqual([
    { fromMs: Date.parse('2026-05-01T20:00'), toMs: Date.parse('2026-05-01T21:00'), strip: 'channel' },
  ]);
  expect(emulator.target.host).toBe('127.0.0.1');
  expect(text).toMatch(/^2 changes are played on an emulated console at \w+:\/\/127\.0\.0\.1:\d+/);
  expect(text).toContain('2026-05-01T20:15:00.010Z  Anna  channel/2/name  Snare');
  const { desk } = emulator;
  expect(['channel/1/name', 'channel/2/name'].map((address) => desk.get(desk.schema.need(address)))).toEqual([
    'Kick',
    'Snare',
  ]);
});

test.each([
  [[], /Write: omnibus journal replay/],
  [['replay'], /--from {2}is no time/],
  [['replay', '--from', 'noon', '--to', '2026-05-01T21:00'], /--from noon is no time/],
  [[...words, '--speed', '0'], /--speed 0 is not understood: give a number from 0\.1 to 100/],
  [[...words, '--family', 'abacus'], /"abacus" is no known console family/],
])('%j is explained', async (argv, message) => {
  const world = { read: () => ({ records, unreadable: 0 }), out: () => undefined, warn: () => undefined };
  await expect(runReplayCommand(argv, world)).rejects.toThrow(message);
});

test('a real console cannot be named', async () => {
  const world = { read: () => ({ records, unreadable: 0 }), out: () => undefined, warn: () => undefined };
  await expect(runReplayCommand([...words, '--console', 'x32://192.168.1.10'], world)).rejects.toThrow(/console/);
  await expect(runReplayCommand([...words, '--host', '192.168.1.10'], world)).rejects.toThrow(/host/);
});

test('a stretch without changes is said', async () => {
  const world = { read: () => ({ records: [], unreadable: 0 }), out: () => undefined, warn: () => undefined };
  await expect(runReplayCommand(words, world)).rejects.toThrow('Nothing changed in this stretch of time');
});
