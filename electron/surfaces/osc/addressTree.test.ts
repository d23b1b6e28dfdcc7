import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallSchema } from '../../../test/support/smallDesk.ts';
import { idsLike } from './addressTree.ts';
import { partsOf } from './patterns.ts';

/** The same pattern as a regular expression: another way to read it. */
function regularOf(pattern: string): RegExp {
  const text = pattern
    .replace(/[.+^$()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
    .replace(/\{([^}]*)\}/g, (_all, words: string) => `(?:${words.replaceAll(',', '|')})`)
    .replace(/\[!([^\]]+)\]/g, '[^/$1]');
  return new RegExp(`^${text}$`);
}

const addresses = smallSchema.addresses;
const signs = ['*', '?', '[a-z]', '[!a-m]', '[0-9]', '{channel,bus}', '{fader,mute,name}', '{1,2}*', '*e*', 'nothing'];

/** Patterns made from real addresses, so that most of them fit something. */
const patterns = fc
  .record({
    at: fc.nat(addresses.length - 1),
    changes: fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...signs)), { maxLength: 4 }),
  })
  .map(({ at, changes }) => {
    const parts = (addresses[at] ?? '').split('/');
    for (const [part, sign] of changes) parts[part % parts.length] = sign;
    return parts.join('/');
  });

test('the tree finds exactly what a regular expression finds, in the order of the table', () => {
  fc.assert(
    fc.property(patterns, (pattern) => {
      const tests = partsOf(pattern);
      if (!tests) throw new Error(`${pattern} is not read`);
      const regular = regularOf(pattern);
      const expected = addresses.flatMap((address, id) => (regular.test(address) ? [id] : []));
      expect(idsLike(smallSchema, tests)).toEqual(expected);
    }),
  );
});
