import fc from 'fast-check';
import OSC from 'osc-js';
import { describe, expect, it } from 'vitest';
import { encodeMessage, type OscArgument, OscReader } from '../../electron/transports/oscCodec.ts';

// The program's own codec against an independent one, both ways. Where osc-js differs from OSC 1.0 the generated messages
// keep away from it:
// - It tells a float from an int by its value, so that 1.0 would go out as an int: TypedMessage names the types instead.
// - It finds a blob from the start of the underlying ArrayBuffer, not of the view: each datagram gets a buffer of its own.
// - It writes one byte for each UTF-16 unit: texts are ASCII (the codec's own tests cover UTF-8).
// - It cuts a slash from the end of an address and puts one before: addresses have none at the end, one at the beginning.

// The same messages in every run; a failing one becomes a test of its own.
fc.configureGlobal({ seed: 10_023 });

const part = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/);
const address = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const argument = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((value) => ({ tag: 'i', value })),
  fc.float({ noDefaultInfinity: true, noNaN: true }).map((value) => ({ tag: 'f', value })),
  fc.integer({ min: -1000, max: 1000 }).map((value) => ({ tag: 'f', value })),
  ascii.map((value) => ({ tag: 's', value })),
  fc.uint8Array({ maxLength: 40 }).map((value) => ({ tag: 'b', value })),
  fc.constantFrom({ tag: 'T', value: true }, { tag: 'F', value: false }, { tag: 'N', value: null }),
);
const message = fc.record({ address, args: fc.array(argument, { maxLength: 10 }) });

type Generated = typeof message extends fc.Arbitrary<infer T> ? T : never;
type OscJsArguments = ConstructorParameters<typeof OSC.TypedMessage>[1];

const tagsOf = ({ args }: Generated) => args.map(({ tag }) => tag).join('');

function encodeWithOurs(any: Generated): Uint8Array {
  const written = any.args.flatMap(({ value }): OscArgument[] =>
    typeof value === 'boolean' || value === null ? [] : [value],
  );
  return encodeMessage(any.address, tagsOf(any), written);
}

function encodeWithOscJs(any: Generated): Uint8Array {
  const args = any.args.map(({ tag, value }) => ({ type: tag, value }));
  return new OSC.TypedMessage(any.address, args as unknown as OscJsArguments).pack();
}

function readWithOscJs(bytes: Uint8Array) {
  const own = Uint8Array.from(bytes);
  const read = new OSC.TypedMessage('/', []);
  read.unpack(new DataView(own.buffer));
  return read;
}

describe('against osc-js', () => {
  it('writes the same bytes', () => {
    fc.assert(
      fc.property(message, (any) => {
        expect(Array.from(encodeWithOurs(any))).toEqual(Array.from(encodeWithOscJs(any)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read by osc-js as it was meant', () => {
    fc.assert(
      fc.property(message, (any) => {
        const read = readWithOscJs(encodeWithOurs(any));
        expect(read.address).toBe(any.address);
        expect(read.types).toBe(`,${tagsOf(any)}`);
        expect(read.args).toEqual(any.args.map(({ value }) => value));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads what osc-js writes', () => {
    const reader = new OscReader();
    fc.assert(
      fc.property(message, (any) => {
        expect(reader.read(encodeWithOscJs(any))).toBe(true);
        expect(reader.address).toBe(any.address);
        expect(reader.count).toBe(any.args.length);
        any.args.forEach(({ tag, value }, index) => {
          expect(reader.tag(index)).toBe(tag);
          if (value instanceof Uint8Array) expect(Array.from(reader.blob(index) ?? [])).toEqual(Array.from(value));
          else if (typeof value === 'string') expect(reader.text(index)).toBe(value);
          else if (value !== null) expect(reader.number(index)).toBe(Number(value));
          else expect(reader.number(index)).toBeNaN();
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a datagram that osc-js can read in the same way, even a damaged one', () => {
    const reader = new OscReader();
    // It knows neither the tags S, c, r, m nor array brackets.
    const damage = fc.tuple(
      fc.nat(),
      fc.integer({ min: 0, max: 255 }).filter((value) => value !== 0x5b && value !== 0x5d),
    );
    const isUnknownThere = (_: unknown, index: number) => 'Scrm'.includes(reader.tag(index));
    let readByBoth = 0;
    fc.assert(
      fc.property(message, damage, (any, [place, value]) => {
        const bytes = Uint8Array.from(encodeWithOurs(any));
        bytes[place % bytes.length] = value;
        if (!reader.read(bytes) || reader.count === 0 || !reader.address.startsWith('/')) return;
        if (Array.from({ length: reader.count }).some(isUnknownThere)) return;
        const theirs = readWithOscJs(bytes);
        readByBoth += 1;
        expect(theirs.address).toBe(reader.address);
        theirs.args.forEach((arg, index) => {
          if (typeof arg === 'number' && Number.isFinite(arg)) expect(reader.number(index)).toBe(arg);
          if (typeof arg === 'string') expect(reader.text(index)).toBe(arg);
        });
      }),
      { numRuns: 2000 },
    );
    expect(readByBoth).toBeGreaterThan(200);
  });
});
