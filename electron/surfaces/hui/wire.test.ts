import { expect, test } from 'vitest';
import { parseMidi } from '../../transports/midiParser.ts';
import * as wire from './wire.ts';

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');

function read(text: string): wire.HuiInput[] {
  const reader = new wire.HuiReader();
  return parseMidi(text.split(' ').map((each) => Number.parseInt(each, 16))).flatMap(
    (event) => reader.read(event) ?? [],
  );
}

// Written down from the protocol's description, section D of its check values.
test.each<[string, Uint8Array, string]>([
  ['ping', wire.pingMessage(), '90 00 00'],
  ['solo light of strip 5', wire.lightMessage({ zone: 4, port: 3 }, true), 'B0 0C 04 B0 2C 43'],
  ['the same off', wire.lightMessage({ zone: 4, port: 3 }, false), 'B0 0C 04 B0 2C 03'],
  ['fader 1 to the top', wire.faderMessage(0, 16_383), 'B0 00 7F B0 20 7F'],
  ['name of strip 1', wire.nameMessage(0, 'Vox '), 'F0 00 00 66 05 00 10 00 56 6F 78 20 F7'],
  ['meter of strip 3, right, clipped', wire.meterMessage(2, 1, 12), 'A0 02 1C'],
  ['ring from the left', wire.ringMessage(1, 'fromLeft', 11), 'B0 11 2B'],
  ['block', wire.blockMessage(3, 'ab'), 'F0 00 00 66 05 00 12 03 61 62 20 20 20 20 20 20 20 20 F7'],
])('%s', (_what, bytes, expected) => {
  expect(hex(bytes)).toBe(expected);
});

test.each<[string, readonly wire.HuiInput[]]>([
  ['90 00 7F', [{ type: 'pong' }]],
  ['FF', [{ type: 'awake' }]],
  ['B0 0F 0E B0 2F 44', [{ type: 'switch', zone: 0x0e, port: 4, isDown: true }]],
  ['B0 0F 0E 2F 04', [{ type: 'switch', zone: 0x0e, port: 4, isDown: false }]],
  ['B0 0F 07 B0 2F 40', [{ type: 'switch', zone: 7, port: 0, isDown: true }]],
  ['B0 40 41', [{ type: 'knob', strip: 0, ticks: 1 }]],
  ['B0 40 01', [{ type: 'knob', strip: 0, ticks: -1 }]],
  ['B0 02 64 B0 22 10', [{ type: 'fader', strip: 2, position: 100 * 128 + 16 }]],
  // A low half, or a button's port, without what goes before it.
  ['B0 22 10', []],
  ['B0 2F 44', []],
])('%s is understood', (bytes, expected) => {
  expect(read(bytes)).toEqual(expected);
});
