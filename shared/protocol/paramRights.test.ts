import { expect, test } from 'vitest';
import { mixProfile, mixSchema } from '../../test/support/mixDesk.ts';
import { buildSchema } from '../desk/schema.ts';
import { sightOf } from './paramRights.ts';
import type { Grant } from './roles.ts';

const allowed = (grant: Grant, what: 'maySee' | 'mayChange') => {
  const sight = sightOf(mixSchema, grant);
  return mixSchema.addresses.filter((_, id) => sight[what](id));
};
const sources = ['channel/1', 'channel/2', 'channel/3', 'channel/4', 'auxIn/1'];
const sendsTo = (bus: string, ...leaves: string[]) =>
  sources.flatMap((source) => leaves.map((leaf) => `${source}/send/${bus}/${leaf}`));

test('a performer moves level and switch of the sends to one bus, and nothing else', () => {
  expect(allowed({ role: 'performer', busses: ['bus/2'] }, 'mayChange').sort()).toEqual(
    sendsTo('bus/2', 'level', 'on').sort(),
  );
});

test('the pan that two busses share is moved only by who has both', () => {
  const own = [...sendsTo('bus/1', 'level', 'on', 'pan'), ...sendsTo('bus/2', 'level', 'on')].sort();
  expect(allowed({ role: 'performer', busses: ['bus/1', 'bus/2'] }, 'mayChange').sort()).toEqual(own);
  expect(allowed({ role: 'performer', busses: ['bus/1'] }, 'mayChange')).not.toContain('channel/1/send/bus/1/pan');
});

test('a performer sees names, the sends to the own bus and what they share, and nothing else', () => {
  const names = [...sources, 'bus/2'].map((strip) => `${strip}/name`);
  expect(allowed({ role: 'performer', busses: ['bus/2'] }, 'maySee').sort()).toEqual(
    [...names, ...sendsTo('bus/2', 'level', 'on'), ...sendsTo('bus/1', 'pan', 'tap')].sort(),
  );
});

test('a monitor engineer moves the sends to the listed busses and sees every mix', () => {
  const grant: Grant = { role: 'monitorEngineer', busses: ['bus/1', 'bus/4'] };
  expect(allowed(grant, 'mayChange').sort()).toEqual(
    [...sendsTo('bus/1', 'level', 'on'), ...sendsTo('bus/4', 'level', 'on')].sort(),
  );
  const seen = allowed(grant, 'maySee');
  expect(seen).toContain('channel/3/send/bus/2/level');
  expect(seen).toContain('main/stereo/fader');
  expect(seen.filter((address) => /^(headamp|talkback|prefs)/.test(address))).toEqual([]);
});

test('a viewer moves nothing; an engineer moves all that can be set', () => {
  expect(allowed({ role: 'viewer', busses: [] }, 'mayChange')).toEqual([]);
  const settable = mixSchema.addresses.filter(
    (address, id) => !mixSchema.specOf(id).readOnly && address !== 'prefs/wifi',
  );
  expect(allowed({ role: 'engineer', busses: [] }, 'mayChange')).toEqual(settable);
});

test('the preferences of a console are shown to nobody', () => {
  for (const role of ['engineer', 'monitorEngineer', 'performer', 'viewer'] as const) {
    expect(allowed({ role, busses: ['bus/1'] }, 'maySee')).not.toContain('prefs/wifi');
  }
});

test('without a bus, and with one that the desk does not have, nobody moves anything', () => {
  for (const busses of [[], ['bus/9'], ['main/stereo'], ['channel/1'], ['']]) {
    expect(allowed({ role: 'performer', busses }, 'mayChange')).toEqual([]);
    expect(allowed({ role: 'monitorEngineer', busses }, 'mayChange')).toEqual([]);
  }
});

test('a performer sees the meters of what can be in the mix and of the own bus', () => {
  const sight = sightOf(mixSchema, { role: 'performer', busses: ['bus/2'] });
  const { meters } = mixSchema.profile;
  expect(meters.filter((_, index) => sight.maySeeMeter(index))).toEqual([...sources, 'bus/2']);
});

test('each grant has its own sight, however many there were before', () => {
  const before = allowed({ role: 'performer', busses: ['bus/1'] }, 'mayChange');
  for (let bus = 0; bus < 200; bus++) sightOf(mixSchema, { role: 'performer', busses: [`bus/${bus}`] });
  expect(allowed({ role: 'monitorEngineer', busses: ['bus/1'] }, 'maySee')).toContain('channel/1/fader');
  expect(allowed({ role: 'performer', busses: ['bus/1'] }, 'maySee')).not.toContain('channel/1/fader');
  expect(allowed({ role: 'performer', busses: ['bus/1'] }, 'mayChange')).toEqual(before);
  expect(allowed({ role: 'viewer', busses: [] }, 'mayChange')).toEqual([]);
});

test('a mix on a matrix is made of busses and mains: they are seen and their sends moved, and nothing else of them', () => {
  const level = mixProfile.params.find(({ pattern }) => pattern === 'main/stereo/fader')?.spec;
  if (level?.kind !== 'level') throw new Error('The mix desk has no main fader any more');
  const schema = buildSchema({
    ...mixProfile,
    strips: [...mixProfile.strips, { kind: 'matrix', strips: ['matrix/1', 'matrix/2'] }],
    params: [
      ...mixProfile.params,
      { pattern: 'matrix/{n:1..2}/fader', spec: level },
      { pattern: 'bus/{n:1..4}/send/matrix/{m:1..2}/level', spec: { ...level, group: 'sends' } },
      { pattern: 'main/stereo/send/matrix/{m:1..2}/level', spec: { ...level, group: 'sends' } },
      // No desk feeds a bus from a bus for a performer, whatever a driver may say.
      { pattern: 'bus/1/send/bus/2/level', spec: { ...level, group: 'sends' } },
    ],
    meters: [...mixProfile.meters, 'matrix/1', 'matrix/2'],
  });
  const fed = ['bus/1', 'bus/2', 'bus/3', 'bus/4', 'main/stereo'].map((strip) => `${strip}/send/matrix/2/level`);
  for (const role of ['performer', 'monitorEngineer'] as const) {
    const sight = sightOf(schema, { role, busses: ['matrix/2'] });
    expect(schema.addresses.filter((_, id) => sight.mayChange(id)).sort()).toEqual([...fed].sort());
  }
  const performer = sightOf(schema, { role: 'performer', busses: ['matrix/2'] });
  const names = [...sources, 'bus/1', 'bus/2', 'bus/3', 'bus/4'].map((strip) => `${strip}/name`);
  expect(schema.addresses.filter((_, id) => performer.maySee(id)).sort()).toEqual([...names, ...fed].sort());
  const heard = schema.profile.meters.filter((_, index) => performer.maySeeMeter(index));
  expect(heard).not.toContain('matrix/1');
  expect(heard).toEqual(expect.arrayContaining(['matrix/2', 'bus/1', 'main/stereo']));
  const both = sightOf(schema, { role: 'monitorEngineer', busses: ['bus/2', 'matrix/1'] });
  const moved = schema.addresses.filter((_, id) => both.mayChange(id)).sort();
  expect(moved).toEqual(
    [...sendsTo('bus/2', 'level', 'on'), ...fed.map((address) => address.replace('matrix/2', 'matrix/1'))].sort(),
  );
});

test('a viewer and an engineer see a whole desk; others never see a parameter that they may not', () => {
  for (const grant of [
    { role: 'performer', busses: ['bus/2'] },
    { role: 'monitorEngineer', busses: ['bus/1'] },
  ] as const) {
    const sight = sightOf(mixSchema, grant);
    expect(sight.isWhole).toBe(false);
    for (let id = 0; id < mixSchema.size; id++) if (sight.mayChange(id)) expect(sight.maySee(id)).toBe(true);
  }
});
