import { describe, expect, it, test } from 'vitest';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { parseMidi } from '../../transports/midiParser.ts';
import { type ConsoleMap, toWire } from './consoleMap.ts';
import { parseMap } from './mapFile.ts';
import { builtInMaps, mapFromJson, mapNamed } from './maps.ts';
import { ValueReader } from './values.ts';
import { encodeWire } from './wire.ts';

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
const named = (name: string) => builtInMaps.get(name) as ConsoleMap;

function sent(map: ConsoleMap, address: string, value: ParamValue): string {
  const entry = map.entries[map.schema.need(address)];
  return entry ? hex(encodeWire(entry.message, toWire(entry, value))) : 'nothing';
}

function heard(map: ConsoleMap, bytes: string): [string, ParamValue][] {
  const reader = new ValueReader(map);
  return parseMidi(Buffer.from(bytes.replaceAll(' ', ''), 'hex')).flatMap((event) => {
    const change = reader.read(event);
    return change && change !== 'unknown'
      ? [[map.schema.addressOf(change.id), change.value] as [string, ParamValue]]
      : [];
  });
}

/** From the check values of the protocol text, and by hand from the MIDI byte rules. */
const golden: readonly (readonly [map: string, address: string, value: number, bytes: string])[] = [
  ['01v96', 'channel/1/mute', 0, 'F0 43 10 3E 7F 01 1A 00 00 00 00 00 01 F7'],
  ['01v96', 'channel/2/fader', 10, 'F0 43 10 3E 7F 01 1C 00 01 00 00 07 7F F7'],
  ['01v96', 'channel/1/pan', -1, 'F0 43 10 3E 7F 01 1B 00 00 7F 7F 7F 41 F7'],
  ['01v96', 'channel/1/send/bus/1/level', 0, 'F0 43 10 3E 7F 01 23 02 00 00 00 06 37 F7'],
  ['01v96', 'main/stereo/fader', 0, 'F0 43 10 3E 7F 01 4F 00 00 00 00 07 7F F7'],
  ['01v96', 'channel/32/fader', Number.NEGATIVE_INFINITY, 'F0 43 10 3E 7F 01 1C 00 1F 00 00 00 00 F7'],
  ['cc', 'channel/3/fader', 0, 'B2 07 64'],
  ['cc', 'channel/16/pan', 1, 'BF 0A 7F'],
  ['cc', 'channel/1/mute', 1, '90 24 7F'],
  ['cc', 'channel/1/mute', 0, '80 24 00'],
  ['cc', 'channel/2/send/bus/4/level', 10, 'B1 63 02 B1 62 03 B1 06 7F B1 26 00'],
  ['cc', 'bus/2/fader', 0, 'BF 11 64 BF 31 00'],
  ['cc', 'main/stereo/fader', 0, 'E8 00 64'],
];

test.each(golden)('%s: %s to %s', (name, address, value, bytes) => {
  const map = named(name);
  expect(sent(map, address, value)).toBe(bytes);
  expect(heard(map, bytes)).toEqual([[address, value]]);
});

test('questions of the map that has them', () => {
  const map = named('01v96');
  const message = map.entries[map.schema.need('channel/2/fader')]?.message;
  expect(message?.type === 'sysex' && message.ask && hex(message.ask)).toBe('F0 43 30 3E 7F 01 1C 00 01 F7');
});

describe('a map that is wrong is explained', () => {
  const good = {
    title: 'A desk',
    model: 'Desk',
    params: [
      {
        address: 'channel/{n:1..2}/fader',
        value: {
          kind: 'level',
          points: [
            [0, '-inf'],
            [1, -60],
            [127, 10],
          ],
        },
        message: { type: 'cc', channel: 1, controller: '{n}' },
      },
    ],
  };
  type Part = Record<string, unknown>;
  const withParam = (change: Part) => ({ ...good, params: [{ ...good.params[0], ...change }] });

  it('and a right one is taken', () => {
    expect(mapFromJson(good)).toMatchObject({ ok: true });
  });

  it.each<readonly [string, unknown, string]>([
    ['no title', { ...good, title: undefined }, 'at title'],
    ['no parameters', { ...good, params: [] }, 'at params: the map has no parameters'],
    ['a word too many', { ...good, colour: 'red' }, 'at colour: this name has no meaning here'],
    ['no address', withParam({ address: 'fader!' }), 'at params[0].address: an address such as channel/1/fader'],
    ['an unknown type', withParam({ message: { type: 'cv', channel: 1 } }), 'at params[0].message.type'],
    ['a channel too high', withParam({ message: { type: 'bend', channel: 17 } }), 'at params[0].message.channel'],
    [
      'a controller too high for one address',
      withParam({ message: { type: 'cc', channel: 1, controller: '{n+126}' } }),
      'at params[0]: channel/2/fader: controller 128 is outside 0 to 127',
    ],
    [
      'one message for two addresses',
      withParam({ message: { type: 'cc', channel: 1, controller: 5 } }),
      'channel/2/fader has the message of channel/1/fader',
    ],
    [
      'a variable that nothing binds',
      withParam({ message: { type: 'cc', channel: 1, controller: '{m}' } }),
      'uses {m}, which nothing binds',
    ],
    [
      'a law that falls',
      withParam({
        value: {
          kind: 'level',
          points: [
            [0, -10],
            [64, -20],
            [127, -30],
          ],
        },
      }),
      'the levels of the law have to rise',
    ],
    [
      'a law that does not fit its message',
      withParam({
        value: {
          kind: 'level',
          points: [
            [0, -60],
            [1000, 0],
          ],
        },
      }),
      'a point of the law does not fit the message',
    ],
    [
      'bytes without a place',
      withParam({ message: { type: 'sysex', bytes: 'F0 43 {n} F7' } }),
      'put v0 where it stands',
    ],
    ['bytes above 7F', withParam({ message: { type: 'sysex', bytes: 'F0 80 v0 F7' } }), 'at params[0].message.bytes'],
    ['a gap in the value', withParam({ message: { type: 'sysex', bytes: 'F0 {n} v1 F7' } }), 'v0 is missing below v1'],
    ['a range that falls', withParam({ address: 'channel/{n:5..2}/fader' }), 'a range such as {n:1..16} has to rise'],
    ['too many addresses', withParam({ address: 'channel/{n:1..999}/send/bus/{b:1..999}/level' }), 'more than 5000'],
    ['an empty switch', withParam({ value: { kind: 'switch', on: 5, off: 5 } }), 'on (5) and off (5) have to differ'],
    ['nothing', null, 'The console map is wrong'],
  ])('%s', (_what, json, words) => {
    const map = mapFromJson(json);
    expect(map.ok ? 'taken' : map.error).toContain(words);
  });

  it('also when it is no JSON, too large, or not there', () => {
    expect(parseMap('{')).toMatchObject({ ok: false, error: expect.stringContaining('is not JSON') });
    expect(parseMap(' '.repeat(2_000_000))).toMatchObject({ ok: false, error: expect.stringContaining('larger than') });
    expect(mapNamed('/no/such/map.json')).toMatchObject({
      ok: false,
      error: expect.stringContaining('There is no console map "/no/such/map.json"'),
    });
  });
});
