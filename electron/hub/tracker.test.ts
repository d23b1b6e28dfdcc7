import { describe, expect, test } from 'vitest';
import type { Change } from '../../shared/desk/diff.ts';
import { canonical, type LevelSpec } from '../../shared/desk/paramSpec.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { Tracker } from './tracker.ts';

const id = smallSchema.addresses.findIndex((_, each) => smallSchema.specOf(each).kind === 'level');
const [first, second, foreign] = [-10, -20, -30].map((db) => canonical(smallSchema.specOf(id) as LevelSpec, db)) as [
  number,
  number,
  number,
];

function bench() {
  const clock = new VirtualClock();
  const resent: Change[] = [];
  const asked: number[] = [];
  const won: Change[] = [];
  const tracker = new Tracker(smallSchema, clock, {
    resend: (change) => {
      resent.push(change);
      tracker.sent([change.id]);
      return true;
    },
    readBack: (ids) => asked.push(...ids),
    landingChanged: () => undefined,
    deskWins: (each, value) => won.push({ id: each, value }),
  });
  tracker.report(id, 0);
  const set = (value: number) => {
    tracker.want(id, value);
    tracker.sent([id]);
  };
  return { clock, tracker, resent, asked, won, set };
}

describe('a value that was replaced', () => {
  test('and comes last is asked about and sent over, once', () => {
    const { clock, tracker, resent, asked, set } = bench();
    set(first);
    clock.advance(5);
    set(second);
    expect(tracker.report(id, second)).toBe('landed');
    expect(tracker.report(id, first)).toBe('waiting');
    expect(tracker.landingOf(id)).toBe('pending');
    clock.advance(300);
    expect(asked).toContain(id);
    tracker.report(id, first);
    expect(resent).toEqual([{ id, value: second }]);
    expect(tracker.report(id, second)).toBe('waiting');
    clock.advance(300);
    expect(tracker.report(id, second)).toBe('landed');
    expect(tracker.report(id, first)).toBe('told');
  });

  test('and is wanted again lands only by an answer', () => {
    const { clock, tracker, set } = bench();
    set(first);
    set(second);
    set(first);
    expect(tracker.report(id, first)).toBe('waiting');
    clock.advance(300);
    expect(tracker.report(id, first)).toBe('landed');
  });
});

test('somebody else’s value is never fought', () => {
  const { clock, tracker, resent, set } = bench();
  set(first);
  tracker.report(id, first);
  expect(tracker.report(id, foreign)).toBe('told');
  clock.advance(2000);
  expect(resent).toEqual([]);
});

test('after a break what was wanted long before its end is not sent any more', () => {
  const { clock, tracker, resent, won, set } = bench();
  set(first);
  clock.advance(1500);
  tracker.report(id, 0);
  expect(resent).toEqual([]);
  expect(won).toEqual([{ id, value: 0 }]);
});

test('a set that is lost on a link that is there is sent again', () => {
  const { clock, tracker, resent, set } = bench();
  set(first);
  clock.advance(200);
  tracker.report(id, 0);
  expect(resent).toEqual([{ id, value: first }]);
});
