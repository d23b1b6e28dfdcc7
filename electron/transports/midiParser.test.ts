import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes, midiEncode, splitMidi } from './midiEncode.ts';
import { longestSysexBytes, type MidiEvent, MidiParser, parseMidi } from './midiParser.ts';

const fromHex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const sysex = (text: string): MidiEvent => ({ type: 'sysex', bytes: fromHex(text) });
const on = (note: number, velocity = 0x40): MidiEvent => ({ type: 'noteOn', channel: 0, note, velocity });
const control = (controller: number, value: number, channel = 0): MidiEvent => ({
  type: 'controlChange',
  channel,
  controller,
  value,
});

/** Written down from the MIDI 1.0 byte rules by hand. */
const table: readonly (readonly [bytes: string, events: readonly MidiEvent[]])[] = [
  ['90 3C 40 3E 40', [on(0x3c), on(0x3e)]],
  [
    '93 3C 00 83 3C 11',
    [
      { type: 'noteOff', channel: 3, note: 0x3c, velocity: 0 },
      { type: 'noteOff', channel: 3, note: 0x3c, velocity: 0x11 },
    ],
  ],
  [
    'B0 63 40 F8 62 00 06 76 26 5C',
    [control(0x63, 0x40), { type: 'clock' }, control(0x62, 0), control(6, 0x76), control(0x26, 0x5c)],
  ],
  ['B0 63 F8 40', [{ type: 'clock' }, control(0x63, 0x40)]],
  [
    'C0 05 07',
    [
      { type: 'programChange', channel: 0, program: 5 },
      { type: 'programChange', channel: 0, program: 7, isRunning: true },
    ],
  ],
  ['F0 7F 7F 06 FE 02 F7', [{ type: 'activeSensing' }, sysex('F0 7F 7F 06 02 F7')]],
  ['F0 43 10 90 3C 40', [on(0x3c)]],
  ['90 3C F0 01 F7 40', [sysex('F0 01 F7')]],
  ['3C 40 90 3C 40', [on(0x3c)]],
  ['E0 00 64', [{ type: 'pitchBend', channel: 0, value: 12_800 }]],
  ['EF 7F 7F', [{ type: 'pitchBend', channel: 15, value: 16_383 }]],
  ['A1 10 20', [{ type: 'polyPressure', channel: 1, note: 0x10, pressure: 0x20 }]],
  [
    'D2 10 20',
    [
      { type: 'channelPressure', channel: 2, pressure: 0x10 },
      { type: 'channelPressure', channel: 2, pressure: 0x20 },
    ],
  ],
  [
    'F1 35 35 F2 01 02 F3 09 F6',
    [
      { type: 'timeCode', value: 0x35 },
      { type: 'songPosition', value: 257 },
      { type: 'songSelect', value: 9 },
      { type: 'tuneRequest' },
    ],
  ],
  ['FA FB FC FF F9 FD', [{ type: 'start' }, { type: 'continue' }, { type: 'stop' }, { type: 'reset' }]],
  ['90 3C F4 40 90 3C 40', [on(0x3c)]],
  ['F7 F7 F0 F7', [sysex('F0 F7')]],
  ['90 3C 40 F2 01 3E 40', [on(0x3c), { type: 'songPosition', value: 0x3e * 128 + 1 }]],
];

describe('MidiParser', () => {
  it.each(table)('reads %s', (bytes, events) => {
    expect(parseMidi(fromHex(bytes))).toEqual(events);
  });

  it('gives the same events wherever the stream is cut', () => {
    const streams = fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(...table.map(([bytes]) => fromHex(bytes)))),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(streams, fc.array(fc.nat(200)), (parts, cuts) => {
        const bytes = joinBytes(parts);
        const events: MidiEvent[] = [];
        const parser = new MidiParser((event) => events.push(event));
        const points = [...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].toSorted((a, b) => a - b);
        let at = 0;
        for (const point of points) {
          parser.push(bytes.subarray(at, point));
          at = point;
        }
        expect(events).toEqual(parseMidi(bytes));
      }),
    );
  });

  it('is not disturbed by real-time bytes anywhere', () => {
    const streams = fc.array(fc.constantFrom(...table.map(([bytes]) => fromHex(bytes))), { maxLength: 6 });
    fc.assert(
      fc.property(streams, fc.array(fc.nat(80), { maxLength: 10 }), (parts, places) => {
        const bytes = [...joinBytes(parts)];
        const withClocks = [...bytes];
        for (const place of places) withClocks.splice(Math.min(place, withClocks.length), 0, 0xf8);
        const plain = (stream: readonly number[]) => parseMidi(stream).filter(({ type }) => type !== 'clock');
        expect(plain(withClocks)).toEqual(plain(bytes));
      }),
    );
  });

  it('takes a system exclusive message of 64 kB and throws away a longer one', () => {
    const longest = new Uint8Array(longestSysexBytes).fill(1);
    longest[0] = 0xf0;
    longest[longest.length - 1] = 0xf7;
    expect(parseMidi(longest)).toEqual([{ type: 'sysex', bytes: longest }]);
    const events: MidiEvent[] = [];
    const parser = new MidiParser((event) => events.push(event));
    parser.push(longest.subarray(0, longest.length - 1));
    parser.push(new Uint8Array(1_000_000));
    parser.push([0xf7, 0x90, 0x3c, 0x40]);
    expect(events).toEqual([on(0x3c)]);
    expect(parser.skipped).toBe(1);
  });

  it('forgets the running status and what is half read when a connection begins anew', () => {
    const events: MidiEvent[] = [];
    const parser = new MidiParser((event) => events.push(event));
    parser.push([0x90, 0x3c, 0x40, 0x3e]);
    parser.reset();
    parser.push([0x40, 0x41]);
    expect(events).toEqual([on(0x3c)]);
    expect(parser.skipped).toBe(2);
  });
});

describe('midiEncode', () => {
  const channel = fc.nat(15);
  const byte = fc.nat(127);
  const word = fc.nat(16_383);
  const event: fc.Arbitrary<MidiEvent> = fc.oneof(
    fc.record({
      type: fc.constant('noteOn' as const),
      channel,
      note: byte,
      velocity: fc.integer({ min: 1, max: 127 }),
    }),
    fc.record({ type: fc.constant('noteOff' as const), channel, note: byte, velocity: byte }),
    fc.record({ type: fc.constant('polyPressure' as const), channel, note: byte, pressure: byte }),
    fc.record({ type: fc.constant('controlChange' as const), channel, controller: byte, value: byte }),
    fc.record({ type: fc.constant('programChange' as const), channel, program: byte }),
    fc.record({ type: fc.constant('channelPressure' as const), channel, pressure: byte }),
    fc.record({ type: fc.constant('pitchBend' as const), channel, value: word }),
    fc.record({ type: fc.constant('songPosition' as const), value: word }),
    fc.record({ type: fc.constantFrom('timeCode' as const, 'songSelect' as const), value: byte }),
    fc.array(byte, { maxLength: 30 }).map(
      (data): MidiEvent => ({
        type: 'sysex',
        bytes: Uint8Array.of(0xf0, ...data, 0xf7),
      }),
    ),
    fc.record({
      type: fc.constantFrom('tuneRequest', 'clock', 'start', 'continue', 'stop', 'activeSensing', 'reset' as const),
    }) as fc.Arbitrary<MidiEvent>,
  );

  it('is read back as it was', () => {
    fc.assert(
      fc.property(event, (one) => {
        expect(parseMidi(midiEncode(one))).toEqual([one]);
      }),
    );
  });

  it('sends a note on with velocity 0 as that', () => {
    expect([...midiEncode({ type: 'noteOn', channel: 2, note: 5, velocity: 0 })]).toEqual([0x92, 5, 0]);
  });

  it('splits a block into whole messages, each with its status', () => {
    expect(splitMidi(fromHex('B0 63 40 62 00 F8 F0 01 F7')).map((each) => Buffer.from(each).toString('hex'))).toEqual([
      'b06340',
      'b06200',
      'f8',
      'f001f7',
    ]);
  });
});
