import { describe, expect, test } from 'vitest';
import { VisibleIds } from './visibleIds.ts';

function bench() {
  const told: (readonly number[])[] = [];
  let waiting: (() => void)[] = [];
  const visible = new VisibleIds(
    (ids) => void told.push(ids.toSorted((a, b) => a - b)),
    (_ms, action) => void waiting.push(action),
  );
  const pause = () => {
    const due = waiting;
    waiting = [];
    for (const action of due) action();
    return due.length;
  };
  return { visible, told, pause };
}

describe('what is on the screen', () => {
  test('is told once after several changes, each value once', () => {
    const { visible, told, pause } = bench();
    visible.startOver();
    visible.use([1, 2]);
    visible.use([2, 3]);
    expect(pause()).toBe(1);
    expect(told).toEqual([[1, 2, 3]]);
  });

  test('stays as long as one of two shows it', () => {
    const { visible, told, pause } = bench();
    visible.startOver();
    const leave = visible.use([1, 2]);
    visible.use([2]);
    pause();
    leave();
    leave();
    pause();
    expect(told).toEqual([[1, 2], [2]]);
  });

  test('is not told again when it is the same after all', () => {
    const { visible, told, pause } = bench();
    visible.startOver();
    const leave = visible.use([1]);
    pause();
    leave();
    visible.use([1]);
    pause();
    expect(told).toEqual([[1]]);
  });

  test('is told when the link opens, and again to whoever does not know it', () => {
    const { visible, told, pause } = bench();
    const leave = visible.use([4]);
    pause();
    expect(told).toEqual([]);
    visible.startOver();
    pause();
    visible.closed();
    visible.startOver();
    pause();
    expect(told).toEqual([[4], [4]]);
    leave();
    pause();
    expect(told.at(-1)).toEqual([]);
  });

  test('is cut to what one message may have; what was shown last is always in it', () => {
    const { visible, told, pause } = bench();
    visible.startOver();
    visible.use(Array.from({ length: 5000 }, (_, id) => id));
    pause();
    expect(told.at(-1)).toHaveLength(4096);
    const leave = visible.use([9001, 9002]);
    pause();
    expect(told.at(-1)).toHaveLength(4096);
    expect(told.at(-1)).toEqual(expect.arrayContaining([9001, 9002]));
    leave();
    pause();
    expect(told.at(-1)).toHaveLength(4096);
    expect(told.at(-1)).not.toContain(9001);
  });

  test('does not say a word where nothing is shown', () => {
    const { visible, told, pause } = bench();
    visible.startOver();
    expect(pause()).toBe(0);
    expect(told).toEqual([]);
  });
});
