import { expect, test } from 'vitest';
import { nextTap, toggleGroupTap } from './tapCycle.ts';

const six = ['input', 'preEq', 'postEq', 'preFader', 'postFader', 'subgroup'];
const walk = (options: readonly string[], start: number, steps: number, backwards = false) => {
  const seen: (string | undefined)[] = [];
  for (let at = start, step = 0; step < steps; step++) {
    at = nextTap(options, at, backwards);
    seen.push(options[at]);
  }
  return seen;
};

test('the walk visits every tap but the subgroup, and begins again', () => {
  expect(walk(six, 0, 5)).toEqual(['preEq', 'postEq', 'preFader', 'postFader', 'input']);
  expect(walk(six, 0, 5, true)).toEqual(['postFader', 'preFader', 'postEq', 'preEq', 'input']);
});

test('it knows only what a send offers', () => {
  expect(walk(['preFader', 'postFader'], 0, 3)).toEqual(['postFader', 'preFader', 'postFader']);
  expect(walk(['postFader'], 0, 2)).toEqual(['postFader', 'postFader']);
  expect(walk(['postFader', 'subgroup'], 0, 1)).toEqual(['postFader']);
});

test('it leaves the subgroup to either side', () => {
  expect(walk(six, 5, 1)).toEqual(['input']);
  expect(walk(six, 5, 1, true)).toEqual(['postFader']);
});

test('the subgroup is entered and left on purpose', () => {
  expect(toggleGroupTap(six, 3)).toBe(5);
  expect(toggleGroupTap(six, 5)).toBe(4);
  expect(toggleGroupTap(['preFader', 'subgroup'], 1)).toBe(0);
  expect(toggleGroupTap(['subgroup'], 0)).toBeUndefined();
  expect(toggleGroupTap(['preFader', 'postFader'], 0)).toBeUndefined();
});
