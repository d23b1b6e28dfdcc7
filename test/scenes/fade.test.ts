import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { canonical, type LevelSpec, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { type FadeSettings, fadeMsOf, fadeValue, planTimes } from '../../shared/scenes/fade.ts';
import type { RecallStep } from '../../shared/scenes/recallPlan.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const spec = schema.specOf(schema.need('channel/1/fader')) as LevelSpec;

describe('a fading level', () => {
  test.each([
    ['dB', -20, 0, 0.5, -10],
    ['dB', 0, -20, 0.25, -5],
    // Off counts as -60 dB.
    ['dB', -Infinity, 0, 0.5, -30],
    ['dB', 0, -Infinity, 0.5, -30],
    ['dB', -Infinity, 0, 0, -Infinity],
    ['dB', 0, -Infinity, 1, -Infinity],
    // The fader law: -10 dB at 0.5 of the travel, 0 dB at 0.75, 10 dB at 1, -60 dB at 0.0625.
    ['position', -10, 10, 0.5, 0],
    ['position', 10, -10, 0.5, 0],
    ['position', -Infinity, -10, 0.5, -27.5],
  ] as const)('in %s from %s to %s is at %s of the time at %s dB', (law, from, to, progress, expected) => {
    const value = fadeValue(spec, from, to, law, progress);
    if (Number.isFinite(expected)) expect(Math.abs(value - expected)).toBeLessThan(0.25);
    else expect(value).toBe(expected);
  });

  test('never turns back, never leaves its ends, and is always a value of the desk', () => {
    const level = fc.integer({ min: 0, max: spec.steps - 1 }).map((step) => valueAtStep(spec, step));
    fc.assert(
      fc.property(level, level, fc.constantFrom('dB', 'position'), (from, to, law) => {
        let last = from;
        for (let step = 0; step <= 50; step++) {
          const value = fadeValue(spec, from, to, law as FadeSettings['law'], step / 50);
          expect(canonical(spec, value)).toBe(value);
          if (to >= from) expect(value).toBeGreaterThanOrEqual(last);
          else expect(value).toBeLessThanOrEqual(last);
          last = value;
        }
        expect(last).toBe(to);
      }),
    );
  });
});

describe('times', () => {
  const step = (address: string, from: number, to: number): RecallStep => ({
    id: schema.need(address),
    address,
    kind: address.includes('/send/') ? 'sends' : address.endsWith('/mute') ? 'mutes' : 'faders',
    from,
    to,
    phase: 'rest',
  });
  const fade: FadeSettings = { ms: 3000, law: 'dB', groups: { sends: 500 } };
  const specOf = (id: number) => schema.specOf(id);

  test('are those of the groups, or of the whole', () => {
    const fader = step('channel/1/fader', -10, 0);
    expect(fadeMsOf(fader, spec, fade)).toBe(3000);
    const send = step('channel/1/send/bus/1/level', -10, 0);
    expect(fadeMsOf(send, specOf(send.id), fade)).toBe(500);
    const mute = step('channel/1/mute', 0, 1);
    expect(fadeMsOf(mute, specOf(mute.id), fade)).toBe(0);
  });

  test('of a plan are the longest; rises take 60 dB/s at most unless it is a hard cut', () => {
    const steps = [step('channel/1/fader', -Infinity, 0), step('channel/1/send/bus/1/level', -Infinity, 0)];
    const none: FadeSettings = { ms: 0, law: 'dB' };
    expect(planTimes(steps, specOf, none, false)).toEqual({ totalMs: 1000, fadersMs: 1000, sendsMs: 1000 });
    expect(planTimes(steps, specOf, none, true)).toEqual({ totalMs: 0, fadersMs: 0, sendsMs: 0 });
    expect(planTimes(steps, specOf, fade, false)).toEqual({ totalMs: 3000, fadersMs: 3000, sendsMs: 1000 });
    expect(planTimes([step('channel/1/fader', 0, -Infinity)], specOf, none, false).totalMs).toBe(0);
  });
});
