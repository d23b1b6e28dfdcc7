import { describe, expect, it, test } from 'vitest';
import type { Schema } from '../../../shared/desk/schema.ts';
import { parseMidi } from '../../transports/midiParser.ts';
import { encodeIntroduction, encodeScene, encodeStateEnd, encodeValue, stateRequest } from './messages.ts';
import { models } from './models.ts';
import { mapOf } from './profile.ts';
import { ValueReader } from './values.ts';

/**
 * The independent witness of the parameter map: channel numbers, parameter numbers and destinations written down from the
 * protocol text's own tables, and whole messages from its check values.
 */

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');

/** Channel numbers of a Qu-32, by the model's names. */
const ch: Readonly<Record<string, readonly [first: string, names: readonly string[]]>> = {
  fxSends: ['00', ['bus/12', 'bus/13', 'bus/14', 'bus/15']],
  fxReturns: ['08', ['fxReturn/1', 'fxReturn/2', 'fxReturn/3', 'fxReturn/4']],
  dcas: ['10', ['dca/1', 'dca/2', 'dca/3', 'dca/4']],
  inputs: ['20', Array.from({ length: 32 }, (_, index) => `channel/${index + 1}`)],
  stereos: ['40', ['auxIn/1', 'auxIn/2', 'auxIn/3']],
  monoMixes: ['60', ['bus/1', 'bus/2', 'bus/3', 'bus/4']],
  stereoMixes: ['64', ['bus/5', 'bus/6', 'bus/7']],
  main: ['67', ['main/stereo']],
  groups: ['68', ['bus/8', 'bus/9', 'bus/10', 'bus/11']],
  matrices: ['6C', ['matrix/1', 'matrix/2']],
  muteGroups: ['50', ['muteGroup/1', 'muteGroup/2', 'muteGroup/3', 'muteGroup/4']],
};
const vx: Readonly<Record<string, readonly [first: string, names: readonly string[]]>> = {
  monoMixes: ['00', ['bus/1', 'bus/2', 'bus/3', 'bus/4']],
  stereoMixes: ['04', ['bus/5', 'bus/6', 'bus/7']],
  groups: ['08', ['bus/8', 'bus/9', 'bus/10', 'bus/11']],
  matrices: ['0C', ['matrix/1', 'matrix/2']],
  fx: ['10', ['bus/12', 'bus/13', 'bus/14', 'bus/15']],
};

const byteOf = (first: string, index: number) =>
  (Number.parseInt(first, 16) + index).toString(16).padStart(2, '0').toUpperCase();

/** Strip → its number, from the named tables. */
function numbers(table: typeof ch, ...names: readonly string[]): (readonly [strip: string, number: string])[] {
  return names.flatMap((name) => {
    const [first = '', strips = []] = table[name] ?? [];
    return strips.map((strip, index) => [strip, byteOf(first, index)] as const);
  });
}

const sources = ['inputs', 'stereos', 'fxReturns'];
const mixes = ['monoMixes', 'stereoMixes'];

/** Every settable parameter of a Qu-32 with the message that turns it on, or to its top. */
function table(): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  const one = (address: string, channel: string, id: string, va: string, destination = '07') =>
    rows.set(address, `B0 63 ${channel} B0 62 ${id} B0 06 ${va} B0 26 ${destination}`);
  for (const [strip, n] of numbers(ch, ...sources, ...mixes, 'groups', 'fxSends', 'matrices', 'main', 'dcas'))
    one(`${strip}/fader`, n, '17', '7F');
  for (const [strip, n] of numbers(ch, ...sources, ...mixes, 'groups', 'fxSends', 'matrices', 'main'))
    one(`${strip}/solo`, n, '51', '01');
  for (const [strip, n] of numbers(ch, ...sources, 'stereoMixes', 'groups', 'matrices', 'main'))
    one(`${strip}/pan`, n, '16', '4A');
  for (const [strip, n] of numbers(ch, ...sources, 'groups')) one(`${strip}/assign/main`, n, '18', '01');
  for (const [strip, n] of numbers(ch, ...sources, ...mixes, 'groups')) {
    for (let group = 0; group < 4; group++) {
      one(`${strip}/assign/dca/${group + 1}`, n, '40', byteOf('40', group));
      one(`${strip}/assign/muteGroup/${group + 1}`, n, '5C', byteOf('40', group));
    }
  }
  const send = (from: string, n: string, to: string, d: string, hasPan: boolean) => {
    one(`${from}/send/${to}/level`, n, '20', '7F', d);
    one(`${from}/send/${to}/on`, n, '55', '01', d);
    one(`${from}/send/${to}/tap`, n, '50', '01', d);
    if (hasPan) one(`${from}/send/${to}/pan`, n, '16', '4A', d);
  };
  for (const [strip, n] of numbers(ch, ...sources)) {
    for (const [to, d] of numbers(vx, 'monoMixes', 'fx')) send(strip, n, to, d, false);
    for (const [to, d] of numbers(vx, 'stereoMixes', 'groups')) send(strip, n, to, d, true);
  }
  for (const [strip, n] of numbers(ch, ...mixes, 'groups', 'main'))
    for (const [to, d] of numbers(vx, 'matrices')) send(strip, n, to, d, false);
  for (const [strip, n] of numbers(ch, 'groups')) one(`${strip}/mode`, n, '5E', '01');
  for (const [strip, n] of numbers(ch, 'inputs')) {
    const headamp = strip.replace('channel', 'headamp/local');
    one(`${headamp}/gain`, n, '19', '7F');
    one(`${headamp}/phantom`, n, '69', '01');
  }
  for (const [strip, n] of numbers(ch, ...Object.keys(ch))) rows.set(`${strip}/mute`, `90 ${n} 7F 90 ${n} 00`);
  for (const [strip, n] of numbers(ch, ...Object.keys(ch).filter((each) => each !== 'muteGroups')))
    rows.set(`${strip}/name`, `F0 00 00 1A 50 11 01 00 00 03 ${n} 4B 69 63 6B F7`);
  return rows;
}

const map = mapOf(models[0] as (typeof models)[number], '1.95');
const { schema } = map;

function message(address: string, value: number | string, from: 'client' | 'desk' = 'client', channel = 0): string {
  const param = map.params[schema.need(address)];
  return param ? hex(encodeValue(map, param, channel, value, from)) : 'nothing';
}

function top(ofSchema: Schema, address: string): number | string {
  const spec = ofSchema.specOf(ofSchema.need(address));
  switch (spec.kind) {
    case 'level':
      return 10;
    case 'number':
      return spec.max;
    case 'text':
      return 'Kick';
    default:
      return 1;
  }
}

test('every parameter has the message that the tables give it, and no other has one', () => {
  const rows = table();
  const wrong: string[] = [];
  for (const [address, bytes] of rows) {
    const sent = message(address, top(schema, address));
    if (sent !== bytes) wrong.push(`${address}: ${sent}, not ${bytes}`);
  }
  expect(wrong).toEqual([]);
  expect(schema.addresses.filter((address) => !rows.has(address))).toEqual([]);
  expect(rows.size).toBe(schema.size);
});

test.each([
  ['channel/1/fader', 0, 'B0 63 20 B0 62 17 B0 06 62 B0 26 07'],
  ['channel/1/send/bus/1/level', -10, 'B0 63 20 B0 62 20 B0 06 3F B0 26 00'],
  ['channel/3/send/bus/5/tap', 1, 'B0 63 22 B0 62 50 B0 06 01 B0 26 04'],
  ['channel/3/send/bus/5/tap', 0, 'B0 63 22 B0 62 50 B0 06 00 B0 26 04'],
  ['channel/1/send/bus/8/on', 1, 'B0 63 20 B0 62 55 B0 06 01 B0 26 08'],
  ['channel/1/assign/dca/2', 1, 'B0 63 20 B0 62 40 B0 06 41 B0 26 07'],
  ['channel/1/assign/dca/2', 0, 'B0 63 20 B0 62 40 B0 06 01 B0 26 07'],
  ['main/stereo/fader', Number.NEGATIVE_INFINITY, 'B0 63 67 B0 62 17 B0 06 00 B0 26 07'],
  ['channel/8/mute', 1, '90 27 7F 90 27 00'],
  ['channel/8/mute', 0, '90 27 3F 90 27 00'],
  ['channel/1/pan', 0, 'B0 63 20 B0 62 16 B0 06 25 B0 26 07'],
  ['channel/1/pan', -1, 'B0 63 20 B0 62 16 B0 06 00 B0 26 07'],
  ['headamp/local/1/gain', 20, 'B0 63 20 B0 62 19 B0 06 30 B0 26 07'],
])('%s to %s', (address, value, bytes) => {
  expect(message(address, value)).toBe(bytes);
});

test('messages beside values', () => {
  expect(hex(stateRequest)).toBe('F0 00 00 1A 50 11 01 00 7F 10 00 F7');
  expect(hex(encodeIntroduction(0, 2, 1, 0x5f))).toBe('F0 00 00 1A 50 11 01 00 00 11 02 01 5F F7');
  expect(hex(encodeStateEnd(0))).toBe('F0 00 00 1A 50 11 01 00 00 14 F7');
  expect(hex(encodeScene(0, 5))).toBe('B0 00 00 B0 20 00 C0 04');
  expect(message('channel/2/name', 'Snare', 'desk', 3)).toBe('F0 00 00 1A 50 11 01 00 03 02 21 53 6E 61 72 65 F7');
  expect(message('channel/2/mute', 1, 'client', 3)).toBe('93 21 7F 93 21 00');
});

/** The printed law, with the values that its sources give; one step more or less is within what they know. */
const law: readonly (readonly [number, readonly string[]])[] = [
  [10, ['7F']],
  [9, ['7C']],
  [8, ['7A']],
  [7, ['78']],
  [6, ['76']],
  [5, ['72', '73']],
  [4, ['71']],
  [3, ['6D']],
  [2, ['69']],
  [1, ['65']],
  [0, ['62']],
  [-1, ['5F']],
  [-2, ['5B']],
  [-3, ['55']],
  [-4, ['52']],
  [-5, ['4F']],
  [-6, ['4C']],
  [-7, ['48']],
  [-8, ['44']],
  [-9, ['3F']],
  [-10, ['3E', '3F']],
  [-12, ['3A']],
  [-15, ['36']],
  [-18, ['31']],
  [-20, ['2F']],
  [-22, ['2B']],
  [-24, ['28']],
  [-25, ['27']],
  [-30, ['1F']],
  [-35, ['17']],
  [-38, ['11']],
  [-40, ['0F', '10']],
  [-45, ['0C']],
  [-50, ['08']],
  [-55, ['07']],
  [Number.NEGATIVE_INFINITY, ['00']],
];

describe('laws', () => {
  it.each(law)('%s dB', (levelDb, printed) => {
    const sent = Number.parseInt(message('channel/1/fader', levelDb).slice(24, 26), 16);
    const distance = Math.min(...printed.map((each) => Math.abs(Number.parseInt(each, 16) - sent)));
    expect(distance).toBeLessThanOrEqual(1);
  });

  it.each([
    [-5, '00'],
    [0, '0A'],
    [10, '1D'],
    [20, '30'],
    [30, '44'],
    [40, '57'],
    [50, '6B'],
    [60, '7F'],
  ])('%s dB of gain', (gainDb, printed) => {
    const sent = Number.parseInt(message('headamp/local/1/gain', gainDb).slice(24, 26), 16);
    expect(Math.abs(sent - Number.parseInt(printed, 16))).toBeLessThanOrEqual(1);
  });
});

test('what is set comes back as the same value, over every position', () => {
  const reader = new ValueReader(map);
  const wrong: string[] = [];
  for (const address of [
    'channel/1/fader',
    'channel/1/pan',
    'headamp/local/1/gain',
    'channel/1/send/bus/5/tap',
    'bus/8/mode',
  ]) {
    const id = schema.need(address);
    const param = map.params[id];
    for (let wire = 0; wire < 128 && param; wire++) {
      const [change] = parseMidi(encodeValue(map, param, 0, top(schema, address), 'desk')).flatMap((event) => {
        const read = reader.read(
          event.type === 'controlChange' && event.controller === 6 ? { ...event, value: wire } : event,
        );
        return read && read !== 'unknown' ? [read] : [];
      });
      const sent = change ? encodeValue(map, param, 0, change.value, 'desk') : new Uint8Array();
      const [again] = parseMidi(sent).flatMap((event) => {
        const read = reader.read(event);
        return read && read !== 'unknown' ? [read] : [];
      });
      if (!change || again?.value !== change.value || change.id !== id) wrong.push(`${address} ${wire}`);
    }
  }
  expect(wrong).toEqual([]);
});
