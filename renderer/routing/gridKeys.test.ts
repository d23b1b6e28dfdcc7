import { expect, test } from 'vitest';
import { commandOf, type Keys } from './gridKeys.ts';

const press = (key: string, held: Partial<Keys> = {}) =>
  commandOf({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...held });

test('arrows move, with Shift they extend', () => {
  expect(press('ArrowLeft')).toEqual({ does: 'move', direction: 'left', extends: false });
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ does: 'move', direction: 'down', extends: true });
  expect(press('Home', { ctrlKey: true })).toEqual({ does: 'move', direction: 'gridStart', extends: false });
});

test('Alt with arrows and the signs step the level', () => {
  expect(press('ArrowUp', { altKey: true })).toEqual({ does: 'step', isUp: true, isFine: false, sign: '' });
  expect(press('ArrowDown', { altKey: true, shiftKey: true })).toEqual({
    does: 'step',
    isUp: false,
    isFine: true,
    sign: '',
  });
  expect(press('+', { shiftKey: true })).toMatchObject({ does: 'step', isUp: true, isFine: false });
  expect(press('-')).toMatchObject({ does: 'step', isUp: false, sign: '−' });
});

test('letters and space switch', () => {
  expect(press(' ')).toEqual({ does: 'toggle' });
  expect(press('t')).toEqual({ does: 'tap', way: 'next' });
  expect(press('T', { shiftKey: true })).toEqual({ does: 'tap', way: 'previous' });
  expect(press('g')).toEqual({ does: 'tap', way: 'group' });
});

test('digits and Enter open the value', () => {
  expect(press('7')).toEqual({ does: 'type', text: '7' });
  expect(press('Enter')).toEqual({ does: 'type', text: undefined });
});

test('the rest belongs to others: views, the browser, the system', () => {
  for (const key of ['Tab', 'a', 'F5', 'Shift', 'PageDown']) expect(press(key)).toBeUndefined();
  expect(press('z', { ctrlKey: true })).toBeUndefined();
  expect(press('z', { metaKey: true })).toBeUndefined();
  expect(press('ArrowLeft', { altKey: true })).toBeUndefined();
});
