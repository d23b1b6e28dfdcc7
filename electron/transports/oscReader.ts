import { Buffer } from 'node:buffer';

/** Longest message that is read, in bytes: more than a UDP datagram can carry. */
export const maxMessageBytes = 65_536;
/** Most arguments that one message may have. */
export const maxArguments = 256;
/** Longest address, in bytes without its padding. */
export const maxAddressBytes = 256;

const nothing = new Uint8Array(0);

// A float is put together in these four bytes: a DataView would have to be made for every datagram.
const word = new Int32Array(1);
const wordAsFloat = new Float32Array(word.buffer);

// Type tags as they stand in the bytes.
const int32 = 0x69; // i
const float32 = 0x66; // f
const string = 0x73; // s
const blob = 0x62; // b
const int64 = 0x68; // h
const timeTag = 0x74; // t
const float64 = 0x64; // d
const symbol = 0x53; // S
const character = 0x63; // c
const colour = 0x72; // r
const midi = 0x6d; // m
const yes = 0x54; // T
const no = 0x46; // F
const nil = 0x4e; // N
const impulse = 0x49; // I
const arrayStart = 0x5b; // [
const arrayEnd = 0x5d; // ]

const comma = 0x2c;
const hash = 0x23;

/**
 * Reads Open Sound Control 1.0 messages as consoles send them, one at a time, into the same object. Nothing is made for
 * a message but its address and the strings and views that are asked for.
 *
 * What is taken and what is not (sections 1 and 5 of the OSC facts):
 * - Every size is checked before it is used; a message that breaks off is malformed, never an exception.
 * - A size that is no multiple of 4 is malformed. Whole words after the last argument are ignored: some
 *   consoles send on after the end of a damaged text.
 * - Padding need not be NUL. Text ends at its first NUL; what is not UTF-8 in it becomes U+FFFD.
 * - No type tags, or `,` alone, is a request without arguments. Arguments without type tags are malformed: nobody can
 *   tell where they end.
 * - An address need not begin with `/`: some consoles answer from an address without it (`node`).
 * - A bundle is malformed: no console sends one.
 * - An unknown tag or a float that is not finite makes the whole message malformed: half a message is worse than none.
 * - Array brackets are taken as not there, so nothing is nested.
 */
export class OscReader {
  /** Address of the message read last; empty after a malformed one. */
  address = '';
  /** How many arguments the message read last has (0…256). */
  count = 0;

  #bytes: Uint8Array = nothing;
  readonly #tags = new Uint8Array(maxArguments);
  readonly #starts = new Int32Array(maxArguments);
  readonly #ends = new Int32Array(maxArguments);

  /**
   * Reads one message. What the reader tells afterwards is of these bytes, until the next call.
   * @returns false for a malformed message, which reads as one without address and arguments.
   */
  read(bytes: Uint8Array): boolean {
    this.address = '';
    this.count = 0;
    this.#bytes = nothing;
    const size = bytes.length;
    const first = bytes[0];
    if (size > maxMessageBytes || size % 4 !== 0 || !first || first === hash || first === comma) return false;

    const addressEnd = textEnd(bytes, 0, Math.min(size, maxAddressBytes + 1));
    if (addressEnd < 0) return false;
    const tagsAt = paddedTextEnd(addressEnd);
    let count = 0;
    if (tagsAt < size) {
      if (bytes[tagsAt] !== comma) return false;
      const tagsEnd = textEnd(bytes, tagsAt, size);
      if (tagsEnd < 0) return false;
      count = this.#locate(bytes, tagsAt + 1, tagsEnd);
      if (count < 0) return false;
    }
    this.address = decodeText(bytes, 0, addressEnd);
    this.count = count;
    this.#bytes = bytes;
    return true;
  }

  /** Type tag of an argument: `i`, `f`, `s`, `b`, `h`, `t`, `d`, `S`, `c`, `r`, `m`, `T`, `F`, `N` or `I`; empty beyond the last. */
  tag(index: number): string {
    return index >= 0 && index < this.count ? String.fromCharCode(this.#tags[index] ?? 0) : '';
  }

  /** An argument as a number: `i`, `f` and `d` as they are, `T` as 1, `F` as 0; NaN for everything else. */
  number(index: number): number {
    if (!(index >= 0 && index < this.count)) return Number.NaN;
    const start = this.#starts[index] ?? 0;
    switch (this.#tags[index]) {
      case float32:
        return floatAt(this.#bytes, start);
      case int32:
        return wordAt(this.#bytes, start);
      case float64:
        return doubleAt(this.#bytes, start);
      case yes:
        return 1;
      case no:
        return 0;
      default:
        return Number.NaN;
    }
  }

  /** An argument as text (`s` and `S`); undefined for everything else. */
  text(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const tag = this.#tags[index];
    if (tag !== string && tag !== symbol) return undefined;
    return decodeText(this.#bytes, this.#starts[index] ?? 0, this.#ends[index] ?? 0);
  }

  /** A view of a blob's bytes inside the message (`b`), not a copy; undefined for everything else. */
  blob(index: number): Uint8Array | undefined {
    if (!(index >= 0 && index < this.count) || this.#tags[index] !== blob) return undefined;
    return this.#bytes.subarray(this.#starts[index], this.#ends[index]);
  }

  /** Notes where each argument lies. @returns how many there are, or -1 when they do not fit their tags. */
  #locate(bytes: Uint8Array, tagsStart: number, tagsEnd: number): number {
    let count = 0;
    let at = paddedTextEnd(tagsEnd);
    for (let tagAt = tagsStart; tagAt < tagsEnd; tagAt++) {
      const tag = bytes[tagAt] ?? 0;
      if (tag === arrayStart || tag === arrayEnd) continue;
      if (count === maxArguments) return -1;
      const start = tag === blob ? at + 4 : at;
      const end = argumentEnd(bytes, tag, at);
      if (end < 0) return -1;
      this.#tags[count] = tag;
      this.#starts[count] = start;
      this.#ends[count] = end;
      count += 1;
      at = tag === string || tag === symbol ? paddedTextEnd(end) : (end + 3) & ~3;
    }
    return count;
  }
}

/** Where the content of an argument beginning at `at` ends; -1 when it does not fit or is not a finite number. */
function argumentEnd(bytes: Uint8Array, tag: number, at: number): number {
  const left = bytes.length - at;
  switch (tag) {
    case float32:
      return left >= 4 && hasFiniteFloat(bytes, at) ? at + 4 : -1;
    case int32:
    case character:
    case colour:
    case midi:
      return left >= 4 ? at + 4 : -1;
    case string:
    case symbol:
      return textEnd(bytes, at, bytes.length);
    case blob: {
      const size = left >= 4 ? wordAt(bytes, at) : -1;
      return size >= 0 && size <= left - 4 ? at + 4 + size : -1;
    }
    case float64:
      return left >= 8 && Number.isFinite(doubleAt(bytes, at)) ? at + 8 : -1;
    case int64:
    case timeTag:
      return left >= 8 ? at + 8 : -1;
    case yes:
    case no:
    case nil:
    case impulse:
      return at;
    default:
      return -1;
  }
}

/** Place of the first NUL in `bytes` from `start` and before `limit` (at most the length); -1 when there is none. */
function textEnd(bytes: Uint8Array, start: number, limit: number): number {
  for (let at = start; at < limit; at++) if (bytes[at] === 0) return at;
  return -1;
}

/** Where the next item begins after a text whose NUL stands at `end`; never beyond a message of whole words. */
function paddedTextEnd(end: number): number {
  return (end + 4) & ~3;
}

// The callers of the following have made sure that the bytes are there; a missing one would read as 0.

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
}

/** Whether the exponent of a float32 is below the one that is kept for infinities and NaN. */
function hasFiniteFloat(bytes: Uint8Array, at: number): boolean {
  return (wordAt(bytes, at) & 0x7f80_0000) !== 0x7f80_0000;
}

function floatAt(bytes: Uint8Array, at: number): number {
  word[0] = wordAt(bytes, at);
  return wordAsFloat[0] ?? 0;
}

function doubleAt(bytes: Uint8Array, at: number): number {
  return asBuffer(bytes).readDoubleBE(at);
}

/** Text in UTF-8; what is not UTF-8 becomes U+FFFD. */
function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return asBuffer(bytes).toString('utf8', start, end);
}

/** The same bytes with Node's own decoders; datagrams are Buffers already. */
function asBuffer(bytes: Uint8Array): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
