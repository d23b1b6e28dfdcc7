import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { landings } from '../desk/landing.ts';
import { decodeFrame, encodeAck, encodeMeters, encodeValues, type FrameEntry, frameKinds } from './frames.ts';

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex: string) =>
  Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (pair) => parseInt(pair, 16));

describe('the byte layout', () => {
  test('of numbers', () => {
    const frame = encodeValues('diff', 7, [
      { id: 0x010203, value: -6, landing: 'landed' },
      { id: 9, value: -Infinity, landing: 'pending' },
      { id: 10, value: undefined, landing: 'unknown' },
    ]);
    const layout = ['01 00 0000 07000000 03000000', '03020101 0000c0c0', '09000002 000080ff', '0a000000 0000c07f'];
    expect(hexOf(frame)).toBe(layout.join('').replaceAll(' ', ''));
  });

  test('of texts, which follow the numbers', () => {
    const frame = encodeValues('snapshot', 0xfffffffe, [
      { id: 5, value: 'Kä', landing: 'unconfirmed' },
      { id: 6, value: 1, landing: 'landed' },
      { id: 7, value: '', landing: 'landed' },
    ]);
    const layout = ['02 00 0200 feffffff 01000000', '06000001 0000803f', '05000003 0300 4bc3a4', '07000001 0000'];
    expect(hexOf(frame)).toBe(layout.join('').replaceAll(' ', ''));
  });

  test('of an empty set, an acknowledgement and meters', () => {
    expect(hexOf(encodeValues('set', 1, []))).toBe('030000000100000000000000');
    expect(hexOf(encodeAck(0x01020304))).toBe('0400000004030201');
    expect(hexOf(encodeMeters(Uint8Array.of(0, 216, 255)))).toBe('0500030000d8ff');
    expect(frameKinds).toEqual({ diff: 1, snapshot: 2, set: 3, ack: 4, meters: 5 });
  });
});

const id = fc.integer({ min: 0, max: 0xffffff });
const sequence = fc.integer({ min: 0, max: 0xffffffff });
const landing = fc.constantFrom(...landings);
const number = fc.oneof(fc.float({ noNaN: true }), fc.constant(-Infinity), fc.constant(undefined));
const text = fc.string({ unit: 'binary', maxLength: 20 });
const entries = (value: fc.Arbitrary<FrameEntry['value']>) =>
  fc.array(fc.record({ id, value, landing }), { maxLength: 20 });
const kind = fc.constantFrom('diff' as const, 'snapshot' as const, 'set' as const);

describe('a frame that was encoded', () => {
  test('is decoded as what it was: numbers, off, unknown and texts of any language', () => {
    fc.assert(
      fc.property(kind, sequence, entries(number), entries(text), (kind, sequence, numbers, texts) => {
        const frame = decodeFrame(encodeValues(kind, sequence, [...texts, ...numbers]));
        expect(frame).toEqual({ kind, sequence, entries: [...numbers, ...texts] });
      }),
    );
  });

  test('carries NaN as unknown', () => {
    const frame = decodeFrame(encodeValues('set', 0, [{ id: 1, value: Number.NaN, landing: 'landed' }]));
    expect(frame).toEqual({ kind: 'set', sequence: 0, entries: [{ id: 1, value: undefined, landing: 'landed' }] });
  });

  test('keeps a byte order mark, which is a character here', () => {
    const entry: FrameEntry = { id: 1, value: '\ufeffKick', landing: 'landed' };
    expect(decodeFrame(encodeValues('set', 0, [entry]))).toEqual({ kind: 'set', sequence: 0, entries: [entry] });
  });

  test('acknowledges and meters', () => {
    fc.assert(
      fc.property(sequence, fc.uint8Array({ maxLength: 90 }), (sequence, levels) => {
        expect(decodeFrame(encodeAck(sequence))).toEqual({ kind: 'ack', sequence });
        const meters = decodeFrame(encodeMeters(levels));
        expect(meters?.kind === 'meters' && [...meters.levels]).toEqual([...levels]);
      }),
    );
  });
});

/** The same bytes in the middle of a larger buffer full of something else. */
function inside(bytes: Uint8Array, filling: number): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 64).fill(filling);
  buffer.set(bytes, 32);
  return buffer.subarray(32, 32 + bytes.length);
}

describe('bytes from outside', () => {
  const valid = fc
    .tuple(kind, sequence, entries(number), entries(text))
    .map(([kind, sequence, numbers, texts]) => encodeValues(kind, sequence, [...numbers, ...texts]));
  const spoiled = fc
    .tuple(valid, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }), fc.nat(400))
    .map(([frame, changes, length]) => {
      const bytes = frame.slice();
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
      return bytes.subarray(0, length);
    });
  const anything = fc.uint8Array({ maxLength: 80 });
  const anyFrame = anything.chain((rest) => fc.integer({ min: 1, max: 5 }).map((kind) => Uint8Array.of(kind, ...rest)));

  test('never make the reader throw or look beyond them', () => {
    fc.assert(
      fc.property(fc.oneof(spoiled, anything, anyFrame), (bytes) => {
        const frame = decodeFrame(bytes);
        expect(decodeFrame(inside(bytes, 0xff))).toEqual(frame);
        expect(decodeFrame(inside(bytes, 0x00))).toEqual(frame);
        if (frame && 'entries' in frame) for (const { id } of frame.entries) expect(id).toBeLessThanOrEqual(0xffffff);
      }),
      { numRuns: 500 },
    );
  });

  test('are refused at every length but their own', () => {
    const whole = encodeValues('diff', 3, [
      { id: 1, value: 2, landing: 'landed' },
      { id: 2, value: 'Kick', landing: 'pending' },
    ]);
    const lengths = Array.from({ length: whole.length }, (_, length) => length);
    expect(lengths.filter((length) => decodeFrame(whole.subarray(0, length)) !== undefined)).toEqual([]);
    expect(decodeFrame(Uint8Array.of(...whole, 0))).toBeUndefined();
    expect(decodeFrame(whole)).toBeDefined();
  });

  test('are refused when counts lie or the kind is unknown', () => {
    const refused = [
      '',
      '01',
      '00000000',
      '06000000 00000000',
      'ff000000 00000000 00000000',
      // 4,294,967,295 numbers, 65,535 texts, a text of 65,535 bytes
      '01000000 00000000 ffffffff',
      '01000000 00000000 01000020 00000000 00000000',
      '0100ffff 00000000 00000000',
      '01000100 00000000 00000000 05000000 ffff 4b',
      '04000000 000000',
      '04000000 00000000 00',
      '05000200 00',
      '05000000 00',
    ];
    expect(refused.filter((hex) => decodeFrame(bytesOf(hex)) !== undefined)).toEqual([]);
  });

  test('with an unknown landing or broken UTF-8 still give the rest', () => {
    expect(decodeFrame(bytesOf('01000100 00000000 01000000 01000009 0000803f 02000001 0200 4bff'))).toEqual({
      kind: 'diff',
      sequence: 0,
      entries: [
        { id: 1, value: 1, landing: 'unknown' },
        { id: 2, value: 'K\ufffd', landing: 'landed' },
      ],
    });
  });
});
