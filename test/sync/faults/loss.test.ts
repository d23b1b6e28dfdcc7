import { describe, test } from 'vitest';
import { expectSafe, type FaultRun, seeds } from './faultRun.ts';

const timeoutMs = 60_000;
const asked = process.env.OMNIBUS_FAULT;

describe.runIf(asked === undefined)('datagrams lost both ways', () => {
  for (const [percent, confirmMs, first] of [
    [1, 100, 101],
    [5, 200, 201],
    [20, 1000, 301],
  ] as const) {
    test.each(seeds(first))(
      `${percent} %: the last value of every control arrives, seed %i`,
      async (seed) => {
        await expectSafe({
          row: `UDP loss ${percent} % both ways`,
          seed,
          quality: { loss: percent / 100 },
          confirmMs,
          travelMs: 20,
        });
      },
      timeoutMs,
    );
  }
});

describe.runIf(asked === undefined)('datagrams that overtake each other and come twice', () => {
  for (const [jitterMs, first] of [
    [20, 401],
    [195, 501],
  ] as const) {
    test.each(seeds(first, 2))(
      `5 to ${5 + jitterMs} ms: older never stays over newer, seed %i`,
      async (seed) => {
        await expectSafe({
          row: `reordering, duplication, 5–${5 + jitterMs} ms each way`,
          seed,
          quality: { loss: 0.02, delayMs: 5, jitterMs, duplicate: 0.1 },
          confirmMs: 1500,
          // A set of ours that arrives after a later one is noticed when its push comes, or by the second look at what was pushed.
          travelMs: 200 + 4 * (5 + jitterMs),
        });
      },
      timeoutMs,
    );
  }
});

test.runIf(asked !== undefined)(
  'the run that is asked for',
  async () => {
    await expectSafe(JSON.parse(asked ?? '') as FaultRun);
  },
  timeoutMs,
);
