import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from './inOrder.ts';

test('sorts by rank, then by id, and leaves what has the same as it came', () => {
  const size = 9000;
  const item = fc.record({ id: fc.nat(size - 1), rank: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 200 }), (items) => {
      const ranks = items.map(({ rank }) => rank);
      expect(inOrder(items, ranks, size)).toEqual(items.toSorted((a, b) => a.rank - b.rank || a.id - b.id));
    }),
  );
  expect(inOrder([], [], size)).toEqual([]);
});
