import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accept, type ParamSpec, type ParamValue, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { expand } from '../../../shared/desk/pattern.ts';
import { buildSchema, type ParamId } from '../../../shared/desk/schema.ts';
import { encodeMessage } from '../../transports/oscCodec.ts';
import { busLines } from './goldenBytes.busses.ts';
import { deskLines } from './goldenBytes.desk.ts';
import { inputStripLines } from './goldenBytes.strips.ts';
import { levelText } from './nodeText.ts';
import { encode, wireMapOf } from './paramMap.ts';
import { profileFor } from './profile.ts';
import type { WireParam } from './wireMap.ts';

/**
 * What goes out, byte by byte, for one address and value of every settable pattern. A line says
 *
 *     model address | value | OSC address | type tag | the message in hex: address, tags, argument
 *
 * The bytes were worked out from the protocol facts (test/fixtures/x32/parameters.json and the OSC 1.0 rules), not taken from this
 * driver: floats are the big-endian float32 of step ÷ (steps − 1), choices the index of the desk's token, mutes upside down.
 * Values are the model's: dB, Hz, ms, −1…+1 for pan, 1 and 0 for switches, the option's or label's own words, texts in quotes.
 * Addresses with a list in parentheses are bits of one int: those named are on, all others off.
 */
interface Line {
  readonly addresses: readonly string[];
  readonly value: string;
  readonly path: string;
  readonly tag: string;
  readonly hex: string;
}

const lines = [inputStripLines, busLines, deskLines].flatMap((table) =>
  table
    .split('\n')
    .filter((row) => row !== '')
    .map(readLine),
);

function readLine(row: string): Line {
  const [address = '', value = '', path = '', tag = '', bytes = ''] = row.split('|').map((cell) => cell.trim());
  const list = /^(.*)\((.*)\)$/.exec(address);
  const addresses = list ? (list[2] as string).split(' ').map((word) => `${list[1]}${word}`) : [address];
  return { addresses, value, path, tag, hex: bytes.replaceAll(' ', '') };
}

const schema = buildSchema(profileFor('X32', '4.06'));
const map = wireMapOf(schema);

const paramOf = (address: string) => map.byId[schema.need(address)] as WireParam;

/** A table's word as the model holds it. */
function readValue(spec: ParamSpec, word: string): ParamValue {
  if (spec.kind === 'text') return word.slice(1, -1);
  if (spec.kind === 'choice') return indexIn(spec.options, word);
  if (spec.kind === 'integer' && spec.labels) return spec.min + indexIn(spec.labels, word);
  return word === '-∞' ? -Infinity : Number(word);
}

function indexIn(words: readonly string[], word: string): number {
  if (!words.includes(word)) throw new Error(`"${word}" is not one of ${words.join(', ')}`);
  return words.indexOf(word);
}

/** What a peer would submit goes through the spec's check first, as in the hub. */
function accepted(address: string, value: ParamValue): ParamValue {
  const result = accept(schema.specOf(schema.need(address)), value);
  if (!result.ok) throw new Error(`${address}: ${result.error}`);
  return result.value;
}

function bytesFor(param: WireParam, lookUp: (id: ParamId) => ParamValue | undefined) {
  const message = encode(param, lookUp);
  if (!message) throw new Error(`nothing is sent for ${param.path}`);
  const { path, tag, argument } = message;
  return { path, tag, hex: Buffer.from(encodeMessage(path, tag, [argument])).toString('hex') };
}

function send(line: Line) {
  const values = new Map<ParamId, ParamValue>();
  const first = line.addresses[0] as string;
  const param = paramOf(first);
  if (param.isBitmap) for (const id of param.ids) values.set(id, 0);
  for (const address of line.addresses) {
    const id = schema.need(address);
    values.set(id, accepted(address, readValue(schema.specOf(id), line.value)));
  }
  return bytesFor(param, (id) => values.get(id));
}

/** Bytes of one address told one value. */
const hexOf = (address: string, value: ParamValue) => bytesFor(paramOf(address), () => accepted(address, value)).hex;

test('every line gives exactly its bytes', () => {
  const sent = lines.map((line) => ({ addresses: line.addresses, value: line.value, ...send(line) }));
  expect(sent).toEqual(lines.map(({ addresses, value, path, tag, hex }) => ({ addresses, value, path, tag, hex })));
});

describe('the table is complete', () => {
  interface Fact {
    readonly address: string;
    readonly readOnly?: true;
  }
  const facts: { parameters: readonly Fact[]; extra: readonly Fact[] } = JSON.parse(
    readFileSync('test/fixtures/x32/parameters.json', 'utf8'),
  );

  /** The facts' own pattern language: `{n:01..15:2}` is padded and has a step, `{t:A|B}` has words. */
  function addressesOf(pattern: string): string[] {
    const placeholder = /\{\w+:(?:(\d+)\.\.(\d+)(?::(\d+))?|([^}]*))\}/.exec(pattern);
    if (!placeholder) return [pattern];
    const [whole, first = '', last, step, words = ''] = placeholder;
    const each = words.split('|').filter(Boolean);
    for (let n = Number(first); last && n <= Number(last); n += Number(step ?? 1))
      each.push(String(n).padStart(first.length, '0'));
    return each.flatMap((word) => addressesOf(pattern.replace(whole, word)));
  }

  /** A text set names its address inside the text. */
  const wirePathOf = ({ path, hex }: Line) =>
    path === '/' ? `/${/fx\/[^ ]*/.exec(Buffer.from(hex, 'hex').toString())?.[0]}` : path;
  const paths = new Set(lines.map(wirePathOf));

  test('over the patterns of the protocol facts', () => {
    expect(facts.parameters).toHaveLength(485);
    const settable = facts.extra.filter(({ address, readOnly }) => {
      const [first = ''] = addressesOf(address);
      return !readOnly && map.paramOf.has(first);
    });
    expect(settable).toHaveLength(4);
    const missing = [...facts.parameters, ...settable].filter(
      ({ address }) => !addressesOf(address).some((each) => paths.has(each)),
    );
    expect(missing.map(({ address }) => address)).toEqual([]);
  });

  test('over the rows of the driver', () => {
    const reached = new Set(lines.flatMap(({ addresses }) => addresses));
    const rows = schema.profile.params.filter(({ spec }) => !spec.readOnly);
    expect(rows.length).toBeGreaterThan(480);
    const missing = rows.filter(({ pattern }) => !expand(pattern).some((address) => reached.has(address)));
    expect(missing.map(({ pattern }) => pattern)).toEqual([]);
  });

  test('with one message for each line', () => {
    expect(paths.size).toBe(lines.length);
    expect(new Set(lines.map(({ hex }) => hex)).size).toBe(lines.length);
  });
});

describe('the check values of the protocol text', () => {
  /** Step, float, float32 in hex, dB. */
  const faderSteps: readonly (readonly [step: number, float: number, hex: string, levelDb: number])[] = [
    [0, 0, '00000000', -Infinity],
    [1, 0.000978, '3a802008', -89.53],
    [2, 0.001955, '3b002008', -89.06],
    [10, 0.009775, '3c20280a', -85.31],
    [56, 0.054741, '3d60380e', -63.72],
    [64, 0.062561, '3d802008', -59.99],
    [112, 0.109482, '3de0380e', -52.48],
    [256, 0.250244, '3e802008', -29.98],
    [512, 0.500489, '3f002008', -9.98],
    [639, 0.624633, '3f1fe7fa', -5.01],
    [767, 0.749756, '3f3feffc', -0.01],
    [844, 0.825024, '3f5334cd', 3],
    [1023, 1, '3f800000', 10],
  ];
  const sendSteps: typeof faderSteps = [
    [0, 0, '00000000', -Infinity],
    [1, 0.00625, '3bcccccd', -87],
    [2, 0.0125, '3c4ccccd', -84],
    [10, 0.0625, '3d800000', -60],
    [11, 0.06875, '3d8ccccd', -59],
    [40, 0.25, '3e800000', -30],
    [43, 0.26875, '3e89999a', -28.5],
    [80, 0.5, '3f000000', -10],
    [87, 0.54375, '3f0b3333', -8.25],
    [100, 0.625, '3f200000', -5],
    [120, 0.75, '3f400000', 0],
    [129, 0.80625, '3f4e6666', 2.25],
    [160, 1, '3f800000', 10],
  ];

  test.each([
    ['faders', 'channel/1/fader', faderSteps],
    ['sends and other levels', 'channel/1/send/bus/1/level', sendSteps],
  ] as const)('%s (8.1)', (_, address, table) => {
    const param = paramOf(address);
    const { spec } = param.codec;
    if (spec.kind !== 'level') throw new Error(`${address} is no level`);
    const found = table.map(([step]) => {
      const levelDb = valueAtStep(spec, step);
      const float = Number(encode(param, () => levelDb)?.argument);
      const rounded = levelDb === -Infinity ? levelDb : Math.round(levelDb * 100) / 100;
      return [step, Math.round(float * 1e6) / 1e6, hexOf(address, levelDb).slice(-8), rounded];
    });
    expect(found).toEqual(table);
  });

  test('faders snap to the nearest step, so 0 dB is not 0.75', () => {
    expect(hexOf('channel/1/fader', 0).slice(-8)).toBe('3f3feffc');
    expect(levelText.print(Number(accepted('channel/1/fader', 0)))).toBe('  0.0');
    expect(levelText.print(Number(accepted('channel/1/fader', -85.4)))).toBe('-85.3');
    expect(levelText.print(Number(accepted('channel/1/send/bus/1/level', 2.25)))).toBe(' +2.3');
    expect(hexOf('channel/1/fader', -5).slice(-8)).toBe('3f1fe7fa');
  });

  test('lin and log floats (8.2)', () => {
    const at = (address: string, step: number) => {
      const { spec } = paramOf(address).codec;
      if (spec.kind !== 'number') throw new Error(`${address} is no number`);
      return Math.round(valueAtStep(spec, step) * 10) / 10;
    };
    const found = [
      ...[53, 113, 160].map((step) => at('channel/1/eq/1/freq', step)),
      at('channel/1/preamp/lowCut/freq', 54),
      ...[74, 88].map((step) => at('channel/1/gate/hold', step)),
      ...[51, 79].map((step) => at('channel/1/gate/release', step)),
      at('channel/1/eq/1/q', 33),
      at('oscillator/freq1', 28),
    ];
    expect(found).toEqual([124.7, 990.9, 5023.8, 100.8, 100.2, 502.4, 151.2, 982.7, 2, 100.2]);
    const float = (address: string, value: number) => Number(encode(paramOf(address), () => value)?.argument);
    expect(float('channel/1/eq/1/freq', 124.7)).toBeCloseTo(0.265, 6);
    expect(float('channel/1/eq/1/q', 1.96)).toBeCloseTo(0.4648, 4);
    const { spec: q } = paramOf('channel/1/eq/1/q').codec;
    expect(q.kind === 'number' && valueAtStep(q, 33)).toBeCloseTo(1.96, 2);
  });

  test('channel 1 at +3 dB in 28 bytes (1)', () => {
    expect(hexOf('channel/1/fader', 3)).toBe(
      `${Buffer.from('/ch/01/mix/fader\0\0\0\0,f\0\0').toString('hex')}3f5334cd`,
    );
    expect(hexOf('channel/1/fader', 3)).toHaveLength(28 * 2);
  });
});

describe('what a desk could not take', () => {
  test('an effect parameter goes out in words', () => {
    const { path, tag, hex } = bytesFor(paramOf('fx/1/param/1'), () => '2.4');
    expect([path, tag, hex]).toEqual(['/', 's', Buffer.from('/\0\0\0,s\0\0fx/1/par/01 2.4\0').toString('hex')]);
  });

  test('a name is cut at 12 characters and loses quotes', () => {
    expect(hexOf('channel/2/name', 'Lead "Vocal" left')).toBe(hexOf('channel/2/name', 'Lead Vocal l'));
  });

  test('a level is clamped to the ends of the fader', () => {
    expect(hexOf('channel/2/fader', 99)).toBe(hexOf('channel/2/fader', 10));
    expect(hexOf('channel/2/fader', -500)).toBe(hexOf('channel/2/fader', -Infinity));
  });

  test('the first step of a falling grid is zero, not minus zero', () => {
    expect(hexOf('channel/2/eq/1/q', 10).slice(-8)).toBe('00000000');
    expect(hexOf('channel/2/eq/1/q', 0.3).slice(-8)).toBe('3f800000');
  });

  test('a bitmap with an unknown bit is not sent', () => {
    const param = paramOf('channel/2/assign/dca/3');
    expect(encode(param, (id) => (id === param.ids[2] ? 1 : undefined))).toBeUndefined();
  });
});
