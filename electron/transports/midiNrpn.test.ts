import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeNrpn, type NrpnMessage, NrpnReader } from './midiNrpn.ts';
import { parseMidi } from './midiParser.ts';

const read = (hex: string, reader = new NrpnReader()) =>
  parseMidi(Buffer.from(hex.replaceAll(' ', ''), 'hex')).flatMap((event) => reader.read(event) ?? []);
const set = (number: number, value: number, channel = 0): NrpnMessage => ({ channel, number, op: 'set', value });

describe('NrpnReader', () => {
  it('reads a value whatever stands between its bytes, and keeps the address', () => {
    expect(read('B0 63 40 F8 62 00 06 76 26 5C')).toEqual([set(0x2000, 0x76 * 128 + 0x5c)]);
    expect(read('B0 63 40 B0 62 00 B0 06 01 B0 26 02 06 03 26 04')).toEqual([set(0x2000, 130), set(0x2000, 388)]);
  });

  it('reads steps by their byte', () => {
    expect(read('B2 63 00 62 05 60 7F 61 00')).toEqual([
      { channel: 2, number: 5, op: 'increment', value: 0x7f },
      { channel: 2, number: 5, op: 'decrement', value: 0 },
    ]);
  });

  it('keeps channels apart', () => {
    expect(read('B0 63 01 B1 63 02 B0 62 03 B1 62 04 B0 06 00 B1 06 00 B0 26 05 B1 26 06')).toEqual([
      set(131, 5, 0),
      set(260, 6, 1),
    ]);
  });

  it('takes nothing without a whole address or value, nor what is meant for another kind of parameter', () => {
    expect(read('B0 06 01 26 01')).toEqual([]);
    expect(read('B0 62 00 06 01 26 01')).toEqual([]);
    expect(read('B0 63 00 06 01 26 01')).toEqual([]);
    expect(read('B0 63 00 62 00 26 01')).toEqual([]);
    expect(read('B0 63 00 62 00 06 01 63 00 62 01 26 01')).toEqual([]);
    expect(read('B0 63 00 62 00 65 00 64 00 06 01 26 01')).toEqual([]);
  });

  it('can take the high byte alone', () => {
    expect(read('B0 63 00 62 01 06 05', new NrpnReader({ waits: false }))).toEqual([set(1, 640)]);
  });

  it('reads what is encoded', () => {
    const message = fc.oneof(
      fc.record({
        channel: fc.nat(15),
        number: fc.nat(16_383),
        op: fc.constant('set' as const),
        value: fc.nat(16_383),
      }),
      fc.record({
        channel: fc.nat(15),
        number: fc.nat(16_383),
        op: fc.constantFrom('increment' as const, 'decrement' as const),
        value: fc.nat(127),
      }),
    );
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const reader = new NrpnReader();
        const bytes = messages.flatMap((each) => [...encodeNrpn(each)]);
        expect(parseMidi(bytes).flatMap((event) => reader.read(event) ?? [])).toEqual(messages);
      }),
    );
  });
});
