import { expect, test } from 'vitest';
import { parseMidi } from '../../transports/midiParser.ts';
import * as wire from './wire.ts';

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
const read = (text: string) => parseMidi(text.split(' ').map((each) => Number.parseInt(each, 16))).map(wire.readInput);

// Written down from the protocol's description, section D of its check values.
test.each<[string, Uint8Array, string]>([
  ['fader 1 to 12800', wire.faderMessage(0, 12_800), 'E0 00 64'],
  ['master to the top', wire.faderMessage(8, 16_383), 'E8 7F 7F'],
  ['mute 5 on', wire.lightMessage(0x14, 'on'), '90 14 7F'],
  ['play blinks', wire.lightMessage(0x5e, 'blink'), '90 5E 01'],
  ['ring 1, pan in the middle', wire.ringMessage(0, 'boostCut', 6, true), 'B0 30 56'],
  ['ring 8, all of it', wire.ringMessage(7, 'wrap', 11), 'B0 37 2B'],
  ['ring 1, spread full', wire.ringMessage(0, 'spread', 6), 'B0 30 36'],
  ['text over strip 2', wire.cellMessage('main', 0, 1, 'Vox'), 'F0 00 00 66 14 12 07 56 6F 78 20 20 20 20 F7'],
  ['text under strip 1', wire.cellMessage('main', 1, 0, '0.0dB'), 'F0 00 00 66 14 12 38 30 2E 30 64 42 20 20 F7'],
  ['text of an extender', wire.cellMessage('extender', 0, 0, 'A'), 'F0 00 00 66 15 12 00 41 20 20 20 20 20 20 F7'],
  ['colours', wire.colorsMessage('main', [1, 7, 7, 7, 7, 7, 7, 7]), 'F0 00 00 66 14 72 01 07 07 07 07 07 07 07 F7'],
  ['meter 7 at full scale', wire.meterMessage(6, 12), 'D0 6C'],
  ['overload 1 set', wire.meterMessage(0, 14), 'D0 0E'],
  ['overload 1 cleared', wire.meterMessage(0, 15), 'D0 0F'],
  ['assignment P', wire.assignmentMessage(1, 'P'), 'B0 4B 10'],
  ['assignment 1', wire.assignmentMessage(0, '1'), 'B0 4A 31'],
  ['query', wire.queryMessage('main'), 'F0 00 00 66 14 00 F7'],
  ['meter mode', wire.meterModeMessage('main', 2), 'F0 00 00 66 14 20 02 03 F7'],
])('%s', (_what, bytes, expected) => {
  expect(hex(bytes)).toBe(expected);
});

test.each<[string, unknown]>([
  ['E0 00 64', { type: 'fader', strip: 0, position: 12_800 }],
  ['E8 7F 7F', { type: 'fader', strip: 8, position: 16_383 }],
  ['90 6A 7F', { type: 'note', note: 0x6a, isDown: true }],
  ['90 6A 00', { type: 'note', note: 0x6a, isDown: false }],
  ['80 6A 40', { type: 'note', note: 0x6a, isDown: false }],
  ['B0 11 41', { type: 'knob', strip: 1, ticks: -1 }],
  ['B0 11 03', { type: 'knob', strip: 1, ticks: 3 }],
  ['B0 10 00', { type: 'knob', strip: 0, ticks: 1 }],
  ['F0 00 00 66 14 01 30 31 32 33 34 35 36 01 02 03 04 F7', { type: 'awake' }],
])('%s is understood', (bytes, expected) => {
  expect(read(bytes)).toEqual([expected]);
});

test.each(['E9 00 00', '91 10 7F', 'B0 07 7F', 'F0 00 00 66 14 14 56 33 F7', 'C0 01', 'F8'])(
  '%s means nothing',
  (bytes) => {
    expect(read(bytes)).toEqual([undefined]);
  },
);

test('what is no ASCII never breaks a text message', () => {
  expect(
    wire.cellMessage('main', 0, 0, 'ä\u0000\uffff').every((byte, at) => byte < 0x80 || at === 0 || byte === 0xf7),
  ).toBe(true);
});
