import { describe, expect, test } from 'vitest';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { layOutRouting } from './routingLayout.ts';

describe('a desk of 48 sources, 16 busses, two mains and six matrices', () => {
  const layout = layOutRouting(new ScriptedApp().schema);

  test('sources are rows in their groups, destinations columns in theirs', () => {
    expect(layout.rowGroups.map(({ kind, strips }) => [kind, strips.length])).toEqual([
      ['channel', 32],
      ['auxIn', 8],
      ['fxReturn', 8],
      ['bus', 16],
      ['main', 2],
    ]);
    expect(layout.columnGroups.map(({ kind, strips }) => [kind, strips.length])).toEqual([
      ['bus', 16],
      ['main', 2],
      ['matrix', 6],
    ]);
  });

  test('a send has a level, a switch and a tap', () => {
    expect(layout.at('channel/1', 'bus/3')).toEqual({
      on: 'channel/1/send/bus/3/on',
      level: 'channel/1/send/bus/3/level',
      tap: 'channel/1/send/bus/3/tap',
    });
    expect(layout.at('main/stereo', 'matrix/1')?.level).toBe('main/stereo/send/matrix/1/level');
  });

  test('an assignment is a switch, that of the mono main with its level', () => {
    expect(layout.at('channel/1', 'main/stereo')).toEqual({ on: 'channel/1/assign/main' });
    expect(layout.at('bus/1', 'main/mono')).toEqual({ on: 'bus/1/assign/mono', level: 'bus/1/monoLevel' });
  });

  test('what cannot be connected has no crosspoint', () => {
    expect(layout.at('channel/1', 'matrix/1')).toBeUndefined();
    expect(layout.at('bus/1', 'bus/2')).toBeUndefined();
    expect(layout.at('main/stereo', 'main/mono')).toBeUndefined();
  });

  test('pairs keep one tap', () => {
    expect(layout.tapPartners('channel/1', 'bus/3')).toEqual(['bus/4']);
    expect(layout.tapPartners('channel/1', 'bus/4')).toEqual(['bus/3']);
    expect(layout.tapPartners('bus/2', 'matrix/6')).toEqual(['matrix/5']);
    expect(layout.tapPartners('channel/1', 'main/stereo')).toEqual([]);
    expect(layout.isJoined('bus/4', 'bus/3')).toBe(true);
    expect(layout.isJoined('bus/5', 'bus/4')).toBe(false);
  });
});

test('a desk whose sends keep their own taps joins nothing, and strips that reach nothing are left out', () => {
  const profile: DeskProfile = {
    ...new ScriptedApp().schema.profile,
    strips: [
      { kind: 'channel', strips: ['channel/1', 'channel/2'] },
      { kind: 'bus', strips: ['bus/1', 'bus/2', 'bus/3'] },
    ],
    params: [
      {
        pattern: 'channel/1/send/bus/{b:1..2}/tap',
        spec: { kind: 'choice', unit: '', group: 'taps', options: ['preFader', 'postFader'] },
      },
      { pattern: 'channel/1/send/bus/{b:1..2}/on', spec: { kind: 'switch', unit: '', group: 'sends' } },
    ],
    aliases: [],
    tapShare: 1,
  };
  const layout = layOutRouting(buildSchema(profile));
  expect(layout.rowGroups).toEqual([{ kind: 'channel', strips: ['channel/1'] }]);
  expect(layout.columnGroups).toEqual([{ kind: 'bus', strips: ['bus/1', 'bus/2'] }]);
  expect(layout.at('channel/1', 'bus/1')).not.toHaveProperty('level');
  expect(layout.isJoined('bus/2', 'bus/1')).toBe(false);
});
