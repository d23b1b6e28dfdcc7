import { describe, expect, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import type { ParamSpec } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import {
  combineSafes,
  combineScopes,
  defaultKinds,
  destinationOf,
  kindOf,
  type RecallSafes,
  type RecallScope,
  recallKinds,
  recallParams,
  ScopeFilter,
} from '../../shared/scenes/scope.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const specAt = (address: string): ParamSpec => schema.specOf(schema.need(address));

describe('kinds of parameters', () => {
  test.each([
    ['channel/1/fader', 'faders'],
    ['channel/1/monoLevel', 'faders'],
    ['channel/1/mute', 'mutes'],
    ['muteGroup/2/mute', 'mutes'],
    ['channel/1/pan', 'pans'],
    ['channel/1/send/bus/3/level', 'sends'],
    ['channel/1/send/bus/3/pan', 'sends'],
    ['channel/1/send/bus/3/tap', 'taps'],
    ['channel/1/assign/main', 'assigns'],
    ['channel/1/assign/dca/2', 'groups'],
    ['channel/1/name', 'names'],
    ['channel/1/color', 'names'],
    ['channel/1/eq/2/gain', 'eq'],
    ['channel/1/gate/threshold', 'gates'],
    ['channel/1/dynamics/makeupGain', 'dynamics'],
    ['channel/1/preamp/trim', 'gains'],
    ['headamp/local/5/gain', 'gains'],
    ['headamp/local/5/phantom', 'phantom'],
    ['channel/1/preamp/lowCut/freq', 'inputs'],
    ['channel/1/source', 'routing'],
    ['routing/input/1', 'routing'],
    ['output/main/7/source', 'outputs'],
    ['talkback/on', 'talkback'],
    ['fx/1/type', 'fx'],
    ['link/channel/1', 'links'],
    ['monitor/level', 'monitor'],
    ['channel/1/solo', undefined],
    ['channel/1/headamp', undefined],
    ['deskScene/current', undefined],
    ['talkback/a/key', undefined],
    ['oscillator/on', undefined],
  ])('%s is one of %s', (address, kind) => {
    expect(kindOf(address, specAt(address))).toBe(kind);
  });

  test('gain, phantom power, routing, outputs and talkback are not recalled unless asked for', () => {
    const left = recallKinds.filter((kind) => !defaultKinds.includes(kind));
    expect(left).toEqual(['gains', 'phantom', 'routing', 'outputs', 'talkback']);
  });

  test.each([
    ['headamp/local/5/gain', 'gain'],
    ['channel/1/preamp/trim', 'gain'],
    ['headamp/local/5/phantom', 'phantom'],
    ['channel/1/source', 'routing'],
    ['output/main/7/source', 'routing'],
    ['talkback/on', 'talkback'],
    ['main/stereo/fader', 'main'],
    ['main/mono/eq/1/gain', 'main'],
    ['main/stereo/name', undefined],
    ['channel/1/fader', undefined],
    ['bus/1/fader', undefined],
  ])('%s needs a second yes for %s', (address, yes) => {
    expect(recallParams(schema)[schema.need(address)]?.yes).toBe(yes);
  });
});

test.each([
  ['channel/1/send/bus/3/level', 'bus/3'],
  ['bus/3/send/matrix/12/on', 'matrix/12'],
  ['channel/1/assign/main', 'main/stereo'],
  ['channel/1/assign/mono', 'main/mono'],
  ['channel/1/monoLevel', 'main/mono'],
  ['channel/1/assign/dca/1', undefined],
  ['bus/3/fader', undefined],
])('%s leads to %s', (address, destination) => {
  expect(destinationOf(address)).toBe(destination);
});

const all: RecallScope = { kinds: [...recallKinds], main: true };
const out = 'out of scope';
const rows: readonly (readonly [string, RecallScope, RecallSafes, string, string | undefined])[] = [
  ['nothing said', {}, {}, 'channel/1/fader', undefined],
  ['nothing said', {}, {}, 'headamp/local/1/gain', out],
  ['nothing said', {}, {}, 'main/stereo/fader', out],
  ['nothing said', {}, {}, 'main/stereo/name', undefined],
  ['nothing said', {}, {}, 'channel/1/solo', 'not in scenes'],
  ['all', all, {}, 'headamp/local/1/gain', undefined],
  ['all', all, {}, 'main/stereo/fader', undefined],
  ['by kind', { kinds: ['mutes'] }, {}, 'channel/1/mute', undefined],
  ['by kind', { kinds: ['mutes'] }, {}, 'channel/1/fader', out],
  ['no kind', { kinds: [] }, {}, 'channel/1/fader', out],
  ['by strip', { strips: ['channel/1'] }, {}, 'channel/1/fader', undefined],
  ['by strip', { strips: ['channel/1'] }, {}, 'channel/10/fader', out],
  ['by strip', { strips: ['channel/1'] }, {}, 'fx/1/type', out],
  ['by strip, main', { ...all, strips: ['main/stereo'] }, {}, 'main/stereo/fader', undefined],
  ['main without yes', { strips: ['main/stereo'] }, {}, 'main/stereo/fader', out],
  ['by bus', { busses: ['bus/3'] }, {}, 'channel/1/send/bus/3/level', undefined],
  ['by bus', { busses: ['bus/3'] }, {}, 'channel/1/send/bus/4/level', out],
  ['by bus', { busses: ['bus/3'] }, {}, 'channel/1/assign/main', out],
  ['by bus', { busses: ['bus/3'] }, {}, 'channel/1/fader', undefined],
  // The tap of busses 3 and 4 is one parameter.
  ['half a pair', { busses: ['bus/3'] }, {}, 'channel/1/send/bus/3/tap', out],
  ['half a pair', { busses: ['bus/4'] }, {}, 'channel/1/send/bus/4/tap', out],
  ['a whole pair', { busses: ['bus/3', 'bus/4'] }, {}, 'channel/1/send/bus/4/tap', undefined],
  ['a safe strip', all, { strips: ['channel/1'] }, 'channel/1/eq/1/gain', 'safe'],
  ['a safe strip', all, { strips: ['channel/1'] }, 'channel/2/eq/1/gain', undefined],
  ['a safe bus', all, { busses: ['bus/3'] }, 'bus/3/fader', 'safe'],
  ['a safe bus', all, { busses: ['bus/3'] }, 'channel/9/send/bus/3/level', 'safe'],
  ['a safe bus', all, { busses: ['bus/4'] }, 'channel/9/send/bus/3/tap', 'safe'],
  ['a safe bus', all, { busses: ['bus/3'] }, 'channel/9/send/bus/4/level', undefined],
  ['a safe main', all, { busses: ['main/stereo'] }, 'channel/9/assign/main', 'safe'],
  ['a safe parameter', all, { params: ['channel/1/fader'] }, 'channel/1/fader', 'safe'],
  ['a safe parameter', all, { params: ['channel/1/send/bus/4/tap'] }, 'channel/1/send/bus/3/tap', 'safe'],
  ['a safe parameter of another desk', all, { params: ['channel/99/fader'] }, 'channel/1/fader', undefined],
  ['out of scope and safe', { kinds: [] }, { params: ['channel/1/fader'] }, 'channel/1/fader', out],
];

test.each(rows)('%s: %j without %j leaves %s: %s', (_title, scope, safes, address, exclusion) => {
  expect(new ScopeFilter(schema, scope, safes).exclusionOf(schema.need(address))).toBe(exclusion);
});

describe('combined', () => {
  test.each([
    [[], {}],
    [[undefined, {}], {}],
    [[{ kinds: ['faders', 'mutes'] }, { kinds: ['mutes', 'eq'] }], { kinds: ['mutes'] }],
    [[{ kinds: ['gains'] }, undefined, {}], { kinds: ['gains'] }],
    [[{ strips: ['bus/1'] }, { busses: ['bus/2'] }], { strips: ['bus/1'], busses: ['bus/2'] }],
    [[{ main: true }, {}], { main: true }],
    [[{ main: true }, { main: false }], { main: false }],
    [[{ main: false }, { main: true }], { main: false }],
  ] as const)('scopes %j allow what all allow: %j', (scopes, expected) => {
    expect(combineScopes(...(scopes as readonly (RecallScope | undefined)[]))).toEqual(expected);
  });

  test('safes keep what any keeps', () => {
    expect(combineSafes({ strips: ['bus/1'], params: ['a/b'] }, undefined, { strips: ['bus/1', 'bus/2'] })).toEqual({
      strips: ['bus/1', 'bus/2'],
      busses: [],
      params: ['a/b'],
    });
  });
});
