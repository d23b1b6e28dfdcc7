import { expect, test } from 'vitest';
import { purposes, withAppParams } from './appParams.ts';
import type { DeskProfile } from './profile.ts';
import { buildSchema } from './schema.ts';

const profile: DeskProfile = {
  family: 'test',
  title: 'Test desk',
  model: 'T1',
  firmware: '1',
  strips: [
    { kind: 'channel', strips: ['channel/1'] },
    { kind: 'bus', strips: ['bus/1', 'bus/2'] },
    { kind: 'matrix', strips: ['matrix/1'] },
  ],
  params: [{ pattern: 'channel/1/mute', spec: { kind: 'switch', unit: '', group: 'mutes' } }],
  aliases: [{ pattern: 'channel/1/silent', of: 'channel/1/mute' }],
  faderTaper: {
    breakpoints: [
      [0, -90],
      [1, 10],
    ],
  },
  tapShare: 1,
  meters: [],
  setsPerSecond: 10,
  totalSetsPerSecond: 100,
};

test('busses and matrices have a purpose, channels have none', () => {
  const schema = buildSchema(withAppParams(profile));
  expect(schema.addresses.slice(1)).toEqual([
    'bus/1/purpose',
    'bus/2/purpose',
    'bus/1/purposeMeant',
    'bus/2/purposeMeant',
    'matrix/1/purpose',
    'matrix/1/purposeMeant',
  ]);
  expect(schema.defaultOf(schema.need('bus/1/purposeMeant'))).toBe('');
  expect(schema.specOf(schema.need('bus/2/purpose'))).toMatchObject({ options: purposes, keptByApp: true });
});

test("a desk's own parameters keep their ids", () => {
  const own = buildSchema(profile);
  const all = buildSchema(withAppParams(profile));
  for (const [id, address] of own.addresses.entries()) expect(all.need(address)).toBe(id);
  expect(all.need('channel/1/silent')).toBe(own.need('channel/1/silent'));
});

test('a desk whose patch is known keeps what of its audit is meant', () => {
  const patch = {
    inputs: [],
    lines: [],
    redirects: [],
    stripSources: [],
    outputs: [],
    outputSources: [],
    outputTaps: [],
    effects: [],
    effectSources: [],
    effectKinds: [],
    inserts: [],
  };
  const schema = buildSchema(withAppParams({ ...profile, patch }));
  expect(schema.specOf(schema.need('audit/meant'))).toMatchObject({ kind: 'text', default: '', keptByApp: true });
  expect(buildSchema(withAppParams(profile)).has('audit/meant')).toBe(false);
});
