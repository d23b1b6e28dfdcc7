/**
 * Items by rank, those of one rank by id, those of one id as they came. Thousands of steps are put in order for each preview: whole
 * numbers are sorted many times faster than by a comparison in words.
 * @param ranks of each item, whole numbers from 0; @param size ids are below it
 */
export function inOrder<Item extends { readonly id: number }>(
  items: readonly Item[],
  ranks: readonly number[],
  size: number,
): readonly Item[] {
  const keys = new Float64Array(items.length);
  for (let index = 0; index < items.length; index++) {
    keys[index] = ((ranks[index] ?? 0) * size + (items[index] as Item).id) * items.length + index;
  }
  keys.sort();
  const sorted: Item[] = [];
  for (const key of keys) sorted.push(items[key % items.length] as Item);
  return sorted;
}
