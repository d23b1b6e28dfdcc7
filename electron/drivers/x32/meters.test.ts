import { describe, expect, it, test } from 'vitest';
import { meterByteOfDb } from '../../../shared/protocol/meterScale.ts';
import {
  encodeFloatMeters,
  encodeReductions,
  encodeSpectrum,
  mergeMixerMeters,
  meterLayout,
  mixerMeterCount,
  spectrumFreqHz,
  stripIds,
} from './meters.ts';
import { profiles } from './profile.ts';

describe('meter layouts', () => {
  // Facts, section 7, and the counts that section 15 saw.
  test.each([
    ['/meters/0', 70],
    ['/meters/1', 96],
    ['/meters/2', 49],
    ['/meters/3', 22],
    ['/meters/4', 82],
    ['/meters/5', 27],
    ['/meters/6', 4],
    ['/meters/7', 16],
    ['/meters/8', 6],
    ['/meters/9', 32],
    ['/meters/10', 32],
    ['/meters/11', 5],
    ['/meters/12', 4],
    ['/meters/13', 48],
    ['/meters/14', 80],
  ])('%s has %i words', (id, words) => {
    expect(meterLayout(id)).toHaveLength(words);
  });

  it('knows no other id', () => {
    expect(meterLayout('/meters/17')).toBeUndefined();
    expect(meterLayout('/meters')).toBeUndefined();
  });

  it('has 50 and 48 words for the 16-bit blobs', () => {
    const words = (blob: Uint8Array) => new DataView(blob.buffer).getInt32(0, true);
    const spectrum = encodeSpectrum(() => -12);
    expect([words(spectrum), spectrum.length]).toEqual([50, 204]);
    const reductions = encodeReductions(() => 1);
    expect([words(reductions), reductions.length]).toEqual([48, 196]);
    expect(new DataView(spectrum.buffer).getInt16(4, true)).toBe(-12 * 256);
    expect(new DataView(reductions.buffer).getInt16(4 + 2 * 87, true)).toBe(32767);
    expect(new DataView(reductions.buffer).getInt16(4 + 2 * 88, true)).toBe(0);
  });

  it('puts 20 Hz at the bottom, 10 kHz at 90 and 18.66 kHz at the top of the spectrum', () => {
    expect(spectrumFreqHz(0)).toBeCloseTo(19.5, 1);
    expect(spectrumFreqHz(90)).toBe(10000);
    expect(spectrumFreqHz(99)).toBeCloseTo(18660, -1);
  });

  it('numbers 72 strips', () => {
    expect(stripIds).toHaveLength(72);
    expect([stripIds[32], stripIds[48], stripIds[64], stripIds[70], stripIds[71]]).toEqual([
      'auxIn/1',
      'bus/1',
      'matrix/1',
      'main/stereo',
      'main/mono',
    ]);
  });
});

describe('mergeMixerMeters', () => {
  const order = profiles[0]?.meters ?? [];

  it('has a place for each of the profile’s meters', () => {
    expect(order).toHaveLength(mixerMeterCount);
  });

  test.each(['/meters/1', '/meters/2', '/meters/13'] as const)('reads %s into the profile’s order', (id) => {
    const layout = meterLayout(id) ?? [];
    const amplitudeOf = new Map(order.map((name, index) => [name, 10 ** (-index / 20)]));
    const blob = encodeFloatMeters(layout, (point) =>
      point.of === 'pre' || point.of === 'post'
        ? (amplitudeOf.get(point.side ? `${point.strip}/${point.side}` : point.strip) ?? Number.NaN)
        : 0.5,
    );
    const into = new Uint8Array(mixerMeterCount).fill(7);
    expect(mergeMixerMeters(id, blob, into)).toBe(true);
    let read = 0;
    for (const [index, byte] of into.entries()) {
      if (byte === 7) continue;
      read++;
      expect(byte).toBe(meterByteOfDb(-index));
    }
    expect(read).toBe({ '/meters/1': 32, '/meters/2': 25, '/meters/13': 48 }[id]);
  });

  it('refuses a blob of another size and leaves the meters alone', () => {
    const into = new Uint8Array(mixerMeterCount).fill(7);
    expect(mergeMixerMeters('/meters/1', new Uint8Array(4 + 4 * 95), into)).toBe(false);
    expect(mergeMixerMeters('/meters/1', new Uint8Array(4 + 4 * 96), into)).toBe(false);
    expect(mergeMixerMeters('/meters/1', new Uint8Array(0), into)).toBe(false);
    expect(into.every((byte) => byte === 7)).toBe(true);
  });

  it('reads silence, unreadable numbers and more than the scale holds', () => {
    const values = [0, Number.NaN, -1, Number.POSITIVE_INFINITY, 8];
    const layout = meterLayout('/meters/13') ?? [];
    let next = 0;
    const blob = encodeFloatMeters(layout, () => values[next++] ?? 0);
    const into = new Uint8Array(mixerMeterCount);
    expect(mergeMixerMeters('/meters/13', blob, into)).toBe(true);
    expect([...into.slice(0, 5)]).toEqual([0, 0, 0, 255, meterByteOfDb(18.06)]);
  });
});
