import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { Pacer } from './pacer.ts';

function paced(options: { totalPerSecond?: number; burst?: number } = {}) {
  const clock = new VirtualClock();
  const sent: { key: string; item: number; atMs: number }[] = [];
  const pacer = new Pacer<string, number>({
    clock,
    keyGapMs: 20,
    totalPerSecond: options.totalPerSecond ?? 1000,
    burst: options.burst ?? 100,
    send: (items) => sent.push(...items.map((each) => ({ ...each, atMs: clock.nowMs() }))),
  });
  return { clock, pacer, sent };
}
const fader = { isContinuous: true, isTouched: false };
const mute = { isContinuous: false, isTouched: false };

describe('Pacer', () => {
  test('lets what the receiver itself sets the pace of leave at once, and takes nothing from the others for it', () => {
    const { clock, pacer, sent } = paced({ totalPerSecond: 10, burst: 2 });
    for (let key = 0; key < 20; key++) pacer.offer(`recall ${key}`, key, { ...mute, isClocked: true });
    for (let key = 0; key < 3; key++) pacer.offer(`other ${key}`, key, mute);
    pacer.flush();
    expect(sent).toHaveLength(22);
    clock.advance(101);
    expect(sent).toHaveLength(23);
  });

  test('lets the first of a ride leave at once and then the newest once a gap', () => {
    const { clock, pacer, sent } = paced();
    for (let step = 0; step <= 10; step++) {
      pacer.offer('fader', step, fader);
      pacer.flush();
      clock.advance(5);
    }
    clock.advance(100);
    expect(sent.map(({ item }) => item)).toEqual([0, 3, 7, 10]);
    for (let i = 1; i < sent.length; i++) {
      expect((sent[i]?.atMs ?? 0) - (sent[i - 1]?.atMs ?? 0)).toBeGreaterThanOrEqual(20);
    }
  });

  test('never merges switches away', () => {
    const { pacer, sent } = paced();
    for (const item of [1, 0, 1]) pacer.offer('mute', item, mute);
    pacer.flush();
    expect(sent.map(({ item }) => item)).toEqual([1, 0, 1]);
  });

  test('keeps to the total rate and lets a touched control go first', () => {
    const { clock, pacer, sent } = paced({ totalPerSecond: 100, burst: 10 });
    for (let index = 0; index < 50; index++) pacer.offer(`bulk ${index}`, index, fader);
    pacer.flush();
    expect(sent).toHaveLength(10);
    pacer.offer('hand', 1, { isContinuous: true, isTouched: true });
    clock.advance(11);
    expect(sent[10]?.key).toBe('hand');
    clock.advance(1000);
    expect(sent).toHaveLength(51);
    expect(sent[50]?.atMs).toBeGreaterThanOrEqual(390);
  });

  test('says what it drops', () => {
    const { clock, pacer, sent } = paced({ burst: 1 });
    pacer.offer('a', 1, mute);
    pacer.offer('b', 2, mute);
    pacer.flush();
    expect(pacer.clear()).toEqual(['b']);
    clock.advance(1000);
    expect(sent.map(({ key }) => key)).toEqual(['a']);
  });

  test('never lets a newer switch overtake an older one of the same key, hand or not', () => {
    const { clock, pacer, sent } = paced({ totalPerSecond: 100, burst: 1 });
    pacer.offer('other', 0, fader);
    pacer.offer('mute', 1, mute);
    pacer.flush();
    pacer.offer('mute', 0, { isContinuous: false, isTouched: true });
    pacer.flush();
    clock.advance(1000);
    expect(sent.filter(({ key }) => key === 'mute').map(({ item }) => item)).toEqual([1, 0]);
  });

  test('holds everything back while nothing may leave, and drops what has become too old', () => {
    const clock = new VirtualClock();
    const sent: number[] = [];
    let isOpen = false;
    const pacer = new Pacer<string, number>({
      clock,
      keyGapMs: 20,
      totalPerSecond: 1000,
      burst: 100,
      send: (items) => sent.push(...items.map(({ item }) => item)),
      mayLeave: () => isOpen,
    });
    pacer.offer('old', 1, mute);
    pacer.offer('ridden', 2, fader);
    pacer.flush();
    clock.advance(600);
    pacer.offer('ridden', 3, fader);
    pacer.offer('new', 4, mute);
    pacer.flush();
    expect(sent).toEqual([]);
    isOpen = true;
    expect(pacer.dropOlderThan(clock.nowMs() - 500)).toEqual([1]);
    pacer.flush();
    expect(sent).toEqual([3, 4]);
  });
});
