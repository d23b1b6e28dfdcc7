import { expect, test } from 'vitest';
import { plainMix } from '../../shared/desk/cueMix.ts';
import { linesOf, mixOfLines, moved } from './pagePlan.ts';

const sources = ['channel/1', 'channel/2', 'channel/3'];
const mix = {
  ...plainMix('bus/5'),
  me: ['channel/2'],
  strips: ['channel/3', 'channel/2'],
  groups: [{ name: 'Rhythm', members: ['channel/3'] }],
};

test('a page is lines in the engineer’s order, and the lines make the same page', () => {
  const lines = linesOf(mix, sources);
  expect(lines).toEqual([
    { strip: 'channel/3', isShown: true, isMe: false, group: 'Rhythm' },
    { strip: 'channel/2', isShown: true, isMe: true, group: '' },
    { strip: 'channel/1', isShown: false, isMe: false, group: '' },
  ]);
  expect(mixOfLines(mix, lines)).toEqual(mix);
});

test('a mix of which nothing was chosen shows everything', () => {
  expect(linesOf(plainMix('bus/5'), sources).every(({ isShown }) => isShown)).toBe(true);
});

test('a line is moved up and down, and no further than the ends', () => {
  const order = (lines: ReturnType<typeof linesOf>) => lines.map(({ strip }) => strip.slice(-1)).join('');
  const lines = linesOf(mix, sources);
  expect(order(moved(lines, 0, 1))).toBe('231');
  expect(order(moved(lines, 2, -1))).toBe('312');
  expect(order(moved(lines, 0, -1))).toBe('321');
  expect(order(moved(lines, 2, 1))).toBe('321');
});
