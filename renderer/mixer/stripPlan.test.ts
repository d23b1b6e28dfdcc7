import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { guessPurpose } from './busPurpose.ts';
import { banksOf, destinationsFrom, pinnedStrips, planStrips } from './stripPlan.ts';
import { mountedRange, stripWidthPx } from './stripSizes.ts';

const { schema } = new ScriptedApp();
const own = { kind: 'own' } as const;
const bankNamed = (title: string, shows: Parameters<typeof banksOf>[1] = own) => {
  const bank = banksOf(schema, shows).find((each) => each.title === title);
  if (!bank) throw new Error(`No bank ${title}`);
  return bank;
};

describe('what the faders show', () => {
  test('the strips themselves, by bank', () => {
    expect(banksOf(schema, own).map(({ title }) => title)).toEqual([
      'Channels',
      'Aux & FX',
      'Busses',
      'Matrices & Main',
      'DCAs',
      'All',
    ]);
    expect(planStrips(schema, bankNamed('Channels'), own)).toHaveLength(32);
    expect(planStrips(schema, bankNamed('All'), own)).toHaveLength(32 + 8 + 8 + 16 + 6 + 1 + 8);
  });

  test('the sends to a bus: only banks and strips that have one', () => {
    const shows = { kind: 'sendsTo', destination: 'bus/3' } as const;
    expect(banksOf(schema, shows).map(({ title }) => title)).toEqual(['Channels', 'Aux & FX', 'All']);
    expect(planStrips(schema, bankNamed('All', shows), shows)).toHaveLength(48);
    expect(pinnedStrips(schema, shows).map(({ strip }) => strip)).toEqual(['bus/3', 'main/stereo']);
  });

  test('the sends to a matrix: busses and mains', () => {
    const shows = { kind: 'sendsTo', destination: 'matrix/1' } as const;
    expect(banksOf(schema, shows).map(({ title }) => title)).toEqual(['Busses', 'Matrices & Main', 'All']);
    expect(planStrips(schema, bankNamed('Matrices & Main', shows), shows).map(({ strip }) => strip)).toEqual([
      'main/stereo',
      'main/mono',
    ]);
  });

  test('the sends of a channel: every bus', () => {
    const shows = { kind: 'sendsOf', source: 'channel/4' } as const;
    const plans = planStrips(schema, bankNamed('Channels', own), shows);
    expect(plans).toHaveLength(16);
    expect(plans[2]).toEqual({ strip: 'bus/3', send: { source: 'channel/4', destination: 'bus/3' } });
    expect(destinationsFrom(schema, 'dca/1')).toEqual([]);
  });
});

describe('the purpose of a bus is guessed', () => {
  test.each([
    [['preFader', 'postEq', 'input'], 'cue'],
    [['postFader', 'postFader', undefined], 'effect'],
    [['subgroup', 'subgroup', 'subgroup', 'postFader'], 'group'],
    [['postFader', 'preFader'], 'mixed'],
    [[undefined, undefined], 'unknown'],
  ] as const)('%j: %s', (taps, purpose) => expect(guessPurpose(taps)).toBe(purpose));
});

describe('strips in a row', () => {
  test.each([
    [1010, 32, 13],
    [1650, 32, 21],
    [3000, 80, 30],
  ])('%s px hold whole strips', (rowPx, count, atMost) => {
    const width = stripWidthPx(rowPx, count, false);
    expect(width).toBeGreaterThanOrEqual(70);
    expect(width).toBeLessThanOrEqual(100);
    expect(rowPx / width).toBeLessThanOrEqual(atMost + 0.001);
  });

  test('every place in sight is mounted, whatever the scroll position, and little more', () => {
    const count = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 300, max: 2500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, row, at) => {
          const width = stripWidthPx(row, n, false);
          const scroll = at * Math.max(0, n * width - row);
          const { first, last } = mountedRange(scroll, row, width, n);
          expect(first * width).toBeLessThanOrEqual(scroll);
          expect(last === n || last * width >= scroll + row).toBe(true);
          expect(last - first).toBeLessThanOrEqual(Math.ceil(row / width) + 3);
        },
      ),
    );
  });
});
