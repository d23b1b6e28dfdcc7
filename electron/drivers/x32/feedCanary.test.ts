import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { FeedCanary, isAlwaysTold } from './feedCanary.ts';

const fader = '/ch/01/mix/fader';
const name = '/ch/01/config/name';

function canary({ loss = 0, isSpotless = false, answers = true } = {}) {
  const clock = new VirtualClock(10_000);
  const asked: string[] = [];
  const changes: boolean[] = [];
  const bird = new FeedCanary({
    clock,
    loss: () => loss,
    isSpotless: () => isSpotless,
    patienceMs: () => 20,
    answeredMs: () => (answers ? clock.nowMs() : 0),
    ask: (path) => {
      asked.push(path);
      bird.asked(path);
    },
    changed: (isSilent) => changes.push(isSilent),
  });
  return { clock, bird, asked, changes };
}

test('faders and mutes are always told, names are not known to be', () => {
  expect([fader, '/bus/03/mix/on', name, '/ch/01/mix/on/x'].map(isAlwaysTold)).toEqual([true, true, false, false]);
});

describe('a change that is read but was not told', () => {
  test('is a hint, and two of them are enough on a good link', () => {
    const { clock, bird, changes } = canary();
    bird.found(fader);
    clock.advance(300);
    expect(changes).toEqual([]);
    bird.found(fader);
    clock.advance(300);
    expect(changes).toEqual([true]);
    expect(bird.isSilent).toBe(true);
  });

  test('counts for nothing if it is told within a moment', () => {
    const { clock, bird, changes } = canary();
    for (let count = 0; count < 10; count++) {
      bird.found(fader);
      clock.advance(100);
      bird.told(fader);
      clock.advance(300);
    }
    expect(changes).toEqual([]);
  });

  test('is weighed by how much the link loses', () => {
    const { clock, bird, changes } = canary({ loss: 0.3 });
    for (let count = 1; count <= 6; count++) {
      bird.found(fader);
      clock.advance(300);
      // 0.3 to the fifth is 0.24 %, to the sixth 0.07 %.
      expect(changes).toEqual(count < 6 ? [] : [true]);
    }
  });

  test('is enough alone on a link that lost nothing for long, for what is always told', () => {
    const { clock, bird, changes } = canary({ isSpotless: true });
    bird.found(name);
    clock.advance(300);
    expect(changes).toEqual([]);
    bird.found(fader);
    clock.advance(300);
    expect(changes).toEqual([true]);
  });
});

describe('sets of our own', () => {
  test('that are never told, while a hand goes on moving, are noticed', () => {
    const { clock, bird, changes } = canary();
    for (let count = 0; count < 60 && changes.length === 0; count++) {
      bird.sent(fader);
      clock.advance(20);
    }
    expect(changes).toEqual([true]);
    expect(clock.nowMs() - 10_000).toBeLessThan(1000);
  });

  test('say nothing while the desk answers nothing at all: then the link is gone, not the feed', () => {
    const { clock, bird, changes } = canary({ answers: false });
    for (let count = 0; count < 200; count++) {
      bird.sent(fader);
      clock.advance(20);
    }
    expect(changes).toEqual([]);
  });

  test('are asked for a moment later, and told ones are not', () => {
    const { clock, bird, asked } = canary();
    bird.sent(fader);
    bird.sent(name);
    bird.told(name);
    clock.advance(300);
    expect(asked).toEqual([fader]);
    expect(bird.isOurs(fader)).toBe(true);
    clock.advance(3000);
    expect(bird.isOurs(fader)).toBe(false);
  });
});

test('one change that is told ends the silence', () => {
  const { clock, bird, changes } = canary();
  for (let count = 0; count < 2; count++) {
    bird.found(fader);
    clock.advance(300);
  }
  bird.told('/ch/09/mix/on');
  expect(changes).toEqual([true, false]);
});

test('what looks like told but may be a late answer proves nothing', () => {
  const { clock, bird, changes } = canary();
  for (let count = 0; count < 2; count++) {
    bird.found(fader);
    clock.advance(300);
  }
  bird.asked(fader);
  clock.advance(30);
  bird.told(fader);
  expect(changes).toEqual([true]);
  clock.advance(100);
  bird.told(fader);
  expect(changes).toEqual([true, false]);
});

test('after a break the past does not count', () => {
  const { clock, bird, changes } = canary();
  bird.found(fader);
  clock.advance(300);
  bird.excuse();
  bird.found(fader);
  clock.advance(300);
  expect(changes).toEqual([]);
});
