import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layLines, lineAt, scrollToShow, visibleRange } from './lines.ts';
import type { LineGroup } from './routingLayout.ts';

const groups: readonly LineGroup[] = [
  { kind: 'channel', strips: ['channel/1', 'channel/2', 'channel/3'] },
  { kind: 'auxIn', strips: ['auxIn/1', 'auxIn/2'] },
];
const sizes = { strip: 30, head: 20, collapsedHead: 24 };
const lay = (collapsed: readonly 'channel'[] = [], hidden: readonly string[] = []) =>
  layLines(groups, sizes, new Set(collapsed), new Set(hidden));

describe('layLines', () => {
  test('groups follow each other, each under its head', () => {
    const { lines, size, strips } = lay();
    expect(lines.map(({ key, offset }) => [key, offset])).toEqual([
      ['group channel', 0],
      ['channel/1', 20],
      ['channel/2', 50],
      ['channel/3', 80],
      ['group auxIn', 110],
      ['auxIn/1', 130],
      ['auxIn/2', 160],
    ]);
    expect(size).toBe(190);
    expect(strips).toEqual(['channel/1', 'channel/2', 'channel/3', 'auxIn/1', 'auxIn/2']);
  });

  test('a collapsed group is its head alone, and nothing in it can be walked to', () => {
    const { lines, strips, spans } = lay(['channel']);
    expect(lines.map(({ key }) => key)).toEqual(['group channel', 'group auxIn', 'auxIn/1', 'auxIn/2']);
    expect(strips).toEqual(['auxIn/1', 'auxIn/2']);
    expect(spans[0]).toEqual({ kind: 'channel', offset: 0, size: 24, isCollapsed: true, shown: 3, hidden: 0 });
  });

  test('hidden strips leave no gap and are counted', () => {
    const { strips, spans, size } = lay([], ['channel/2', 'auxIn/1']);
    expect(strips).toEqual(['channel/1', 'channel/3', 'auxIn/2']);
    expect(spans.map(({ shown, hidden }) => [shown, hidden])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(size).toBe(130);
  });
});

describe('visibleRange', () => {
  const { lines, size } = lay();

  test('covers every line that the window touches, and some more', () => {
    expect(visibleRange(lines, 0, 60, 0)).toEqual({ first: 0, end: 3 });
    expect(visibleRange(lines, 55, 30, 0)).toEqual({ first: 2, end: 4 });
    expect(visibleRange(lines, 55, 30, 1)).toEqual({ first: 1, end: 5 });
    expect(visibleRange(lines, 5000, 30, 0)).toEqual({ first: 7, end: 7 });
    expect(visibleRange([], 0, 100, 3)).toEqual({ first: 0, end: 0 });
  });

  test('agrees with looking at every line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: size }), fc.integer({ min: 1, max: 300 }), (start, extent) => {
        const { first, end } = visibleRange(lines, start, extent, 0);
        const seen = lines.filter((line) => line.offset + line.size > start && line.offset < start + extent);
        expect(lines.slice(first, end)).toEqual(seen);
      }),
    );
  });

  test('a position names the line over it', () => {
    expect(lineAt(lines, 0)).toBe(0);
    expect(lineAt(lines, 19.5)).toBe(0);
    expect(lineAt(lines, 20)).toBe(1);
    expect(lineAt(lines, 190)).toBe(7);
  });
});

describe('scrollToShow', () => {
  const line = { key: 'channel/3', index: 3, kind: 'channel' as const, strip: 'channel/3', offset: 80, size: 30 };

  test('moves no more than it must', () => {
    expect(scrollToShow(line, 60, 100)).toBe(60);
    expect(scrollToShow(line, 100, 100)).toBe(80);
    expect(scrollToShow(line, 0, 50)).toBe(60);
    expect(scrollToShow(line, 0, 20)).toBe(80);
  });
});
