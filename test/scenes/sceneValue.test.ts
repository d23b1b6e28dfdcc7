import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { type ParamSpec, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { fromSceneValue, shortest, toSceneValue } from '../../shared/scenes/sceneValue.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const specAt = (address: string): ParamSpec => schema.specOf(schema.need(address));

describe('values of scenes', () => {
  test.each([
    ['channel/1/fader', -Infinity, '-inf'],
    ['channel/1/mute', 1, true],
    ['channel/1/send/bus/1/tap', 3, 'preFader'],
    ['channel/1/name', '-inf', '-inf'],
    ['channel/1/preamp/lowCut/slope', 1, '18'],
    ['channel/1/icon', 41, 41],
  ])('%s: %s stands as %s', (address, value, kept) => {
    expect(toSceneValue(specAt(address), value)).toBe(kept);
    expect(fromSceneValue(specAt(address), kept)).toEqual({ ok: true, value });
  });

  test('every value of every parameter comes back exactly', () => {
    const specs = new Set(schema.specs);
    for (const spec of specs) {
      if (spec.kind === 'text') continue;
      for (let step = 0; step < stepCount(spec); step++) {
        const value = valueAtStep(spec, step);
        const back = fromSceneValue(spec, JSON.parse(JSON.stringify(toSceneValue(spec, value))));
        if (!back.ok || !Object.is(back.value, value)) throw new Error(`${JSON.stringify(spec)}: ${value} ${back.ok}`);
      }
    }
    expect(specs.size).toBeGreaterThan(50);
  });

  test.each([
    ['channel/1/fader', true],
    ['channel/1/fader', 'loud'],
    ['channel/1/mute', 1],
    ['channel/1/name', 5],
    ['channel/1/send/bus/1/tap', 'elsewhere'],
    ['channel/1/send/bus/1/tap', 99],
    ['channel/1/eq/1/gain', '-inf'],
    ['channel/1/icon', 1.5],
  ])('%s: %s is nothing that the desk has', (address, value) => {
    expect(fromSceneValue(specAt(address), value)).toMatchObject({ ok: false });
  });

  test('are printed with no more digits than they need', () => {
    expect(shortest(Math.fround(-4.2))).toBe(-4.2);
    expect(shortest(Math.fround(10023.7))).toBe(10023.7);
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // Minus zero is no value of any desk.
        expect(Math.fround(shortest(value))).toBe(value + 0);
      }),
    );
  });
});
