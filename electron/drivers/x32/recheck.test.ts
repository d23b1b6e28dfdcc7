import { expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { Recheck } from './recheck.ts';

test('asks once for what moved, when it has come to rest', () => {
  const clock = new VirtualClock();
  const asked: string[][] = [];
  const recheck = new Recheck(clock, (keys) => asked.push([...keys]));
  for (let step = 0; step < 20; step++) {
    recheck.moved('/ridden');
    if (step === 0) recheck.moved('/once');
    clock.advance(50);
  }
  expect(asked).toEqual([['/once']]);
  clock.advance(1000);
  expect(asked).toEqual([['/once'], ['/ridden']]);
  recheck.moved('/gone');
  recheck.clear();
  clock.advance(1000);
  expect(asked).toHaveLength(2);
  expect(clock.isIdle).toBe(true);
});
