/** Walking along the taps that a send offers. */

const group = 'subgroup';

/**
 * The tap after (or before) one. Only what the send offers is visited, and never the subgroup in passing: it feeds the bus at
 * unity, which a hand that looks for the next tap does not expect. From the subgroup the walk goes on at its place in the list.
 * @param options the send's own taps, in the desk's order
 * @param current index in `options`
 * @returns an index in `options`; `current` if there is no other
 */
export function nextTap(options: readonly string[], current: number, backwards = false): number {
  const step = backwards ? -1 : 1;
  for (let walked = 1; walked < options.length; walked++) {
    const index = (current + step * walked + options.length * 2) % options.length;
    if (options[index] !== group) return index;
  }
  return current;
}

/**
 * Into the subgroup, or out of it to where the send follows the fader as the group did (or else to the last other tap).
 * @returns an index in `options`; `undefined` if the send cannot feed a subgroup
 */
export function toggleGroupTap(options: readonly string[], current: number): number | undefined {
  const groupIndex = options.indexOf(group);
  if (groupIndex < 0) return undefined;
  if (current !== groupIndex) return groupIndex;
  const post = options.indexOf('postFader');
  if (post >= 0) return post;
  const other = options.findLastIndex((option) => option !== group);
  return other < 0 ? undefined : other;
}
