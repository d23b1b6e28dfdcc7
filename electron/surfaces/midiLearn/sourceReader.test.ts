import { expect, test } from 'vitest';
import type { MappingSource } from '../../../shared/scenes/sections/mappings.ts';
import { parseMidi } from '../../transports/midiParser.ts';
import { feedbackBytes } from './feedback.ts';
import { type ControlMove, clicksOf, controlKey, SourceReader } from './sourceReader.ts';

function read(key: string, bytes: readonly number[]): ControlMove[] {
  const reader = new SourceReader();
  return parseMidi(bytes)
    .flatMap((event) => reader.read(event))
    .filter((heard) => heard.key === key)
    .map(({ move }) => move('absolute'));
}

test.each([
  ['twosComplement', 1, 1],
  ['twosComplement', 127, -1],
  ['twosComplement', 3, 3],
  ['twosComplement', 120, -8],
  ['around64', 65, 1],
  ['around64', 63, -1],
  ['around64', 64, 0],
  ['around64', 60, -4],
  ['signBit', 1, 1],
  ['signBit', 65, -1],
  ['signBit', 70, -6],
] as const)('%s: %i is %i clicks', (coding, value, clicks) => {
  expect(clicksOf(coding, value)).toBe(clicks);
});

test('a fine controller counts when its lower half has come', () => {
  expect(read('control14 1 7', [0xb0, 7, 127, 39, 127])).toEqual([{ type: 'value', value: 1 }]);
  expect(read('control14 1 7', [0xb0, 39, 127])).toEqual([]);
});

test('an NRPN counts when all of it has come, also with running status and clock in between', () => {
  const key = `nrpn 1 ${0x40 * 128}`;
  const value = (0x76 * 128 + 0x5c) / 16_383;
  expect(read(key, [0xb0, 0x63, 0x40, 0xf8, 0x62, 0, 6, 0x76, 0x26, 0x5c])).toEqual([{ type: 'value', value }]);
  expect(read(key, [0xb0, 0x63, 0x40, 0x62, 0, 0x60, 0, 0x61, 0])).toEqual([
    { type: 'clicks', clicks: 1 },
    { type: 'clicks', clicks: -1 },
  ]);
});

test('an RPN and the null address end an NRPN', () => {
  const key = `nrpn 1 ${0x40 * 128}`;
  expect(read(key, [0xb0, 0x63, 0x40, 0x62, 0, 0x65, 0, 0x64, 0, 6, 1, 0x26, 1])).toEqual([]);
  expect(read(`nrpn 1 ${127 * 128 + 127}`, [0xb0, 0x63, 127, 0x62, 127, 6, 1, 0x26, 1])).toEqual([]);
});

test.each<[MappingSource, string]>([
  [{ type: 'control', channel: 2, number: 7, coding: 'absolute' }, 'b1 07 40'],
  [{ type: 'control', channel: 2, number: 7, coding: 'signBit' }, 'b1 07 40'],
  [{ type: 'control14', channel: 1, number: 7 }, 'b0 07 40 b0 27 00'],
  [{ type: 'nrpn', channel: 1, number: 0x2003 }, 'b0 63 40 b0 62 03 b0 06 40 b0 26 00'],
  [{ type: 'note', channel: 16, number: 60 }, '9f 3c 40'],
  [{ type: 'pitchBend', channel: 1 }, 'e0 00 40'],
  [{ type: 'program', channel: 1, number: 1 }, ''],
])('lights of %j are told half of the way', (source, expected) => {
  const text = feedbackBytes(source, 0.50001).map((byte) => byte.toString(16).padStart(2, '0'));
  expect(text.join(' ')).toBe(expected);
});

test('what lights are told is what the control itself would have said', () => {
  for (const source of [
    { type: 'control14', channel: 3, number: 5 },
    { type: 'nrpn', channel: 3, number: 300 },
    { type: 'pitchBend', channel: 3 },
  ] as const) {
    const [move] = read(controlKey(source), feedbackBytes(source, 0.25));
    expect(move?.type === 'value' && Math.abs(move.value - 0.25)).toBeLessThan(1e-4);
  }
});
