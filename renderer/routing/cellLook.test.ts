import { expect, test } from 'vitest';
import { cellLook } from './cellLook.ts';

const taper = {
  breakpoints: [
    [0, -90],
    [0.5, -10],
    [1, 10],
  ],
} as const;
const look = (
  ...[levelDb, isOn, tap]: [
    number | 'fixed' | undefined,
    boolean | undefined,
    'preFader' | 'postFader' | 'subgroup' | undefined,
  ]
) => cellLook(levelDb, isOn, tap, taper);

test('an open send shows its tap, its level and a bar of it', () => {
  expect(look(0, true, 'preFader')).toEqual({ tone: 'pre', sign: 'preFader', text: '0.0', fill: 0.75 });
  expect(look(-10, true, 'postFader')).toEqual({ tone: 'post', sign: 'postFader', text: '−10.0', fill: 0.5 });
  expect(look('fixed', true, 'postFader')).toEqual({ tone: 'post', sign: 'postFader', text: '0.0', fill: 0.75 });
});

test('a subgroup fills the cell, whatever its level', () => {
  expect(look(-Infinity, true, 'subgroup')).toEqual({ tone: 'group', sign: 'subgroup', text: '', fill: 1 });
});

test('off is an outline; the level that waits stays readable', () => {
  expect(look(-6.5, false, 'preFader')).toEqual({ tone: 'off', sign: 'off', text: '−6.5', fill: 0 });
  expect(look(-Infinity, false, 'preFader').text).toBe('');
  expect(look('fixed', false, 'postFader').text).toBe('');
  expect(look(-Infinity, true, 'preFader')).toMatchObject({ tone: 'off', fill: 0 });
});

test('unknown is a question mark and never a value', () => {
  const unknown = { tone: 'unknown', sign: 'unknown', text: '?', fill: 0 };
  expect(look(undefined, true, 'preFader')).toEqual(unknown);
  expect(look(-6, undefined, 'preFader')).toEqual(unknown);
  expect(look(-6, true, undefined)).toEqual(unknown);
});
