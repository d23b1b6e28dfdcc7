import { expect, test } from 'vitest';
import { OwnNames } from './ownNames.ts';

test('a network that is joined or left changes the names within a second', () => {
  let nowMs = 0;
  let addresses = ['192.168.1.5:8032'];
  let asked = 0;
  const names = new OwnNames(
    () => {
      asked++;
      return new Set(addresses);
    },
    () => nowMs,
  );
  expect(names.has('192.168.1.5:8032')).toBe(true);
  for (let count = 0; count < 100; count++) names.has('10.0.0.7:8032');
  expect(asked).toBe(1);
  addresses = ['10.0.0.7:8032'];
  nowMs = 1000;
  expect(names.has('10.0.0.7:8032')).toBe(true);
  expect(names.has('192.168.1.5:8032')).toBe(false);
});
