import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type LevelSpec, type NumericSpec } from '../../../shared/desk/paramSpec.ts';
import { PickUp } from './pickUp.ts';

const level: LevelSpec = {
  kind: 'level',
  unit: 'dB',
  group: 'faders',
  steps: 201,
  taper: {
    breakpoints: [
      [0, -90],
      [0.5, -10],
      [1, 10],
    ],
  },
};
const pan: NumericSpec = { kind: 'number', unit: 'pan', law: 'linear', min: -1, max: 1, steps: 101, group: 'pans' };

describe('a knob without motor', () => {
  test('has no effect until it is within 1 dB', () => {
    const pickUp = new PickUp();
    expect(pickUp.moves(level, -40, 0)).toBe(false);
    expect(pickUp.moves(level, -1.5, 0)).toBe(false);
    expect(pickUp.moves(level, -0.8, 0)).toBe(true);
    expect(pickUp.moves(level, 5, canonical(level, -0.8))).toBe(true);
  });

  test('or until it crosses the value, however fast', () => {
    const pickUp = new PickUp();
    expect(pickUp.moves(level, -40, 0)).toBe(false);
    expect(pickUp.moves(level, 8, 0)).toBe(true);
  });

  test('loses its hold when something else moves the value', () => {
    const pickUp = new PickUp();
    expect(pickUp.moves(level, 0, 0)).toBe(true);
    expect(pickUp.moves(level, 3, canonical(level, 0))).toBe(true);
    expect(pickUp.moves(level, 4, -30)).toBe(false);
    expect(pickUp.moves(level, -35, -30)).toBe(true);
  });

  test('may have been turned while it was away', () => {
    const pickUp = new PickUp();
    expect(pickUp.moves(level, -40, 0)).toBe(false);
    pickUp.forget();
    expect(pickUp.moves(level, 8, 0)).toBe(false);
  });

  test('takes hold of other values within a fiftieth of their way', () => {
    expect(new PickUp().moves(pan, 0.02, 0)).toBe(true);
    expect(new PickUp().moves(pan, 0.1, 0)).toBe(false);
  });

  test('never makes a jump: what it may move is near, was crossed, or is what it left', () => {
    const db = fc.double({ min: -90, max: 10, noNaN: true });
    const action = fc.oneof(fc.record({ knob: db }), fc.record({ other: db }));
    fc.assert(
      fc.property(db, fc.array(action, { maxLength: 50 }), (start, actions) => {
        const pickUp = new PickUp();
        let value = canonical(level, start);
        let knob: number | undefined;
        let left: number | undefined;
        for (const each of actions) {
          if ('other' in each) {
            value = canonical(level, each.other);
            continue;
          }
          const { knob: wanted } = each;
          const isCrossed = knob !== undefined && Math.min(knob, wanted) <= value && value <= Math.max(knob, wanted);
          const isNear = Math.abs(wanted - value) <= 1;
          const isLeft = left === value;
          const moves = pickUp.moves(level, wanted, value);
          if (moves !== (isCrossed || isNear || isLeft)) return false;
          knob = wanted;
          left = moves ? canonical(level, wanted) : undefined;
          if (moves) value = canonical(level, wanted);
        }
        return true;
      }),
    );
  });
});
