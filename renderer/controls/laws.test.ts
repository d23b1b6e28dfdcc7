import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Taper } from '../../shared/units/taper.ts';
import { scaleOf } from './faderScale.ts';
import { MeterBallistics, meterColors, meterHeight } from './meterLaw.ts';
import { speakDb, speakPan } from './speech.ts';
import { glyphPath } from './stripGlyph.ts';
import { faderLaw, nudged, panLaw } from './travelLaw.ts';

const taper: Taper = {
  breakpoints: [
    [0, -90],
    [0.0625, -60],
    [0.25, -30],
    [0.5, -10],
    [1, 10],
  ],
};

describe('a nudge', () => {
  test('moves by its amount where the steps are fine enough', () => {
    const law = faderLaw(taper, 1024);
    expect(law.valueAt(nudged(law, law.positionOf(-4), 0.5))).toBeCloseTo(-3.5, 1);
  });

  test('always moves the way it is meant to, by one step at least, and ends at the ends', () => {
    const steps = fc.constantFrom(101, 161, 1024);
    const amount = fc.constantFrom(-3, -0.5, -0.1, 0.1, 0.5, 3);
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), amount, (count, share, by) => {
        const law = faderLaw(taper, count);
        const before = Math.round(share * (count - 1)) / (count - 1);
        const after = nudged(law, before, by);
        if (by > 0 && before < 1) expect(after).toBeGreaterThan(before);
        else if (by < 0 && before > 0) expect(after).toBeLessThan(before);
        else expect(after).toBe(before);
      }),
    );
  });

  test('leaves −∞ upwards', () => {
    const law = faderLaw(taper, 161);
    expect(nudged(law, 0, 0.5)).toBeGreaterThan(0);
  });

  test('of a pan goes from left to right', () => {
    const law = panLaw(101);
    expect(law.valueAt(nudged(law, law.positionOf(-0.2), 0.02))).toBeCloseTo(-0.18, 5);
  });
});

test('the printed scale falls from the highest level to −∞, each mark where the taper has it', () => {
  const marks = scaleOf(taper);
  expect(marks.map(({ label }) => label)).toEqual(['+10', '+5', '0', '−5', '−10', '−20', '−30', '−40', '−60', '−∞']);
  for (const [index, { position }] of marks.entries()) {
    const above = marks[index - 1];
    if (above) expect(above.position).toBeGreaterThan(position);
  }
  expect(marks.find(({ levelDb }) => levelDb === 0)?.position).toBe(0.75);
});

describe('a meter', () => {
  test('rises with the level from bottom to top', () => {
    expect(meterHeight(-Infinity)).toBe(0);
    expect(meterHeight(20)).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: -80, max: 10, noNaN: true }), (levelDb) => {
        expect(meterHeight(levelDb + 1)).toBeGreaterThanOrEqual(meterHeight(levelDb));
      }),
    );
  });

  test('has a colour for every height', () => {
    const heights = meterColors.map(([levelDb]) => meterHeight(levelDb));
    expect(heights[0]).toBe(0);
    expect(heights.at(-1)).toBe(1);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  test('rises at once, falls evenly, and holds its peak for a while', () => {
    const meter = new MeterBallistics();
    meter.follow(-6, 1000, 16);
    expect(meter.barDb).toBe(-6);
    meter.follow(-60, 1100, 100);
    expect(meter.barDb).toBeCloseTo(-10.5, 5);
    expect(meter.peakDb).toBe(-6);
    meter.follow(-60, 2400, 100);
    expect(meter.peakDb).toBe(-6);
    meter.follow(-60, 2600, 100);
    expect(meter.peakDb).toBeCloseTo(-9, 5);
  });

  test('of silence comes to rest', () => {
    const meter = new MeterBallistics();
    meter.follow(0, 0, 16);
    for (let nowMs = 0; nowMs < 10_000; nowMs += 16) meter.follow(-Infinity, nowMs, 16);
    expect(meterHeight(meter.barDb)).toBe(0);
    expect(meterHeight(meter.peakDb)).toBe(0);
  });
});

test.each([
  [-3.2, 'minus 3.2 dB'],
  [5, 'plus 5.0 dB'],
  [0, '0.0 dB'],
  [-0.01, '0.0 dB'],
  [-Infinity, 'off'],
  [undefined, 'unknown'],
])('%s dB is spoken "%s"', (valueDb, words) => expect(speakDb(valueDb)).toBe(words));

test.each([
  [-0.2, 'left 20'],
  [1, 'right 100'],
  [0, 'centre'],
  [undefined, 'unknown'],
])('a pan of %s is spoken "%s"', (value, words) => expect(speakPan(value)).toBe(words));

test('every icon number from 2 to 74 has a glyph, kindred ones the same', () => {
  for (let icon = 2; icon <= 74; icon++) expect(glyphPath(icon)).not.toBe('');
  expect(glyphPath(3)).toBe(glyphPath(11));
  expect(glyphPath(41)).not.toBe(glyphPath(50));
  expect(glyphPath(1)).toBe('');
  expect(glyphPath(undefined)).toBe('');
});
