import { expect, test } from 'vitest';
import { fallbackName, shownName } from './stripNames.ts';

test('a strip without a name of its own is called by its kind and number', () => {
  const strips = ['channel/12', 'auxIn/1', 'fxReturn/8', 'bus/3', 'matrix/6', 'dca/2', 'main/stereo', 'main/mono'];
  expect(strips.map(fallbackName)).toEqual(['Ch 12', 'Aux 1', 'FX 8', 'Bus 3', 'Matrix 6', 'DCA 2', 'Main', 'Mono']);
});

test('a name of blanks is no name, and others are shown without blanks around them', () => {
  expect(shownName('bus/3', '  ')).toBe('Bus 3');
  expect(shownName('bus/3', undefined)).toBe('Bus 3');
  expect(shownName('bus/3', ' Booth ')).toBe('Booth');
});
