import { Buffer } from 'node:buffer';
import { maxAddressBytes, maxArguments, maxMessageBytes } from './oscReader.ts';

/** What an argument of {@link encodeMessage} may be. */
export type OscArgument = number | string | Uint8Array;

// A float's bytes are taken from here: cheaper than a DataView for each message.
const float = new Float32Array(1);
const floatAsWord = new Int32Array(float.buffer);

// A type tag string of one tag: comma, tag, two NULs.
const floatTag = 0x2c66_0000;
const intTag = 0x2c69_0000;
const textTag = 0x2c73_0000;

/** An address with one float32 (`,f`). @throws TypeError for a value that is no finite float32 and for an unusable address. */
export function encodeFloat(address: string, value: number): Uint8Array {
  return encodeWord(address, floatTag, floatWord(address, value));
}

/** An address with one int32 (`,i`). @throws TypeError for a value that is no int32 and for an unusable address. */
export function encodeInt(address: string, value: number): Uint8Array {
  return encodeWord(address, intTag, intWord(address, value));
}

/**
 * An address with one text (`,s`) in UTF-8. The text ends before its first NUL, where every receiver would end it.
 * @throws TypeError for an unusable address and for a text that no message can hold.
 */
export function encodeText(address: string, text: string): Uint8Array {
  const content = beforeNul(text);
  const contentBytes = utf8Bytes(content);
  const tagsAt = padded(address.length);
  const bytes = allocate(address, tagsAt + 4 + padded(contentBytes));
  writeAddress(bytes, address);
  writeWord(bytes, tagsAt, textTag);
  writeText(bytes, tagsAt + 4, content, contentBytes);
  return bytes;
}

/** A bare address without type tags, which a console takes as a question. @throws TypeError for an unusable address. */
export function encodeRequest(address: string): Uint8Array {
  const bytes = allocate(address, padded(address.length));
  writeAddress(bytes, address);
  return bytes;
}

/**
 * Any message. `tags` has one letter for each argument, without the comma: `i` and `f` take a number, `s` a string and
 * `b` bytes from `args`; `T`, `F`, `N` and `I` take nothing. Without tags the message has an empty tag string.
 * @throws TypeError that names the argument when tags and arguments do not fit, and for an unusable address.
 */
export function encodeMessage(address: string, tags: string, args: readonly OscArgument[]): Uint8Array {
  const [first] = args;
  // Nearly all traffic has one argument of these kinds, and their own functions are much faster.
  if (tags.length === 1 && args.length === 1) {
    if (tags === 'f' && typeof first === 'number') return encodeFloat(address, first);
    if (tags === 'i' && typeof first === 'number') return encodeInt(address, first);
    if (tags === 's' && typeof first === 'string') return encodeText(address, first);
  }
  if (tags.length > maxArguments) throw unusable(address, `${tags.length} tags are more than ${maxArguments}`);
  const taken = argumentsTaken(address, tags);
  if (taken !== args.length) throw unusable(address, `",${tags}" takes ${taken} arguments, but ${args.length} came`);
  const tagsAt = padded(address.length);
  const argumentsAt = tagsAt + padded(tags.length + 1);
  let size = argumentsAt;
  for (const value of args) size += argumentBytes(value);

  const bytes = allocate(address, size);
  writeAddress(bytes, address);
  writeText(bytes, tagsAt, `,${tags}`, tags.length + 1);
  let at = argumentsAt;
  let next = 0;
  for (const tag of tags) {
    if (takesNothing(tag)) continue;
    const value = args[next++];
    at = writeArgument(bytes, at, address, tag, value);
  }
  return bytes;
}

function encodeWord(address: string, tag: number, word: number): Uint8Array {
  const tagsAt = padded(address.length);
  const bytes = allocate(address, tagsAt + 8);
  writeAddress(bytes, address);
  writeWord(bytes, tagsAt, tag);
  writeWord(bytes, tagsAt + 4, word);
  return bytes;
}

/** Writes one argument; its size has been counted by {@link argumentBytes}. @returns where the next begins. */
function writeArgument(
  bytes: Buffer,
  at: number,
  address: string,
  tag: string,
  value: OscArgument | undefined,
): number {
  if (tag === 'f' && typeof value === 'number') return writeWord(bytes, at, floatWord(address, value));
  if (tag === 'i' && typeof value === 'number') return writeWord(bytes, at, intWord(address, value));
  if (tag === 's' && typeof value === 'string') {
    const content = beforeNul(value);
    return writeText(bytes, at, content, utf8Bytes(content));
  }
  if (tag === 'b' && value instanceof Uint8Array) {
    const start = writeWord(bytes, at, value.length);
    bytes.set(value, start);
    return clear(bytes, start + value.length, start + wholeWords(value.length));
  }
  throw unusable(address, `the tag "${tag}" takes no ${typeof value === 'object' ? 'bytes' : typeof value}`);
}

function argumentBytes(value: OscArgument): number {
  if (typeof value === 'number') return 4;
  if (typeof value === 'string') return padded(utf8Bytes(beforeNul(value)));
  return 4 + wholeWords(value.length);
}

function takesNothing(tag: string): boolean {
  return tag === 'T' || tag === 'F' || tag === 'N' || tag === 'I';
}

/** How many of the tags stand for an argument. @throws TypeError for a tag that is not written. */
function argumentsTaken(address: string, tags: string): number {
  let taken = 0;
  for (const tag of tags) {
    if (takesNothing(tag)) continue;
    if (!'ifsb'.includes(tag)) throw unusable(address, `the tag "${tag}" is none of i f s b T F N I`);
    taken += 1;
  }
  return taken;
}

function floatWord(address: string, value: number): number {
  float[0] = value;
  if (!Number.isFinite(float[0])) throw unusable(address, `${value} is not a finite float32`);
  return floatAsWord[0] ?? 0;
}

function intWord(address: string, value: number): number {
  if ((value | 0) !== value) throw unusable(address, `${value} is not an int32`);
  return value;
}

/** A buffer of its own, not cleared. @throws TypeError for a size or an address length beyond what a message may have. */
function allocate(address: string, size: number): Buffer {
  if (address.length > maxAddressBytes) throw unusable(address, `an address has at most ${maxAddressBytes} bytes`);
  if (size > maxMessageBytes) throw unusable(address, `${size} bytes are more than ${maxMessageBytes}`);
  return Buffer.allocUnsafe(size);
}

/** Writes the address and its padding. @throws TypeError for one that a reader would refuse or read differently. */
function writeAddress(bytes: Buffer, address: string): void {
  const { length } = address;
  for (let at = 0; at < length; at++) {
    const code = address.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) throw unusable(address, 'an address is printable ASCII without blanks');
    bytes[at] = code;
  }
  if (length === 0 || bytes[0] === 0x23 || bytes[0] === 0x2c) {
    throw unusable(address, 'an address is not empty and begins neither with "#" nor with ","');
  }
  clear(bytes, length, padded(length));
}

/** Writes a text of `size` bytes with its padding. @returns where the next item begins. */
function writeText(bytes: Buffer, at: number, text: string, size: number): number {
  // As many bytes as characters: ASCII alone, and short; going round through Node's encoder would cost more.
  if (size === text.length) for (let i = 0; i < size; i++) bytes[at + i] = text.charCodeAt(i);
  else bytes.write(text, at, 'utf8');
  return clear(bytes, at + size, at + padded(size));
}

function writeWord(bytes: Buffer, at: number, word: number): number {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
  return at + 4;
}

function clear(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) bytes[at] = 0;
  return to;
}

function beforeNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function utf8Bytes(text: string): number {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return Buffer.byteLength(text, 'utf8');
  return text.length;
}

/** Bytes of a text of `size` bytes with its NUL and padding. */
function padded(size: number): number {
  return (size + 4) & ~3;
}

function wholeWords(size: number): number {
  return (size + 3) & ~3;
}

function unusable(address: string, reason: string): TypeError {
  const shown = address.length > 60 ? `${address.slice(0, 60)}…` : address;
  return new TypeError(`The OSC message "${shown}" cannot be written: ${reason}.`);
}
