import { expect, test } from 'vitest';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { parseMidi } from '../../transports/midiParser.ts';
import { HuiDevice, HuiHost } from './huiWire.ts';
import { McuDevice, McuHost } from './mcuWire.ts';
import { idOf, meaningOf, placeOf, positionOf } from './paramMap.ts';
import { choiceOf, choices, profileOf } from './profile.ts';
import type { DeviceWord, HostWord } from './wire.ts';

const hex = (bytes: Uint8Array | undefined) =>
  Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
const bytesOf = (text: string) => text.split(' ').map((each) => Number.parseInt(each, 16));

// Written down from the protocols' description and its check values: what a surface says.
test.each<[DeviceWord, string, string]>([
  [{ what: 'here', unit: 0 }, 'F0 00 00 66 14 01 4F 4D 4E 49 42 55 31 01 02 03 04 F7', 'FF'],
  [{ what: 'touch', strip: 2, isOn: true }, '90 6A 7F', 'B0 0F 02 B0 2F 40'],
  [{ what: 'touch', strip: 2, isOn: false }, '90 6A 00', 'B0 0F 02 B0 2F 00'],
  [{ what: 'move', strip: 0, position: 12_800 }, 'E0 00 64', 'B0 00 64 B0 20 00'],
  [{ what: 'move', strip: 7, position: 16_383 }, 'E7 7F 7F', 'B0 07 7F B0 27 7F'],
  [{ what: 'press', strip: 4, key: 'mute' }, '90 14 7F 90 14 00', 'B0 0F 04 B0 2F 42 B0 0F 04 B0 2F 02'],
  [{ what: 'press', strip: 4, key: 'solo' }, '90 0C 7F 90 0C 00', 'B0 0F 04 B0 2F 43 B0 0F 04 B0 2F 03'],
  [{ what: 'bank', key: 'bankLeft', isDown: true }, '90 2E 7F', 'B0 0F 0A B0 2F 41'],
  [{ what: 'bank', key: 'bankLeft', isDown: false }, '90 2E 00', 'B0 0F 0A B0 2F 01'],
  [{ what: 'bank', key: 'bankRight', isDown: true }, '90 2F 7F', 'B0 0F 0A B0 2F 43'],
  [{ what: 'bank', key: 'channelLeft', isDown: true }, '90 30 7F', 'B0 0F 0A B0 2F 40'],
  [{ what: 'bank', key: 'channelRight', isDown: true }, '90 31 7F', 'B0 0F 0A B0 2F 42'],
  [{ what: 'turn', strip: 1, ticks: 3 }, 'B0 11 03', 'B0 41 43'],
  [{ what: 'turn', strip: 1, ticks: -1 }, 'B0 11 41', 'B0 41 01'],
])('%j is said', (word, mcu, hui) => {
  expect(hex(new McuDevice(0).say(word))).toBe(mcu);
  expect(hex(new HuiDevice().say(word))).toBe(hui);
});

test('an extender says that it is one, with its number', () => {
  expect(hex(new McuDevice(2).say({ what: 'here', unit: 2 }))).toBe(
    'F0 00 00 66 15 01 4F 4D 4E 49 42 55 33 01 02 03 04 F7',
  );
});

// What a DAW says.
test.each<[string, readonly HostWord[]]>([
  ['E0 00 64', [{ what: 'fader', strip: 0, value: 12_800 }]],
  ['E8 7F 7F', [{ what: 'fader', strip: 8, value: 16_383 }]],
  ['90 14 7F', [{ what: 'mute', strip: 4, value: 1 }]],
  ['90 14 00', [{ what: 'mute', strip: 4, value: 0 }]],
  ['90 0F 01', [{ what: 'solo', strip: 7, value: 1 }]],
  ['B0 30 56', [{ what: 'pan', strip: 0, value: 6 }]],
  ['B0 37 2B', [{ what: 'pan', strip: 7, value: 11 }]],
  ['B0 30 00', []],
  ['D0 6C', [{ what: 'meter', strip: 6, value: 12 }]],
  ['D0 0E', []],
  ['F0 00 00 66 14 12 07 56 6F 78 20 20 20 20 F7', [{ what: 'name', strip: 1, value: 'Vox' }]],
  [
    'F0 00 00 66 14 12 05 41 42 43 44 F7',
    [
      { what: 'name', strip: 0, value: 'AB' },
      { what: 'name', strip: 1, value: 'CD' },
    ],
  ],
  // The lower row, colours, the backlight.
  ['F0 00 00 66 14 12 38 30 2E 30 64 42 20 20 F7', []],
  ['F0 00 00 66 14 72 01 07 07 07 07 07 07 07 F7', []],
  ['F0 00 00 66 14 0B 05 F7', []],
])('MCU %s is understood', (bytes, words) => {
  const device = new McuDevice(0);
  const heard = parseMidi(bytesOf(bytes)).map((event) => device.hear(event));
  expect(heard.flatMap((each) => each.words)).toEqual(words);
  expect(heard.every(({ isKnown }) => isKnown)).toBe(true);
});

test.each([
  ['F0 00 00 66 14 00 F7', 'F0 00 00 66 14 01 4F 4D 4E 49 42 55 31 01 02 03 04 F7'],
  ['F0 00 00 66 14 13 00 F7', 'F0 00 00 66 14 14 56 31 2E 30 30 F7'],
])('MCU %s is answered', (question, answer) => {
  const [event] = parseMidi(bytesOf(question));
  expect(hex(event && new McuDevice(0).hear(event).answer)).toBe(answer);
});

test.each<[string, readonly HostWord[]]>([
  ['B0 00 7F B0 20 7F', [{ what: 'fader', strip: 0, value: 16_383 }]],
  ['B0 0C 04 B0 2C 43', [{ what: 'solo', strip: 4, value: 1 }]],
  ['B0 0C 04 B0 2C 02', [{ what: 'mute', strip: 4, value: 0 }]],
  ['B0 11 16', [{ what: 'pan', strip: 1, value: 6 }]],
  ['A0 02 1C', [{ what: 'meter', strip: 2, value: 12 }]],
  ['F0 00 00 66 05 00 10 00 56 6F 78 20 F7', [{ what: 'name', strip: 0, value: 'Vox' }]],
  // Transport lights, the main display.
  ['B0 0C 0E B0 2C 44', []],
  ['F0 00 00 66 05 00 12 00 41 41 41 41 41 41 41 41 41 41 F7', []],
])('HUI %s is understood', (bytes, words) => {
  const device = new HuiDevice();
  expect(parseMidi(bytesOf(bytes)).flatMap((event) => device.hear(event).words)).toEqual(words);
});

test('a HUI answers at once that it is there', () => {
  const [event] = parseMidi([0x90, 0, 0]);
  expect(hex(event && new HuiDevice().hear(event).answer)).toBe('90 00 7F');
});

test('the emulated DAW says what surfaces understand, and understands what they say', () => {
  const words: readonly HostWord[] = [
    { what: 'fader', strip: 3, value: 9000 },
    { what: 'mute', strip: 3, value: 1 },
    { what: 'solo', strip: 3, value: 0 },
    { what: 'pan', strip: 3, value: 11 },
    { what: 'meter', strip: 3, value: 7 },
    { what: 'name', strip: 3, value: 'Bass' },
  ];
  for (const [host, device] of [
    [new McuHost(), new McuDevice(0)],
    [new HuiHost(), new HuiDevice()],
  ] as const) {
    for (const word of words) {
      const heard = parseMidi(host.say(word)).flatMap((event) => device.hear(event).words);
      expect(new Set(heard.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(word)]));
    }
    const said: readonly DeviceWord[] = [
      { what: 'here', unit: 0 },
      { what: 'touch', strip: 1, isOn: true },
      { what: 'move', strip: 1, position: 5000 },
      { what: 'press', strip: 1, key: 'mute' },
      { what: 'turn', strip: 1, ticks: -2 },
      { what: 'bank', key: 'channelRight', isDown: true },
      { what: 'bank', key: 'channelRight', isDown: false },
    ];
    for (const word of said) {
      expect(parseMidi(device.say(word)).flatMap((event) => host.hear(event))).toEqual([word]);
    }
  }
});

test.each(choices)('every parameter of %j has a place of its own, and its values go there and back', (choice) => {
  const schema = buildSchema(profileOf(choice));
  const places = new Set<string>();
  for (let id = 0; id < schema.size; id++) {
    const place = placeOf(schema, id);
    if (!place) throw new Error(schema.addressOf(id));
    places.add(JSON.stringify(place));
    expect(idOf(schema, place.unit, place.strip, place.what)).toBe(id);
  }
  expect(places.size).toBe(schema.size);
});

test('0 dB is where each program has it', () => {
  for (const [daw, position] of [
    ['generic', 12_800],
    ['ardour', 12_808],
    ['flstudio', 13_106],
    ['reaper', 11_730],
  ] as const) {
    const schema = buildSchema(profileOf(choiceOf({ daw })));
    const id = schema.need('channel/1/fader');
    expect(Math.abs(positionOf(schema, id, 0) - position)).toBeLessThanOrEqual(16);
    expect(Number(meaningOf(schema, id, { what: 'fader', strip: 0, value: position }))).toBeCloseTo(0, 0);
  }
});
