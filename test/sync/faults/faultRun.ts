import { expect } from 'vitest';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { record } from './figures.ts';
import { percentile } from './history.ts';
import { play } from './moves.ts';
import { nearby, Stage, type StageOptions, schema } from './stage.ts';

export interface FaultRun extends StageOptions {
  /** The row of the handbook's table. */
  readonly row: string;
  readonly playMs?: number;
  /** A confirmation may take this long at the 99th of a hundred. */
  readonly confirmMs: number;
  /** How long a value may travel: what a page shows as landed for longer, after it was moved there, must be true. */
  readonly travelMs: number;
}

/** How to see a failing run again. */
const replay = (run: FaultRun) =>
  `replay: OMNIBUS_FAULT='${JSON.stringify(run)}' npm run vitest -- run --project unit test/sync/faults/loss`;

/** Plays on a bad network, makes it good again, and checks the history. */
export async function expectSafe(run: FaultRun): Promise<void> {
  const stage = await Stage.open(run);
  const initial = new Map<ParamId, ReturnType<typeof stage.main.desk.get>>();
  for (let id = 0; id < schema.size; id++) initial.set(id, stage.main.desk.get(id));
  const { byPages, atDesk } = await play(stage, run.playMs ?? 10_000);
  const watched = [...byPages, ...atDesk];
  stage.impair(nearby);
  stage.impair({ duplicate: 0 });
  const endedMs = stage.clock.nowMs();
  await stage.run(500, watched);
  const settled = await stage.settle(10_000);
  stage.look(watched);
  const restMs = stage.clock.nowMs() - endedMs;
  const pending = stage.hub.state ? stage.differences().filter((line) => /pending|unconfirmed/.test(line)) : [];
  const confirmations = stage.history.confirmations();
  const times = confirmations.map(({ tookMs }) => tookMs);
  const p99Ms = percentile(times, 0.99);
  const slowest = confirmations.toSorted((a, b) => b.tookMs - a.tookMs)[0];
  const falselyLanded = stage.history.falselyLanded(new Set(byPages), run.travelMs, (id) => initial.get(id));
  // What a hand does at the desk is told by single datagrams: one that is lost is found by the audit.
  const stale = stage.history.falselyLanded(new Set(atDesk), 30_000, (id) => initial.get(id));
  const again = () => {
    const [first] = settled.differences;
    const address = first ? (/ (\S+):/.exec(first)?.[1] ?? '') : (falselyLanded[0] ?? '');
    const id = schema.idOf(address) ?? Number(/page \d+ (\d+)/.exec(address)?.[1] ?? -1);
    return `${replay(run)}\n${stage.history.trace(id)}`;
  };
  record(run.row, {
    seed: run.seed,
    confirmations: confirmations.length,
    p50Ms: percentile(times, 0.5),
    p99Ms,
    restMs,
    differences: settled.differences.length,
    pending: pending.length,
    falselyLanded: falselyLanded.length,
    staleFor30s: stale.length,
  });
  await stage.close();
  expect(settled.differences, again()).toEqual([]);
  expect(falselyLanded, again()).toEqual([]);
  expect(stale, again()).toEqual([]);
  expect(confirmations.length).toBeGreaterThan(50);
  expect(
    p99Ms,
    `${replay(run)}\nthe slowest:\n${stage.history.trace(slowest?.id ?? -1, slowest?.atMs)}`,
  ).toBeLessThanOrEqual(run.confirmMs);
  expect(restMs, again()).toBeLessThanOrEqual(2000);
}

/** Fixed seeds in the normal run, more when there is time. */
export function seeds(first: number, count = 3): readonly number[] {
  const all = process.env.OMNIBUS_LONG === '1' ? count * 20 : count;
  return Array.from({ length: all }, (_, index) => first + index);
}
