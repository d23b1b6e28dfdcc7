import { describe, expect, test } from 'vitest';
import { parseShow } from '../parseShow.ts';
import { showVersion } from '../show.ts';
import { commonValues } from './001-commonValues.ts';
import { migrated, migrations } from './migrations.ts';

const version1 = {
  format: 'omnibus-show',
  version: 1,
  name: 'Spring concert',
  scenes: [
    { id: 'a', name: 'Walk-in', createdMs: 1, values: { 'channel/1/fader': -10, 'channel/1/mute': false } },
    { id: 'b', name: 'Act 1', createdMs: 2, values: { 'channel/1/fader': '-inf', 'channel/1/mute': false } },
  ],
  cues: [{ id: 'c', name: 'Start', scene: 'a' }],
};

describe('migrations', () => {
  test('lead from version 1 to the present one without a gap', () => {
    expect(migrations.map(({ from }) => from)).toEqual(
      Array.from({ length: showVersion - 1 }, (_, index) => index + 1),
    );
  });

  test('a file of version 1 opens with all its values', () => {
    const opened = parseShow(JSON.stringify(version1));
    if (!opened.ok) throw new Error(opened.error);
    const { show, damaged, warnings } = opened.value;
    expect([damaged, warnings]).toEqual([[], []]);
    expect(show.scenes.map(({ id, values }) => [id, Object.fromEntries(values)])).toEqual([
      ['a', { 'channel/1/fader': -10, 'channel/1/mute': false }],
      ['b', { 'channel/1/fader': '-inf', 'channel/1/mute': false }],
    ]);
    expect(show.cues).toMatchObject([{ id: 'c', scene: 'a' }]);
  });

  test('001 adds the table of common values and leaves the file that it was given alone', () => {
    const before = JSON.stringify(version1);
    expect(commonValues.migrate(version1)).toEqual({ ...version1, version: 2, common: {}, kept: [] });
    expect(JSON.stringify(version1)).toBe(before);
  });

  test('002 gives people the busses of their mixes, and nobody one whose mix is not there', () => {
    const version2 = {
      format: 'omnibus-show',
      version: 2,
      people: [
        { id: 'l', name: 'Lindi', role: 'performer', mixes: ['booth'] },
        { id: 'm', name: 'Mo', role: 'monitorEngineer', mixes: ['booth', 'gone', 'wedge'] },
        { id: 'v', name: 'Vera', role: 'viewer' },
      ],
      mixes: [
        { id: 'booth', name: 'Booth', bus: 'bus/5', ceilingDb: -3, me: ['channel/1'] },
        { id: 'wedge', name: 'Wedge', bus: 'matrix/2' },
      ],
    };
    const opened = parseShow(JSON.stringify(version2));
    if (!opened.ok) throw new Error(opened.error);
    const { show, damaged } = opened.value;
    expect(damaged).toEqual([]);
    expect(show.people).toEqual([
      { id: 'l', name: 'Lindi', role: 'performer', busses: ['bus/5'] },
      { id: 'm', name: 'Mo', role: 'monitorEngineer', busses: ['bus/5', 'matrix/2'] },
      { id: 'v', name: 'Vera', role: 'viewer', busses: [] },
    ]);
    expect(show.mixes).toEqual([
      { id: 'booth', name: 'Booth', bus: 'bus/5', ceilingDb: -3, me: ['channel/1'], strips: [], groups: [] },
      { id: 'wedge', name: 'Wedge', bus: 'matrix/2', ceilingDb: 0, me: [], strips: [], groups: [] },
    ]);
  });

  test('002 leaves what it does not understand to be set aside', () => {
    for (const people of [5, null, 'x', {}, [null, 7, [], { mixes: 'booth' }]]) {
      const file = { version: 2, people, mixes: [null, 3, { id: 'a' }] };
      expect(migrated(file, 2)).toEqual({ ...file, version: 3 });
    }
  });

  test('a file of the present version is left as it is', () => {
    const file = { version: showVersion };
    expect(migrated(file, showVersion)).toBe(file);
  });
});
