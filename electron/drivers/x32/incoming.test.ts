import { describe, expect, test } from 'vitest';
import type { Change } from '../../../shared/desk/diff.ts';
import { type LevelSpec, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { everythingOf, Incoming } from './incoming.ts';
import { profileFor } from './profile.ts';
import type { WireParam } from './wireMap.ts';

const schema = buildSchema(profileFor('X32', '4.06'));

function bench() {
  const reported: Change[] = [];
  const asked: string[] = [];
  const answered: string[] = [];
  const changed: string[] = [];
  const unknown: string[] = [];
  const found: string[] = [];
  const incoming = new Incoming(schema, {
    report: (changes) => reported.push(...changes),
    ask: (keys) => asked.push(...keys),
    answered: (key) => {
      answered.push(key);
      return asked.includes(key);
    },
    changed: (param) => changed.push(param.path),
    found: (param) => found.push(param.path),
    confirmed: (param) => found.push(`confirmed ${param.path}`),
    unknown: (what) => unknown.push(what),
  });
  const param = (path: string) => incoming.map.paramOf.get(path) as WireParam;
  return { incoming, reported, asked, answered, changed, found, unknown, param };
}
const fader = schema.need('channel/1/fader');
const pan = schema.need('channel/1/pan');

describe('Incoming', () => {
  test('reports a single value and says that the desk changed it by itself', () => {
    const { incoming, reported, changed, param } = bench();
    incoming.value(param('/ch/01/mix/fader'), 0.75);
    expect(reported).toHaveLength(1);
    expect(reported[0]?.id).toBe(fader);
    expect(reported[0]?.value).toBeCloseTo(-0.01, 2);
    expect(changed).toEqual(['/ch/01/mix/fader']);
  });

  test('asks for the exact value where a line is too coarse, and keeps one that it already knows', () => {
    const { incoming, reported, asked, param } = bench();
    asked.push('ch/01/mix');
    incoming.line('/ch/01/mix ON  -4.8 ON +10 OFF   -oo\n');
    expect(asked).toEqual(['ch/01/mix', '/ch/01/mix/fader']);
    expect(reported.find(({ id }) => id === pan)?.value).toBeCloseTo(0.1, 5);
    expect(reported.some(({ id }) => id === fader)).toBe(false);
    incoming.value(param('/ch/01/mix/fader'), 645 / 1023);
    const exact = incoming.picture.get(fader);
    asked.splice(0, Infinity, 'ch/01/mix');
    incoming.line('/ch/01/mix ON  -4.8 ON +10 OFF   -oo\n');
    expect(asked).toEqual(['ch/01/mix']);
    expect(incoming.picture.get(fader)).toBe(exact);
  });

  test('does not take a coarse line for the proof that a set has arrived', () => {
    const { incoming, reported, asked, param } = bench();
    incoming.value(param('/ch/01/mix/fader'), 645 / 1023);
    incoming.expect(fader, valueAtStep(schema.specOf(fader) as LevelSpec, 646));
    reported.length = 0;
    asked.push('ch/01/mix');
    incoming.line('/ch/01/mix ON  -4.8 ON +10 OFF   -oo\n');
    expect(reported.some(({ id }) => id === fader)).toBe(false);
    expect(asked.at(-1)).toBe('/ch/01/mix/fader');
  });

  test('leaves a line alone that nobody waits for any more', () => {
    const { incoming, reported, unknown } = bench();
    incoming.line('/ch/01/mix ON  -4.8 ON +10 OFF   -oo\n');
    expect([reported, unknown]).toEqual([[], []]);
  });

  test('says which values an answer finds different that the desk never told of', () => {
    const { incoming, asked, found } = bench();
    asked.push('ch/01/mix');
    incoming.line('/ch/01/mix ON   -oo ON +0 OFF   -oo\n');
    expect(found).toEqual([]);
    incoming.line('/ch/01/mix OFF   -oo ON +10 OFF   -oo\n');
    expect(found).toEqual(['/ch/01/mix/on', '/ch/01/mix/pan']);
  });

  test('reads the echo of a set in text form, with and without its slash and for a single leaf', () => {
    const { incoming, reported } = bench();
    incoming.echo('ch/01/mix OFF');
    incoming.echo('/ch/01/mix/pan -100');
    expect(reported).toEqual([
      { id: schema.need('channel/1/mute'), value: 1 },
      { id: pan, value: -1 },
    ]);
  });

  test('asks for the line when an effect\u2019s parameter moves, whose number means nothing', () => {
    const { incoming, asked, reported, param } = bench();
    incoming.value(param('/fx/1/par/02'), 0.37);
    expect(asked).toEqual(['fx/1/par']);
    incoming.line(`/fx/1/par 40 2.4 ${'0 '.repeat(62)}`);
    expect(reported.find(({ id }) => id === schema.need('fx/1/param/2'))?.value).toBe('2.4');
  });

  test('counts what it cannot read and keeps what came before it', () => {
    const { incoming, asked, unknown, reported, param } = bench();
    asked.push('ch/99/mix', 'ch/01/mix');
    incoming.line('/ch/99/mix ON');
    incoming.line('/ch/01/mix OFF loud');
    incoming.value(param('/ch/01/mix/fader'), 'loud');
    expect(unknown).toHaveLength(3);
    expect(reported).toEqual([{ id: schema.need('channel/1/mute'), value: 1 }]);
  });

  test('knows everything that has to be asked for', () => {
    const keys = everythingOf(bench().incoming.map);
    expect(keys.filter((key) => !key.startsWith('/'))).toHaveLength(2117);
    expect(keys.filter((key) => key.startsWith('/'))).toHaveLength(80 + 1 + 2 + 1 + 40 + 1);
  });
});
