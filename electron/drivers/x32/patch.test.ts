import { describe, expect, it, test } from 'vitest';
import type { ParamSpec } from '../../../shared/desk/paramSpec.ts';
import { expand } from '../../../shared/desk/pattern.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { patch } from './patch.ts';
import { profiles } from './profile.ts';

const ends = (patterns: readonly string[]) => patterns.flatMap(expand);
const sizeOf = (spec: ParamSpec) =>
  spec.kind === 'choice' ? spec.options.length : spec.kind === 'integer' ? spec.max - spec.min + 1 : Number.NaN;

describe.each(profiles.slice(0, 2))('the patch of firmware $firmware', (profile) => {
  const schema = buildSchema(profile);
  const specOf = (address: string) => schema.specOf(schema.need(address));

  test.each([
    ['channel/1/source', patch.stripSources],
    ['output/main/1/source', patch.outputSources],
    ['fx/1/source/left', patch.effectSources],
    ['channel/1/insert/slot', patch.inserts],
  ])('says of every value of %s what it stands for', (address, patterns) => {
    expect(ends(patterns)).toHaveLength(sizeOf(specOf(address)));
  });

  it('says the same of blocks of lines, outputs’ taps and effects', () => {
    for (const { params, starts } of patch.lines)
      for (const param of params) expect(ends(starts)).toHaveLength(sizeOf(specOf(param)));
    expect(patch.outputTaps).toHaveLength(sizeOf(specOf('output/main/1/tap')));
    expect(patch.effectKinds).toHaveLength(sizeOf(specOf('fx/1/type')));
    expect(patch.effectKinds).not.toContain('');
  });

  it('says of every block of sockets what it takes, each socket its own', () => {
    for (const { param, options, count } of patch.exitBlocks ?? []) {
      if (!schema.has(param)) continue;
      expect([param, options.length]).toEqual([param, sizeOf(specOf(param))]);
      for (const option of options) expect(ends(option)).toHaveLength(count);
    }
    const param = 'userRouting/out/48';
    const ours = patch.redirects.find(({ bank }) => bank === 'output/user');
    if (schema.has(param)) expect(ends(ours?.ends ?? [])).toHaveLength(sizeOf(specOf(param)));
  });

  it('names outputs, effects and head amps that the desk has', () => {
    for (const { bank, count } of patch.outputs) {
      expect(schema.has(`${bank}/${count}/source`)).toBe(true);
      expect(schema.has(`${bank}/${count + 1}/source`)).toBe(false);
    }
    for (const { ways } of patch.effects)
      for (const way of ways)
        expect([schema.has(way.source), schema.has(`${way.returnStrip}/fader`)]).toEqual([true, true]);
    for (const { headamps, count } of patch.inputs)
      if (headamps) expect(schema.has(`${headamps}/${count}/gain`)).toBe(true);
  });
});

// Pairs of an int and its meaning from the protocol's own lists.
test.each([
  [patch.stripSources, 0, ''],
  [patch.stripSources, 32, 'line/32'],
  [patch.stripSources, 33, 'line/33'],
  [patch.stripSources, 40, 'input/usb/2'],
  [patch.stripSources, 41, 'fxReturn/1'],
  [patch.stripSources, 64, 'bus/16'],
  [patch.outputSources, 3, 'main/mono'],
  [patch.outputSources, 4, 'bus/1'],
  [patch.outputSources, 20, 'matrix/1'],
  [patch.outputSources, 26, 'channel/1'],
  [patch.outputSources, 58, 'auxIn/1'],
  [patch.outputSources, 66, 'fxReturn/1'],
  [patch.outputSources, 76, 'talkback'],
  [patch.effectSources, 15, 'bus/15'],
  [patch.effectSources, 17, 'main/mono'],
  [patch.inserts, 2, 'fx/1/right'],
  [patch.inserts, 16, 'fx/8/right'],
  [patch.inserts, 17, 'output/aux/1'],
  [patch.lines[0]?.starts ?? [], 4, 'input/aes50a/1'],
  [patch.lines[0]?.starts ?? [], 10, 'input/aes50b/1'],
  [patch.lines[0]?.starts ?? [], 16, 'input/card/1'],
  [patch.lines[0]?.starts ?? [], 20, 'input/user/1'],
])('value %#', (patterns, value, meaning) => {
  expect(ends(patterns)[value]).toBe(meaning);
});

/** What the block that a parameter sets takes with an option. */
const taken = (param: string, option: number) =>
  ends(patch.exitBlocks?.find((block) => block.param === param)?.options[option] ?? []);

// Ints of the 36 tokens, counted by hand: 0-3 AN, 4-9 A, 10-15 B, 16-19 CARD, 20-21 OUT, 22-23 P16, 24 AUX/CR, 25 AUX/TB, 26-31 UOUT,
// 32-35 UIN.
test.each([
  ['routing/aes50a/1', 20, 'output/main/1', 'output/main/8'],
  ['routing/aes50b/41', 21, 'output/main/9', 'output/main/16'],
  ['routing/aes50a/33', 22, 'output/personal/1', 'output/personal/8'],
  ['routing/card/1', 5, 'input/aes50a/9', 'input/aes50a/16'],
  ['routing/card/25', 24, 'output/aux/1', 'monitor/right'],
  ['routing/card/25', 25, 'input/aux/1', 'input/talkback/2'],
  ['routing/card/25', 31, 'output/user/41', 'output/user/48'],
  ['routing/card/25', 35, 'input/user/25', 'input/user/32'],
  ['routing/output/1', 20, 'output/main/1', 'output/main/4'],
  ['routing/output/5', 20, 'output/main/5', 'output/main/8'],
  ['routing/output/9', 21, 'output/main/9', 'output/main/12'],
  ['routing/output/13', 0, 'input/local/5', 'input/local/8'],
])('%s with %i takes %s to %s', (param, option, first, last) => {
  const sockets = taken(param, option);
  expect([sockets[0], sockets.at(-1)]).toEqual([first, last]);
});
