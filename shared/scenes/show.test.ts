import { describe, expect, test } from 'vitest';
import { longestShow, parseShow } from './parseShow.ts';
import { printShow } from './printShow.ts';
import type { Scene } from './scene.ts';
import { SceneValues } from './sceneValues.ts';
import { emptyShow, type Show, showVersion } from './show.ts';
import { addScene, duplicateScene, moveScene, removeScene, replaceScene } from './showEdits.ts';

const scene = (id: string, values: Readonly<Record<string, number | string | boolean>>): Scene => ({
  id,
  name: `Scene ${id}`,
  notes: '',
  color: 'off',
  author: 'Anna',
  createdMs: 1000,
  desk: '',
  hardCut: false,
  values: new SceneValues(new Map(Object.entries(values))),
});

const show = [
  scene('a', { 'channel/2/fader': -10, 'channel/10/fader': '-inf', 'channel/1/name': 'Kick' }),
  scene('b', { 'channel/2/fader': -4, 'channel/10/fader': '-inf', 'channel/1/mute': true }),
].reduce((before, each) => addScene(before, each), { ...emptyShow, name: 'Concert' } as Show);

function opened(text: string) {
  const result = parseShow(text);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function refusal(text: string): string {
  const result = parseShow(text);
  if (result.ok) throw new Error('The file was opened');
  return result.error;
}

const contents = ({ scenes }: Show) => scenes.map(({ id, values }) => [id, Object.fromEntries(values)]);

describe('a show file', () => {
  test('comes back as it was written', () => {
    const text = printShow(show);
    const { show: read, damaged, warnings } = opened(text);
    expect([damaged, warnings]).toEqual([[], []]);
    expect(contents(read)).toEqual(contents(show));
    expect(printShow(read)).toBe(text);
  });

  test('has one value a line in the order of numbers, and what scenes share once', () => {
    const lines = printShow(show).split('\n');
    const at = lines.indexOf(' "common": {');
    expect(lines.slice(at, at + 5)).toEqual([
      ' "common": {',
      '  "channel/1/name": "Kick",',
      '  "channel/2/fader": -10,',
      '  "channel/10/fader": "-inf"',
      ' },',
    ]);
    expect(lines.filter((line) => line.includes('channel/10/fader'))).toHaveLength(1);
  });

  test('that is none, torn, newer or without a version is refused with a sentence', () => {
    expect(refusal('')).toMatch('damaged or no show');
    expect(refusal(printShow(show).slice(0, 300))).toMatch('Open one of its backups');
    expect(refusal('{"console":"emulated"}')).toMatch('no show of Omnibus');
    expect(refusal('[]')).toMatch('no show of Omnibus');
    expect(refusal('null')).toMatch('no show of Omnibus');
    expect(refusal(`{"format":"omnibus-show","version":${showVersion + 1}}`)).toMatch('saved by a later Omnibus');
    for (const version of ['"2"', '0', '1.5', 'null', '{}', '-1'])
      expect(refusal(`{"format":"omnibus-show","version":${version}}`), version).toMatch('no version');
    expect(refusal(`{"format":"omnibus-show","version":1}`.padEnd(longestShow + 1))).toMatch('far larger');
  });

  test('opens without its damaged parts, which are set aside with where and what', () => {
    const file = JSON.parse(printShow(show)) as Record<string, unknown>;
    const scenes = file.scenes as unknown[];
    file.scenes = [...scenes, 7, scenes[0], { id: 'c', name: 'C', createdMs: 1, values: { 'a b': 1 } }];
    file.people = [
      { id: 'p', name: 'Ben', role: 'emperor' },
      { id: 'q', name: 'Cleo', role: 'viewer' },
    ];
    file.layers = 'none';
    file.cues = [{ id: '../../etc', name: 'x' }];
    file.extra = { deep: true };
    file.safes = { params: ['__proto__'] };
    const { show: read, damaged } = opened(JSON.stringify(file));
    expect(contents(read)).toEqual(contents(show));
    expect(read.people.map(({ id }) => id)).toEqual(['q']);
    expect(damaged.map(({ path, what }) => `${path}: ${what.slice(0, 40)}`)).toEqual([
      'safes: params.0: an address such as channel/1/f',
      'scenes[2]: a scene is expected',
      'scenes[3].id: another scene has this id already',
      'scenes[4] ("C").values: "a b" is no address such as channel/1/fa',
      'cues[0]: id: an id of at most 64 letters, digits,',
      'layers: a list is expected',
      'people[0]: role: Invalid type: Expected ("engineer"',
      'extra: this version of Omnibus knows no such pa',
    ]);
    expect(damaged[2]?.json).toEqual(scenes[0]);
  });

  test('tells what leads nowhere', () => {
    const cues = [{ id: 'c', label: '1', name: 'Start', scene: 'zz' }];
    const { warnings } = opened(JSON.stringify({ ...JSON.parse(printShow(show)), cues }));
    expect(warnings).toEqual(['Cue 1 "Start" recalls the scene "zz", which is not in the show.']);
  });

  test('cannot reach prototypes, and hostile sizes are over at once', () => {
    const hostile = printShow(show).replace('"notes": ""', '"__proto__": {"polluted": 1}, "notes": ""');
    expect(opened(hostile).damaged.map(({ path }) => path)).toEqual(['__proto__']);
    const poisoned = printShow(show).replaceAll('channel/10/fader', '__proto__');
    expect(opened(poisoned).damaged.map(({ path }) => path)).toContain('common');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const deep = `{"format":"omnibus-show","version":2,"people":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}`;
    expect(opened(deep).damaged.map(({ path }) => path)).toEqual(['people[0]']);
    const wide = `{"format":"omnibus-show","version":2,"scenes":[${'{},'.repeat(3_000_000)}{}]}`;
    expect(opened(wide).damaged.length).toBeLessThan(2100);
  });
});

describe('edits of a show', () => {
  test('leave the show before as it was, and keep what they replace', () => {
    const before = printShow(show);
    const replaced = replaceScene(show, scene('a', { 'channel/2/fader': 0 }), 5);
    expect(contents(replaced)[0]).toEqual(['a', { 'channel/2/fader': 0 }]);
    expect(replaced.kept.map(({ id, keptMs, values }) => [id, keptMs, values.get('channel/2/fader')])).toEqual([
      ['a', 5, -10],
    ]);
    const removed = removeScene(replaced, 'b', 6);
    expect(removed.scenes.map(({ id }) => id)).toEqual(['a']);
    expect(removed.kept.map(({ id }) => id)).toEqual(['b', 'a']);
    const copied = duplicateScene(show, 'a', { id: 'c', name: 'Copy', createdMs: 9 });
    expect(copied.scenes.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Scene a'],
      ['c', 'Copy'],
      ['b', 'Scene b'],
    ]);
    expect(moveScene(copied, 'a', 2).scenes.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(printShow(show)).toBe(before);
    expect(contents(opened(printShow(removed)).show)).toEqual(contents(removed));
    expect(opened(printShow(removed)).show.kept).toHaveLength(2);
  });
});
