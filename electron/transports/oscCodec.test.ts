import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  encodeFloat,
  encodeInt,
  encodeMessage,
  encodeRequest,
  encodeText,
  maxAddressBytes,
  maxArguments,
  maxMessageBytes,
  OscReader,
} from './oscCodec.ts';

// The same messages in every run; a failing one becomes a test of its own.
fc.configureGlobal({ seed: 10_023 });

const reader = new OscReader();

/** Bytes from hex pairs, blanks ignored. */
function hex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/[0-9A-Fa-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Bytes from text in which every character is one byte. */
function raw(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Everything that the reader tells of a message, or undefined when it is malformed. */
function readAll(bytes: Uint8Array, into = reader) {
  if (!into.read(bytes)) {
    expect(into.address).toBe('');
    expect(into.count).toBe(0);
    return undefined;
  }
  const args = Array.from({ length: into.count }, (_, index) => {
    const blob = into.blob(index);
    return {
      tag: into.tag(index),
      number: into.number(index),
      text: into.text(index),
      blob: blob && Array.from(blob),
    };
  });
  return { address: into.address, args };
}

const number = (tag: string, value: number) => ({ tag, number: value, text: undefined, blob: undefined });
const text = (tag: string, value: string) => ({ tag, number: Number.NaN, text: value, blob: undefined });
const bytes = (...value: number[]) => ({ tag: 'b', number: Number.NaN, text: undefined, blob: value });
const opaque = (tag: string) => ({ tag, number: Number.NaN, text: undefined, blob: undefined });

describe('the check values of the OSC facts, section 6', () => {
  const frequency = '2F 6F 73 63 69 6C 6C 61 74 6F 72 2F 34 2F 66 72 65 71 75 65 6E 63 79 00 2C 66 00 00 43 DC 00 00';
  const both = [
    ['/a with an empty tag string', '2F 61 00 00 2C 00 00 00', '/a', [], encodeMessage('/a', '', [])],
    [
      '/foo ,i 1000',
      '2F 66 6F 6F 00 00 00 00 2C 69 00 00 00 00 03 E8',
      '/foo',
      [number('i', 1000)],
      encodeInt('/foo', 1000),
    ],
    [',f 440', frequency, '/oscillator/4/frequency', [number('f', 440)], encodeFloat('/oscillator/4/frequency', 440)],
    ['/s ,s abc', '2F 73 00 00 2C 73 00 00 61 62 63 00', '/s', [text('s', 'abc')], encodeText('/s', 'abc')],
    [
      '/s ,s abcd',
      '2F 73 00 00 2C 73 00 00 61 62 63 64 00 00 00 00',
      '/s',
      [text('s', 'abcd')],
      encodeText('/s', 'abcd'),
    ],
    [
      '/b ,b 01 02 03',
      '2F 62 00 00 2C 62 00 00 00 00 00 03 01 02 03 00',
      '/b',
      [bytes(1, 2, 3)],
      encodeMessage('/b', 'b', [Uint8Array.of(1, 2, 3)]),
    ],
    [
      '/x ,TFNI',
      '2F 78 00 00 2C 54 46 4E 49 00 00 00',
      '/x',
      [number('T', 1), number('F', 0), opaque('N'), opaque('I')],
      encodeMessage('/x', 'TFNI', []),
    ],
    ['float 0.75', '2F 61 00 00 2C 66 00 00 3F 40 00 00', '/a', [number('f', 0.75)], encodeFloat('/a', 0.75)],
  ] as const;

  test.each(both)('%s is read and written', (_case, expected, address, args, encoded) => {
    expect(readAll(hex(expected))).toEqual({ address, args });
    expect(Array.from(encoded)).toEqual(Array.from(hex(expected)));
  });

  it('skips over an int64', () => {
    expect(readAll(hex('2F 68 00 00 2C 68 00 00 FF FF FF FF FF FF FF FF'))).toEqual({
      address: '/h',
      args: [opaque('h')],
    });
  });

  it('takes a bundle as malformed', () => {
    const bundle = '23 62 75 6E 64 6C 65 00 00 00 00 00 00 00 00 01 00 00 00 08 2F 61 00 00 2C 00 00 00';
    expect(readAll(hex(bundle))).toBeUndefined();
  });

  test.each([
    ['', 4],
    ['abc', 4],
    ['abcd', 8],
    ['abcdefg', 8],
  ])('pads "%s" to %i bytes', (content, padded) => {
    expect(encodeText('/s', content).length).toBe(8 + padded);
  });

  it('writes a fader as a console’s own description has it', () => {
    const fader = hex('2F 63 68 2F 30 31 2F 6D 69 78 2F 66 61 64 65 72 00 00 00 00 2C 66 00 00 3F 53 34 CD');
    expect(Array.from(encodeFloat('/ch/01/mix/fader', 844 / 1023))).toEqual(Array.from(fader));
  });
});

describe('OscReader', () => {
  it('takes a bare address as a request', () => {
    expect(readAll(raw('/info\0\0\0'))).toEqual({ address: '/info', args: [] });
    expect(Array.from(encodeRequest('/info'))).toEqual(Array.from(raw('/info\0\0\0')));
  });

  it('takes an answer whose address has no slash', () => {
    expect(readAll(raw('node\0\0\0\0,s\0\0/dca/1 ON\n\0\0'))).toEqual({
      address: 'node',
      args: [text('s', '/dca/1 ON\n')],
    });
  });

  it('ignores whole words after the last argument', () => {
    expect(readAll(raw('/a\0\0,s\0\0abc\0rest'))).toEqual({ address: '/a', args: [text('s', 'abc')] });
  });

  it('does not need NULs as padding', () => {
    expect(readAll(raw('/a\0x,s\0xab\0x'))).toEqual({ address: '/a', args: [text('s', 'ab')] });
  });

  it('finds arguments behind every tag it skips', () => {
    const tags = ',htdScrmTFNIbi\0\0';
    const hAndT = '\0'.repeat(16);
    const half = '\x3f\xe0\0\0\0\0\0\0';
    const cAndRAndM = '\0'.repeat(12);
    const message = `/a\0\0${tags}${hAndT}${half}sym\0${cAndRAndM}\0\0\0\x01B\0\0\0\0\0\0\x07`;
    expect(readAll(raw(message))).toEqual({
      address: '/a',
      args: [
        opaque('h'),
        opaque('t'),
        number('d', 0.5),
        text('S', 'sym'),
        opaque('c'),
        opaque('r'),
        opaque('m'),
        number('T', 1),
        number('F', 0),
        opaque('N'),
        opaque('I'),
        bytes(0x42),
        number('i', 7),
      ],
    });
  });

  it('takes array brackets as not there, however deep', () => {
    const tags = `,${'['.repeat(999)}i${']'.repeat(999)}`;
    const padded = tags.padEnd((tags.length + 4) & ~3, '\0');
    expect(readAll(raw(`/a\0\0${padded}\0\0\0\x05`))).toEqual({ address: '/a', args: [number('i', 5)] });
  });

  it('replaces what is not UTF-8', () => {
    expect(readAll(raw('/a\0\0,s\0\0a\xffb\0'))?.args).toEqual([text('s', 'a\ufffdb')]);
    expect(readAll(raw('/\xc3\xa4\0'))?.address).toBe('/ä');
    expect(readAll(raw('/\xc3a\0'))?.address).toBe('/\ufffda');
  });

  it('gives blobs as views of the message', () => {
    const message = encodeMessage('/b', 'b', [Uint8Array.of(1, 2, 3)]);
    reader.read(message);
    const view = reader.blob(0);
    message[12] = 9;
    expect(Array.from(view ?? [])).toEqual([9, 2, 3]);
  });

  it('tells nothing of arguments that are not there', () => {
    reader.read(encodeMessage('/a', 'is', [5, 'x']));
    for (const index of [-1, 2, 255, 256, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(reader.number(index)).toBeNaN();
      expect(reader.text(index)).toBeUndefined();
      expect(reader.blob(index)).toBeUndefined();
    }
    expect([reader.tag(-1), reader.tag(2), reader.tag(Number.NaN)]).toEqual(['', '', '']);
  });

  it('forgets a message when the next is malformed', () => {
    expect(reader.read(encodeFloat('/a', 1))).toBe(true);
    expect(reader.read(raw('/a'))).toBe(false);
    expect([reader.address, reader.count, reader.number(0)]).toEqual(['', 0, Number.NaN]);
  });

  test.each([
    ['nothing', ''],
    ['a size that is no multiple of 4', '/a\0\0,i\0\0\0\0\0\x01\0'],
    ['an address that does not end', '/abc'],
    ['an empty address', '\0\0\0\0,i\0\0\0\0\0\x01'],
    ['a missing address', ',i\0\0\0\0\0\x01'],
    ['arguments without type tags', '/a\0\0\0\0\0\x01'],
    ['type tags that do not end', '/a\0\0,iii'],
    ['an unknown tag', '/a\0\0,q\0\0\0\0\0\x01'],
    ['a missing int', '/a\0\0,i\0\0'],
    ['a missing second half of a double', '/a\0\0,d\0\0\0\0\0\0'],
    ['a missing second half of an int64', '/a\0\0,h\0\0\0\0\0\0'],
    ['a missing second half of a time tag', '/a\0\0,it\0\0\0\0\0\0\0\0\0'],
    ['a missing MIDI word', '/a\0\0,m\0\0'],
    ['a text that does not end', '/a\0\0,s\0\0abcd'],
    ['a blob longer than the message', '/a\0\0,b\0\0\0\0\0\x05abcd'],
    ['a blob of negative length', '/a\0\0,b\0\0\xff\xff\xff\xffabcd'],
    ['a blob of the greatest length', '/a\0\0,b\0\0\x7f\xff\xff\xffabcd'],
    ['infinity', '/a\0\0,f\0\0\x7f\x80\0\0'],
    ['minus infinity', '/a\0\0,f\0\0\xff\x80\0\0'],
    ['NaN', '/a\0\0,f\0\0\x7f\xc0\0\0'],
    ['a double that is NaN', '/a\0\0,d\0\0\x7f\xf8\0\0\0\0\0\0'],
    ['a good argument before a bad one', '/a\0\0,if\0\0\0\0\x01\x7f\x80\0\0'],
  ])('takes %s as malformed', (_case, message) => {
    expect(readAll(raw(message))).toBeUndefined();
  });

  it('keeps its limits, and reads up to them', () => {
    const longest = `/${'a'.repeat(maxAddressBytes - 1)}`;
    expect(readAll(encodeRequest(longest))?.address).toBe(longest);
    expect(readAll(raw(`${longest}b\0\0\0`))).toBeUndefined();

    expect(readAll(encodeMessage('/a', 'T'.repeat(maxArguments), []))?.args.length).toBe(maxArguments);
    expect(readAll(raw(`/a\0\0,${'T'.repeat(maxArguments + 1)}\0\0`))).toBeUndefined();

    const filled = encodeMessage('/a', 'b', [new Uint8Array(maxMessageBytes - 12)]);
    expect(filled.length).toBe(maxMessageBytes);
    expect(readAll(filled)?.args[0]?.blob?.length).toBe(maxMessageBytes - 12);
    const beyond = new Uint8Array(maxMessageBytes + 4);
    beyond.set(filled);
    expect(readAll(beyond)).toBeUndefined();
  });
});

describe('encoding', () => {
  it('ends a text before its first NUL', () => {
    expect(readAll(encodeText('/s', 'ab\0cd'))?.args).toEqual([text('s', 'ab')]);
    expect(readAll(encodeMessage('/s', 'si', ['Ö\0cd', 3]))?.args).toEqual([text('s', 'Ö'), number('i', 3)]);
  });

  it('gives each message its own bytes', () => {
    const first = encodeFloat('/a', 0.25);
    const before = Array.from(first);
    for (let count = 0; count < 1000; count++) encodeFloat('/b', 0.75);
    expect(Array.from(first)).toEqual(before);
  });

  test.each([
    ['an infinite float', () => encodeFloat('/a', Number.POSITIVE_INFINITY), 'Infinity is not a finite float32'],
    ['NaN', () => encodeFloat('/a', Number.NaN), 'NaN is not a finite float32'],
    ['a number beyond float32', () => encodeMessage('/a', 'f', [1e39]), '1e+39 is not a finite float32'],
    ['a fraction as int', () => encodeInt('/a', 0.5), '0.5 is not an int32'],
    ['an int beyond 32 bits', () => encodeInt('/a', 2 ** 31), '2147483648 is not an int32'],
    ['a text for a number', () => encodeMessage('/a', 'f', ['1']), 'the tag "f" takes no string'],
    ['bytes for a text', () => encodeMessage('/a', 's', [new Uint8Array(2)]), 'the tag "s" takes no bytes'],
    ['a number for bytes', () => encodeMessage('/a', 'b', [1]), 'the tag "b" takes no number'],
    ['a tag that is not written', () => encodeMessage('/a', 'd', [1]), 'the tag "d" is none of i f s b T F N I'],
    ['too few arguments', () => encodeMessage('/a', 'ii', [1]), '",ii" takes 2 arguments, but 1 came'],
    ['too many arguments', () => encodeMessage('/a', 'T', [1]), '",T" takes 0 arguments, but 1 came'],
    ['too many tags', () => encodeMessage('/a', 'T'.repeat(257), []), '257 tags are more than 256'],
    ['an empty address', () => encodeRequest(''), 'begins neither'],
    ['a bundle’s address', () => encodeRequest('#bundle'), 'begins neither'],
    ['an address with a blank', () => encodeRequest('/a b'), 'printable ASCII'],
    ['an address outside ASCII', () => encodeInt('/ä', 1), 'printable ASCII'],
    ['an address with a NUL', () => encodeInt('/a\0', 1), 'printable ASCII'],
    ['an address too long', () => encodeRequest('/'.repeat(257)), 'at most 256 bytes'],
    ['a text too long', () => encodeText('/a', 'x'.repeat(65_536)), 'are more than 65536'],
  ])('refuses %s in a sentence', (_case, encode, reason) => {
    expect(encode).toThrow(TypeError);
    expect(encode).toThrow(reason);
    expect(encode).toThrow(/^The OSC message ".*" cannot be written: .*\.$/);
  });
});

describe('for any message', () => {
  const address = fc
    .stringMatching(/^[!-~]{1,40}$/)
    .filter((candidate) => !candidate.startsWith('#') && !candidate.startsWith(','));
  const float = fc.float({ noDefaultInfinity: true, noNaN: true });
  const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  // Text as it can be sent: whole code points, no NUL.
  const content = fc.string({ unit: 'binary', maxLength: 60 }).map((any) => any.replaceAll('\0', ''));
  const argument = fc.oneof(
    float.map((value) => ({ arg: value, read: number('f', value) })),
    int.map((value) => ({ arg: value, read: number('i', value) })),
    content.map((value) => ({ arg: value, read: text('s', value) })),
    fc.uint8Array({ maxLength: 40 }).map((value) => ({ arg: value, read: bytes(...value) })),
    fc.constantFrom(number('T', 1), number('F', 0), opaque('N'), opaque('I')).map((read) => ({ arg: undefined, read })),
  );
  const message = fc.record({ address, args: fc.array(argument, { maxLength: 12 }) });
  type Message = typeof message extends fc.Arbitrary<infer T> ? T : never;

  const encodeAny = ({ address: to, args }: Message) =>
    encodeMessage(
      to,
      args.map(({ read }) => read.tag).join(''),
      args.flatMap(({ arg }) => (arg === undefined ? [] : [arg])),
    );

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(message, (any) => {
        expect(readAll(encodeAny(any))).toEqual({ address: any.address, args: any.args.map(({ read }) => read) });
      }),
      { numRuns: 1000 },
    );
  });

  it('writes the same in the short forms as in the general one', () => {
    fc.assert(
      fc.property(address, float, int, content, (to, f, i, s) => {
        expect(encodeFloat(to, f)).toEqual(encodeMessage(to, 'f', [f]));
        expect(encodeInt(to, i)).toEqual(encodeMessage(to, 'i', [i]));
        expect(encodeText(to, s)).toEqual(encodeMessage(to, 's', [s]));
        expect(readAll(encodeRequest(to))).toEqual({ address: to, args: [] });
      }),
    );
  });

  /** The same bytes in the midst of others, as a datagram in a shared pool would lie. */
  const within = (datagram: Uint8Array, around: number) => {
    const pool = new Uint8Array(datagram.length + 64).fill(around);
    pool.set(datagram, 32);
    return pool.subarray(32, 32 + datagram.length);
  };

  const readsNothingOutside = (datagram: Uint8Array) => {
    const plain = readAll(datagram);
    expect(readAll(within(datagram, 0x00))).toEqual(plain);
    expect(readAll(within(datagram, 0x61))).toEqual(plain);
    expect(readAll(within(datagram, 0xff), new OscReader())).toEqual(plain);
  };

  it('never throws and never reads outside the bytes, whatever they are', () => {
    const words = fc.array(
      fc.constantFrom(
        '/a\0\0',
        ',i\0\0',
        ',sb\0',
        ',b\0\0',
        ',d\0\0',
        '\0\0\0\x04',
        '\x7f\x80\0\0',
        'abcd',
        '\0\0\0\0',
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readsNothingOutside), { numRuns: 2000 });
    fc.assert(
      fc.property(words, (list) => readsNothingOutside(raw(list.join('')))),
      { numRuns: 2000 },
    );
  });

  it('never throws and never reads outside a message with damage', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(message, damage, fc.nat(), (any, hits, cut) => {
        const datagram = Uint8Array.from(encodeAny(any));
        for (const [place, value] of hits) datagram[place % datagram.length] = value;
        readsNothingOutside(datagram);
        readsNothingOutside(datagram.subarray(0, cut % datagram.length));
        readsNothingOutside(datagram.subarray(0, (cut % datagram.length) & ~3));
      }),
      { numRuns: 2000 },
    );
  });
});
