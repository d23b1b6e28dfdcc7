import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeskState } from './deskState.ts';
import type { DeskProfile } from './profile.ts';
import { buildSchema } from './schema.ts';

const taper = {
  breakpoints: [
    [0, -90],
    [1, 10],
  ],
} as const;
const profile: DeskProfile = {
  family: 'test',
  title: 'Test desk',
  model: 'T3',
  firmware: '1.0',
  strips: [],
  params: [
    { pattern: 'channel/{n:1..3}/fader', spec: { kind: 'level', unit: 'dB', group: 'faders', taper, steps: 101 } },
    { pattern: 'channel/{n:1..3}/mute', spec: { kind: 'switch', unit: '', group: 'mutes' } },
    { pattern: 'channel/{n:1..3}/name', spec: { kind: 'text', unit: '', group: 'names', maxLength: 5 } },
  ],
  aliases: [{ pattern: 'channel/{n:1..3}/level', of: 'channel/{n}/fader' }],
  faderTaper: taper,
  tapShare: 1,
  meters: [],
  setsPerSecond: 50,
  totalSetsPerSecond: 1000,
};
const schema = buildSchema(profile);
const fader = schema.need('channel/1/fader');
const mute = schema.need('channel/1/mute');
const name = schema.need('channel/1/name');

describe('what is unknown', () => {
  test('is undefined, never 0', () => {
    const state = new DeskState(schema);
    expect([state.get(fader), state.number(fader), state.number(mute), state.text(name), state.get(name)]).toEqual(
      new Array(5).fill(undefined),
    );
    expect(state.at('channel/1/fader')).toBeUndefined();
    expect(state.at('channel/9/fader')).toBeUndefined();
    expect(state.number(99)).toBeUndefined();
    expect([...state.known()]).toEqual([]);
  });

  test('is what was forgotten, one or all', () => {
    const state = new DeskState(schema);
    state.merge([
      { id: fader, value: 0 },
      { id: mute, value: 0 },
      { id: name, value: '' },
    ]);
    state.forget(fader);
    expect([state.get(fader), state.get(mute), state.get(name)]).toEqual([undefined, 0, '']);
    state.forget(name);
    expect(state.get(name)).toBeUndefined();
    state.forget();
    expect([...state.known()]).toEqual([]);
    expect(state.set(fader, 0)).toBe(true);
  });
});

describe('a merge', () => {
  test('returns only what changed, as it is kept', () => {
    const state = new DeskState(schema);
    const first = state.merge([
      { id: fader, value: -10.4 },
      { id: mute, value: 1 },
      { id: name, value: 'Kick drum' },
    ]);
    expect(first).toEqual([
      { id: fader, value: -10 },
      { id: mute, value: 1 },
      { id: name, value: 'Kick ' },
    ]);
    const second = state.merge([
      { id: fader, value: -9.6 },
      { id: mute, value: 0 },
      { id: name, value: 'Kick in' },
    ]);
    expect(second).toEqual([{ id: mute, value: 0 }]);
    expect(state.merge([])).toEqual([]);
  });

  test('leaves out what has no meaning', () => {
    const state = new DeskState(schema);
    const meaningless = [
      { id: fader, value: Number.NaN },
      { id: mute, value: 'on' },
    ];
    expect(state.merge(meaningless)).toEqual([]);
    expect(state.get(fader)).toBeUndefined();
    expect(() => state.set(schema.size, 0)).toThrow(RangeError);
  });

  test('takes −∞ dB as any other level', () => {
    const state = new DeskState(schema);
    expect(state.merge([{ id: fader, value: -Infinity }])).toEqual([{ id: fader, value: -Infinity }]);
    expect(state.merge([{ id: fader, value: -300 }])).toEqual([]);
    expect(state.number(fader)).toBe(-Infinity);
    expect(state.at('channel/1/level')).toBe(-Infinity);
    expect([...state.known()]).toEqual([{ id: fader, value: -Infinity }]);
  });

  test('keeps whole characters', () => {
    const state = new DeskState(schema);
    state.set(name, 'abcd😀');
    expect(state.text(name)).toBe('abcd');
  });
});

describe('two states', () => {
  test('are independent after a copy', () => {
    const state = new DeskState(schema);
    state.merge([
      { id: fader, value: -Infinity },
      { id: name, value: 'Kick' },
    ]);
    const copy = state.copy();
    expect([...copy.known()]).toEqual([...state.known()]);
    copy.set(name, 'Tom');
    copy.forget(fader);
    expect([state.get(fader), state.get(name)]).toEqual([-Infinity, 'Kick']);
    expect([copy.get(fader), copy.get(name)]).toEqual([undefined, 'Tom']);
  });

  test('differ by changes that lead from one to the other', () => {
    const value = fc.oneof(fc.double(), fc.constant(-Infinity), fc.string({ maxLength: 8 }));
    const changes = fc.array(fc.record({ id: fc.nat(schema.size - 1), value }));
    fc.assert(
      fc.property(changes, changes, (ours, theirs) => {
        const state = new DeskState(schema);
        const target = new DeskState(schema);
        state.merge(ours);
        target.merge(ours);
        target.merge(theirs);
        const diff = state.diffTo(target);
        expect(state.merge(diff)).toEqual(diff);
        expect([...state.known()]).toEqual([...target.known()]);
        expect(state.diffTo(target)).toEqual([]);
      }),
    );
  });
});
