import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { RequestWindow } from './requests.ts';

function bench() {
  const clock = new VirtualClock();
  const sent: string[] = [];
  const givenUp: string[] = [];
  let finished = 0;
  const window = new RequestWindow({
    clock,
    send: (key) => sent.push(key),
    gaveUp: (key) => givenUp.push(key),
    finished: () => finished++,
  });
  return { clock, window, sent, givenUp, finished: () => finished };
}
const many = (count: number) => Array.from({ length: count }, (_, index) => `key ${index}`);

describe('RequestWindow', () => {
  test('has no more than its width under way and goes on with every answer', () => {
    const { clock, window, sent, finished } = bench();
    window.ask(many(500));
    const width = sent.length;
    expect(width).toBeGreaterThan(8);
    expect(width).toBeLessThan(256);
    window.answered('key 0');
    expect(sent).toHaveLength(width + 1);
    for (const key of many(500)) window.answered(key);
    expect(new Set(sent).size).toBe(500);
    expect(window.isIdle).toBe(true);
    clock.advance(1);
    expect(finished()).toBe(1);
  });

  test('repeats what is not answered, ever more slowly, and gives up in the end', () => {
    const { clock, window, sent, givenUp, finished } = bench();
    window.ask(['lost', 'heard']);
    window.answered('heard');
    clock.advance(1000);
    const early = sent.length;
    clock.advance(60_000);
    expect(early).toBeGreaterThan(3);
    expect(sent.filter((key) => key === 'lost')).toHaveLength(14);
    expect(givenUp).toEqual(['lost']);
    clock.advance(1);
    expect(finished()).toBe(1);
    expect(window.lossPercent).toBeGreaterThan(50);
  });

  test('asks once for what is asked twice, and again after an answer', () => {
    const { window, sent } = bench();
    window.ask(['a']);
    window.ask(['a']);
    expect(sent).toEqual(['a']);
    expect(window.answered('a')).toBe(true);
    expect(window.answered('a')).toBe(false);
    window.ask(['a']);
    expect(sent).toEqual(['a', 'a']);
  });

  test('measures round trips only where it is clear which request was answered', () => {
    const { clock, window } = bench();
    expect(window.roundTripMs).toBe(-1);
    window.ask(['quick', 'slow']);
    clock.advance(7);
    window.answered('quick');
    clock.advance(400);
    window.answered('slow');
    expect(window.roundTripMs).toBe(7);
  });

  test('forgets everything when it is cleared', () => {
    const { clock, window, sent } = bench();
    window.ask(many(100));
    const count = sent.length;
    window.clear();
    clock.advance(10_000);
    expect(sent).toHaveLength(count);
    expect(window.pending).toBe(0);
  });

  test('repeats sooner on a quick link than on a slow one', () => {
    const repeatedAfterMs = (answerMs: number) => {
      const { clock, window, sent } = bench();
      for (const key of many(30)) {
        window.ask([key]);
        clock.advance(answerMs);
        window.answered(key);
      }
      window.ask(['lost']);
      const fromMs = clock.nowMs();
      while (sent.filter((key) => key === 'lost').length < 2) clock.advance(1);
      return clock.nowMs() - fromMs;
    };
    expect(repeatedAfterMs(5)).toBeLessThan(30);
    expect(repeatedAfterMs(100)).toBeGreaterThan(100);
  });

  test('lets a few of the background go beside the rest, and those that somebody waits for before all', () => {
    const { clock, window, sent, finished } = bench();
    window.ask(
      many(100).map((key) => `quiet ${key}`),
      'background',
    );
    expect(sent.length).toBeLessThanOrEqual(8);
    expect(window.pending).toBe(0);
    window.ask(many(500), 'bulk');
    window.ask(['urgent']);
    expect(sent.at(-1)).toBe('urgent');
    // What waited in the background and is wanted now leaves now, once.
    window.ask(['quiet key 99']);
    expect(sent.at(-1)).toBe('quiet key 99');
    for (const key of [...many(500), 'urgent', 'quiet key 99']) window.answered(key);
    clock.advance(1);
    expect(finished()).toBe(1);
    expect(sent.filter((key) => key === 'quiet key 99')).toHaveLength(1);
    expect(window.backlog).toBe(99);
  });
});
