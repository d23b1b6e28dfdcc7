import { describe, expect, test } from 'vitest';
import type { AliasRow, DeskProfile, ParamRow } from './profile.ts';
import { buildSchema } from './schema.ts';

const level = {
  kind: 'level',
  unit: 'dB',
  group: 'faders',
  taper: {
    breakpoints: [
      [0, -90],
      [1, 10],
    ],
  },
  steps: 1024,
  default: -Infinity,
} as const;
const tap = { kind: 'choice', unit: '', group: 'taps', options: ['pre', 'post'], default: 1 } as const;
const gain = { kind: 'number', unit: 'dB', group: 'eq', law: 'linear', min: -15, max: 15, steps: 121 } as const;
const name = { kind: 'text', unit: '', group: 'names', maxLength: 12 } as const;
const icon = { kind: 'integer', unit: '', group: 'names', min: 1, max: 74 } as const;
const mute = { kind: 'switch', unit: '', group: 'mutes' } as const;

const params: readonly ParamRow[] = [
  { pattern: 'channel/{n:1..3}/fader', spec: level },
  { pattern: 'channel/{n:1..3}/send/bus/{b:1..3:2}/tap', spec: tap },
  { pattern: 'channel/{n:1..3}/source', spec: icon, defaults: [5, 6] },
  { pattern: 'main/stereo/eq/1/gain', spec: gain },
  { pattern: 'main/stereo/name', spec: name },
  { pattern: 'main/stereo/mute', spec: mute },
];
const aliases: readonly AliasRow[] = [
  { pattern: 'channel/{n:1..3}/send/bus/{b:2..4:2}/tap', of: 'channel/{n}/send/bus/{b-1}/tap' },
];

function profile(own: Partial<DeskProfile> = {}): DeskProfile {
  return {
    family: 'test',
    title: 'Test desk',
    model: 'T3',
    firmware: '1.0',
    strips: [],
    params,
    aliases,
    faderTaper: level.taper,
    tapShare: 2,
    meters: [],
    setsPerSecond: 50,
    totalSetsPerSecond: 1000,
    ...own,
  };
}

/** The profile with one row's spec changed. */
const withSpec = (pattern: string, spec: ParamRow['spec']) =>
  profile({ params: params.map((row) => (row.pattern === pattern ? { ...row, spec } : row)) });

describe('a schema', () => {
  const schema = buildSchema(profile());

  test('numbers its addresses densely, in the order of the profile', () => {
    expect(schema.size).toBe(3 + 6 + 3 + 3);
    expect(schema.addresses.slice(0, 5)).toEqual([
      'channel/1/fader',
      'channel/2/fader',
      'channel/3/fader',
      'channel/1/send/bus/1/tap',
      'channel/1/send/bus/3/tap',
    ]);
    expect(schema.addresses.map((address) => schema.idOf(address))).toEqual(schema.addresses.map((_, id) => id));
    expect(schema.addresses.map((_, id) => schema.addressOf(id))).toEqual(schema.addresses);
    expect(schema.specs.map((_, id) => schema.specOf(id))).toEqual(schema.specs);
    expect(schema.specOf(schema.need('main/stereo/name'))).toBe(name);
  });

  test('finds a parameter by its alias, which has no id of its own', () => {
    expect(schema.idOf('channel/2/send/bus/4/tap')).toBe(schema.need('channel/2/send/bus/3/tap'));
    expect(schema.addressOf(schema.need('channel/2/send/bus/4/tap'))).toBe('channel/2/send/bus/3/tap');
    expect(schema.has('channel/2/send/bus/4/tap')).toBe(true);
    expect(schema.addresses).not.toContain('channel/2/send/bus/4/tap');
  });

  test('says what it does not have', () => {
    expect(schema.idOf('channel/4/fader')).toBeUndefined();
    expect(schema.has('channel/4/fader')).toBe(false);
    expect(schema.idOf('constructor')).toBeUndefined();
    expect(() => schema.need('channel/4/fader')).toThrow('Test desk has no parameter channel/4/fader');
    for (const id of [-1, schema.size, 1.5e9, Number.NaN]) {
      expect(() => schema.addressOf(id)).toThrow(RangeError);
      expect(() => schema.specOf(id)).toThrow(RangeError);
    }
  });

  test('knows defaults by number before those of the spec', () => {
    const defaults = [1, 2, 3].map((n) => schema.defaultOf(schema.need(`channel/${n}/source`)));
    expect(defaults).toEqual([5, 6, 5]);
    expect(schema.defaultOf(schema.need('channel/1/fader'))).toBe(-Infinity);
    expect(schema.defaultOf(schema.need('channel/1/send/bus/1/tap'))).toBe(1);
    expect(schema.defaultOf(schema.need('main/stereo/mute'))).toBeUndefined();
  });
});

describe('a profile that contradicts itself', () => {
  test('names an address twice', () => {
    const twice = [...params, { pattern: 'channel/{n:3..4}/fader', spec: level }];
    expect(() => buildSchema(profile({ params: twice }))).toThrow('Profile T3 names channel/3/fader twice');
  });

  test('has an alias that is an address or another alias', () => {
    const taken = { pattern: 'channel/{n:1..1}/send/bus/3/tap', of: 'channel/{n}/send/bus/1/tap' };
    expect(() => buildSchema(profile({ aliases: [taken] }))).toThrow('names channel/1/send/bus/3/tap twice');
    expect(() => buildSchema(profile({ aliases: [...aliases, ...aliases] }))).toThrow('twice');
  });

  test('has an alias that leads nowhere', () => {
    const lost = { pattern: 'channel/{n:1..4}/level', of: 'channel/{n}/fader' };
    expect(() => buildSchema(profile({ aliases: [lost] }))).toThrow('alias channel/{n:1..4}/level leads nowhere');
  });
});

describe('the hash', () => {
  const hashOf = (own: DeskProfile) => buildSchema(own).hash;
  const hash = hashOf(profile());

  test('is eight hex digits and the same on both sides of a link', () => {
    expect(hash).toMatch(/^[0-9a-f]{8}$/);
    expect(hashOf(JSON.parse(JSON.stringify(profile())))).toBe(hash);
    expect(hashOf(profile({ title: 'Another name', setsPerSecond: 20 }))).toBe(hash);
  });

  test('changes with anything that changes the meaning of a frame', () => {
    const changed: Readonly<Record<string, DeskProfile>> = {
      'level steps': withSpec('channel/{n:1..3}/fader', { ...level, steps: 161 }),
      'level law': withSpec('channel/{n:1..3}/fader', {
        ...level,
        taper: {
          breakpoints: [
            [0, -80],
            [1, 10],
          ],
        },
      }),
      'number steps': withSpec('main/stereo/eq/1/gain', { ...gain, steps: 61 }),
      'number range': withSpec('main/stereo/eq/1/gain', { ...gain, max: 18 }),
      'number law': withSpec('main/stereo/eq/1/gain', { ...gain, min: 1, law: 'logarithmic' }),
      'one more option': withSpec('channel/{n:1..3}/send/bus/{b:1..3:2}/tap', {
        ...tap,
        options: ['pre', 'post', 'sub'],
      }),
      'options changed about': withSpec('channel/{n:1..3}/send/bus/{b:1..3:2}/tap', {
        ...tap,
        options: ['post', 'pre'],
      }),
      'integer range': withSpec('channel/{n:1..3}/source', { ...icon, max: 64 }),
      'text length': withSpec('main/stereo/name', { ...name, maxLength: 8 }),
      kind: withSpec('main/stereo/mute', { ...icon, min: 0, max: 1 }),
      order: profile({ params: params.toReversed() }),
      'one row fewer': profile({ params: params.slice(0, -1) }),
      'no aliases': profile({ aliases: [] }),
    };
    const same = Object.entries(changed).filter(([, own]) => hashOf(own) === hash);
    expect(same.map(([what]) => what)).toEqual([]);
    expect(new Set(Object.values(changed).map(hashOf)).size).toBe(Object.keys(changed).length);
  });
});
