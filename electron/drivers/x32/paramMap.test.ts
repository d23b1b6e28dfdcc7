import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DeskState } from '../../../shared/desk/deskState.ts';
import { type ParamSpec, stepCount, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { decode, encode, parseNode, parseToken, printNode, printParam, wireMapOf } from './paramMap.ts';
import { profileFor } from './profile.ts';
import type { WireParam } from './wireMap.ts';

/** The protocol facts, written independently of this driver's rows (test/fixtures/README.md). */
interface Fact {
  readonly address: string;
  readonly section: string;
  readonly type: 'level' | 'float' | 'enum' | 'int' | 'bitmap' | 'string';
  readonly osc: 'f' | 'i' | 's';
  readonly min?: number | null;
  readonly max?: number | null;
  readonly steps?: number;
  readonly taper?: string;
  readonly unit?: string;
  readonly enum?: string;
  readonly values?: string;
  readonly bits?: number;
  readonly maxLength?: number;
  readonly default?: string | number | null;
  readonly firmware?: string;
  readonly node: string;
  readonly text: string;
}
interface Facts {
  readonly counts: { readonly addresses: number; readonly nodes: number; readonly patterns: number };
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly intValues: Readonly<Record<string, readonly string[]>>;
  readonly parameters: readonly Fact[];
  readonly extra: readonly { readonly address: string }[];
  readonly sceneNodeOrder: readonly string[];
}
const facts: Facts = JSON.parse(readFileSync('test/fixtures/x32/parameters.json', 'utf8'));

/** The facts' own pattern language, read here a second time on purpose. */
function concrete(pattern: string): { address: string; bindings: Record<string, string> }[] {
  const match = /\{(\w+):([^}]+)\}/.exec(pattern);
  if (!match) return [{ address: pattern, bindings: {} }];
  const [whole, name = '', range = ''] = match;
  const bounds = /^(\d+)\.\.(\d+)(?::(\d+))?$/.exec(range);
  const words: string[] = [];
  if (bounds) {
    const width = (bounds[1] as string).length;
    for (let n = Number(bounds[1]); n <= Number(bounds[2]); n += Number(bounds[3] ?? 1))
      words.push(String(n).padStart(width, '0'));
  } else {
    words.push(...range.split('|'));
  }
  return words.flatMap((word) =>
    concrete(pattern.replace(whole, word)).map(({ address, bindings }) => ({
      address,
      bindings: { [name]: word, ...bindings },
    })),
  );
}

const schema = buildSchema(profileFor('X32', '4.06'));
const map = wireMapOf(schema);
const everyFact = facts.parameters.flatMap((fact) => concrete(fact.address).map((each) => ({ fact, ...each })));

function paramAt(address: string): WireParam {
  const param = map.paramOf.get(address);
  if (!param) throw new Error(`no row for ${address}`);
  return param;
}

describe('the address set', () => {
  test('has every address of the protocol facts and no other outside the status section', () => {
    expect(everyFact).toHaveLength(facts.counts.addresses);
    const own = [...map.paramOf.values()].filter((param) => !param.node.single).map((param) => param.path);
    expect(own.toSorted()).toEqual(everyFact.map(({ address }) => address).toSorted());
  });

  test('knows only documented addresses in the status section', () => {
    const documented = new Set(facts.extra.flatMap(({ address }) => concrete(address).map((each) => each.address)));
    const status = [...map.paramOf.values()].filter((param) => param.node.single);
    expect(status.length).toBeGreaterThan(100);
    expect(status.filter((param) => !documented.has(param.path))).toEqual([]);
  });

  test('lists the text nodes in the order of scene files', () => {
    expect(map.nodes.filter((node) => !node.single).map((node) => node.path)).toEqual(facts.sceneNodeOrder);
  });

  test('leads from every wire address to model addresses and back', () => {
    const seen = new Set<number>();
    for (const { address } of everyFact) {
      const param = paramAt(address);
      expect(param.ids.length).toBeGreaterThan(0);
      for (const id of param.ids) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
        expect(schema.need(schema.addressOf(id))).toBe(id);
        expect(map.byId[id]).toBe(param);
      }
    }
    for (let id = 0; id < schema.size; id++) expect(map.byId[id], schema.addressOf(id)).toBeDefined();
  });

  test('leaves out on older firmware what came with firmware 4', () => {
    const old = wireMapOf(buildSchema(profileFor('X32', '2.12')));
    const expected = everyFact.filter(
      ({ fact }) =>
        fact.firmware === undefined && !/^(mtx|main)/.test(fact.section + (fact.node.endsWith('grp') ? '' : '-')),
    );
    for (const { address } of expected) expect(old.paramOf.has(address), address).toBe(true);
    for (const { fact, address } of everyFact) if (fact.firmware) expect(old.paramOf.has(address), address).toBe(false);
    expect(old.nodes.filter((node) => !node.single)).toHaveLength(2103);
  });
});

describe('the specs', () => {
  const kinds: Record<Fact['type'], readonly ParamSpec['kind'][]> = {
    level: ['level'],
    float: ['number'],
    enum: ['switch', 'choice'],
    int: ['integer', 'switch'],
    bitmap: ['switch'],
    string: ['text'],
  };

  test.each(facts.parameters.map((fact) => [fact.address, fact] as const))('%s', (_address, fact) => {
    const param = paramAt((concrete(fact.address)[0] as { address: string }).address);
    const { spec } = param.codec;
    if (fact.taper === 'by FX type') {
      expect(spec.kind).toBe('text');
      return;
    }
    expect(kinds[fact.type]).toContain(spec.kind);
    expect(param.codec.tag).toBe(fact.osc);
    if (fact.type === 'bitmap') expect(param.ids).toHaveLength(fact.bits ?? 0);
    if (spec.kind === 'text') expect(spec.maxLength).toBe(fact.maxLength);
    if (fact.enum) {
      const words = facts.enums[fact.enum] ?? [];
      expect(words.map((word) => param.codec.toWire(param.codec.parse(word) ?? Number.NaN))).toEqual(
        words.map((_, index) => index),
      );
      expect(param.codec.spec.kind === 'choice' ? param.codec.spec.options.length : 2).toBe(words.length);
    }
    if (spec.kind === 'level') expect(spec.steps).toBe(fact.steps);
    if (spec.kind === 'number') {
      const scale = spec.unit === 'pan' ? 100 : 1;
      expect([spec.min * scale, spec.max * scale, spec.steps]).toEqual([fact.min, fact.max, fact.steps]);
      expect(spec.law).toBe(fact.taper === 'lin' ? 'linear' : 'logarithmic');
      expect(spec.unit === 'pan' ? '' : spec.unit).toBe(fact.unit ?? '');
    }
    if (spec.kind === 'integer') {
      expect([spec.min, spec.max]).toEqual([fact.min, fact.max]);
      if (fact.values) expect(spec.labels).toHaveLength((facts.intValues[fact.values] ?? []).length);
    }
  });

  test('have the documented defaults', () => {
    for (const { fact, address, bindings } of everyFact) {
      if (fact.default === null || fact.default === undefined || fact.taper === 'by FX type') continue;
      const param = paramAt(address);
      const wanted = expectedDefault(fact, bindings);
      if (param.isBitmap) {
        expect(
          printParam(param, (id) => schema.defaultOf(id)),
          address,
        ).toBe(`%${'0'.repeat(fact.bits ?? 0)}`);
        continue;
      }
      const own = schema.defaultOf(param.ids[0] as number);
      expect(own, address).toBeDefined();
      // The facts print defaults in displayed units, so the printed text is what can be compared.
      const parsed = param.codec.parse(wanted);
      expect(param.codec.print(own as number), address).toBe(param.codec.print(parsed as number));
    }
  });
});

function expectedDefault(fact: Fact, bindings: Record<string, string>): string {
  const n = Number(bindings.n);
  const text = String(fact.default);
  if (text === 'odd -100 / even +100') return n % 2 ? '-100' : '+100';
  return text.replace(/\{n(?:\+(\d+))?\}/, (_, plus) => String(n + Number(plus ?? 0)));
}

describe('values', () => {
  test('of every parameter survive the way to the wire and back at every step', () => {
    const lost: string[] = [];
    for (const param of map.paramOf.values()) {
      const { spec } = param.codec;
      if (spec.kind === 'text' || param.isBitmap) continue;
      const last = stepCount(spec) - 1;
      const steps = last > 300 ? [0, 1, 2, last >> 1, last - 1, last] : Array.from({ length: last + 1 }, (_, i) => i);
      for (const step of steps) {
        const value = valueAtStep(spec, step);
        const message = encode(param, () => value);
        const back = message && decode(param, message.argument);
        if (back?.length !== 1 || back[0]?.id !== param.ids[0] || back[0]?.value !== value)
          lost.push(`${param.path} step ${step}`);
      }
    }
    expect(lost).toEqual([]);
  });

  test('of bitmaps carry each bit alone and need all bits known', () => {
    for (const param of map.paramOf.values()) {
      if (!param.isBitmap) continue;
      for (const [bit, id] of param.ids.entries()) {
        const message = encode(param, (each) => (each === id ? 1 : 0));
        expect(message?.argument).toBe(2 ** bit);
        expect(decode(param, 2 ** bit)?.filter((change) => change.value === 1)).toEqual([{ id, value: 1 }]);
      }
      expect(encode(param, (each) => (each === param.ids[0] ? undefined : 0))).toBeUndefined();
    }
  });

  test('of the wrong kind are refused and out of range ones clamped', () => {
    const fader = paramAt('/ch/01/mix/fader');
    expect(decode(fader, 'loud')).toBeUndefined();
    expect(decode(fader, 1.5)).toEqual([{ id: fader.ids[0], value: 10 }]);
    expect(decode(fader, -0.5)).toEqual([{ id: fader.ids[0], value: -Infinity }]);
    expect(decode(paramAt('/ch/01/config/name'), 7)).toBeUndefined();
    expect(decode(paramAt('/ch/01/gate/mode'), 'GATE')).toEqual([{ id: schema.need('channel/1/gate/mode'), value: 3 }]);
    expect(decode(paramAt('/ch/01/gate/mode'), 'LOUD')).toBeUndefined();
  });

  test('share the tap of a pair of busses', () => {
    expect(schema.need('channel/1/send/bus/2/tap')).toBe(schema.need('channel/1/send/bus/1/tap'));
    expect(schema.need('main/stereo/send/matrix/6/pan')).toBe(schema.need('main/stereo/send/matrix/5/pan'));
    expect(schema.idOf('channel/1/send/bus/2/level')).not.toBe(schema.idOf('channel/1/send/bus/1/level'));
  });

  test('turn the desk\u2019s on into a mute', () => {
    const on = paramAt('/ch/01/mix/on');
    expect(encode(on, () => 1)?.argument).toBe(0);
    expect(schema.addressOf(on.ids[0] as number)).toBe('channel/1/mute');
    expect(encode(paramAt('/config/mute/1'), () => 1)?.argument).toBe(1);
  });
});

describe('a scene file written by a desk', () => {
  const lines = readFileSync('test/fixtures/x32/church-setup.scn', 'utf8').split('\n').slice(1).filter(Boolean);
  const old = buildSchema(profileFor('X32', '2.7'));
  const oldMap = wireMapOf(old);

  test('is read whole and printed again letter by letter', () => {
    expect(lines).toHaveLength(2103);
    const state = new DeskState(old);
    for (const line of lines) {
      const blank = line.indexOf(' ');
      const node = oldMap.nodeOf.get(line.slice(1, blank));
      if (!node) throw new Error(`no node for ${line}`);
      const parsed = parseNode(node, line.slice(blank));
      expect(parsed.unreadable, line).toBeUndefined();
      state.merge(parsed.changes);
      expect(`/${node.path} ${printNode(node, (id) => state.get(id))}`).toBe(line);
    }
    expect(state.at('channel/1/name')).toBe('Diazno');
    expect(state.at('channel/1/fader')).toBeCloseTo(2.1, 1);
    expect(state.at('main/stereo/fader')).toBe(-Infinity);
  });

  test('stops a line at the first token that cannot be read, as a desk does', () => {
    const node = oldMap.nodeOf.get('ch/01/mix');
    if (!node) throw new Error('no node');
    const parsed = parseNode(node, 'ON  -5.0 MAYBE +10');
    expect(parsed.unreadable).toBe('MAYBE');
    expect(parsed.changes).toHaveLength(2);
  });

  test('says where the text stands for more than one step', () => {
    const node = map.nodeOf.get('ch/01/mix');
    if (!node) throw new Error('no node');
    expect(parseNode(node, 'ON -4.8').ambiguous.map((param) => param.path)).toEqual(['/ch/01/mix/fader']);
    expect(parseToken(paramAt('/ch/01/mix/01/level'), '-4.8')).toBeDefined();
    expect(parseNode(map.nodeOf.get('ch/01/mix/02') as never, 'ON -4.8').ambiguous).toEqual([]);
  });
});
