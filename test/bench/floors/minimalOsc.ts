import { Buffer } from 'node:buffer';

// The least that OSC takes: an address, one type tag, one argument, and nothing is checked.

const padded = (size: number) => (size + 4) & ~3;

const word = new Int32Array(1);
const wordAsFloat = new Float32Array(word.buffer);

export interface MinimalMessage {
  readonly address: string;
  readonly argument: number | string | Uint8Array | undefined;
}

const byteAt = (bytes: Buffer, at: number) => bytes[at] as number;

function textEnd(bytes: Buffer, start: number): number {
  let end = start;
  while (byteAt(bytes, end) !== 0) end++;
  return end;
}

const wordAt = (bytes: Buffer, at: number) =>
  (byteAt(bytes, at) << 24) | (byteAt(bytes, at + 1) << 16) | (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3);

function argumentAt(bytes: Buffer, tag: number, at: number): MinimalMessage['argument'] {
  switch (tag) {
    case 0x66:
      word[0] = wordAt(bytes, at);
      return wordAsFloat[0];
    case 0x69:
      return wordAt(bytes, at);
    case 0x73:
      return bytes.toString('latin1', at, textEnd(bytes, at));
    case 0x62:
      return bytes.subarray(at + 4, at + 4 + wordAt(bytes, at));
    default:
      return undefined;
  }
}

export function decodeMinimal(bytes: Buffer): MinimalMessage {
  const end = textEnd(bytes, 0);
  const tagsAt = padded(end);
  return {
    address: bytes.toString('latin1', 0, end),
    argument: argumentAt(bytes, byteAt(bytes, tagsAt + 1), tagsAt + 4),
  };
}

/** Writes a text and its padding. @returns where the next item begins. */
function writeText(bytes: Buffer, start: number, text: string): number {
  const end = start + padded(text.length);
  let at = start;
  for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
  while (at < end) bytes[at++] = 0;
  return end;
}

function writeWord(bytes: Buffer, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** A message with one argument. */
export function encodeMinimal(address: string, tag: 'f' | 'i' | 's', argument: number | string): Buffer {
  const argumentBytes = typeof argument === 'string' ? padded(argument.length) : 4;
  const bytes = Buffer.allocUnsafe(padded(address.length) + 4 + argumentBytes);
  const tagsAt = writeText(bytes, 0, address);
  writeWord(bytes, tagsAt, 0x2c000000 | (tag.charCodeAt(0) << 16));
  if (typeof argument === 'string') {
    writeText(bytes, tagsAt + 4, argument);
  } else if (tag === 'f') {
    wordAsFloat[0] = argument;
    writeWord(bytes, tagsAt + 4, word[0] as number);
  } else {
    writeWord(bytes, tagsAt + 4, argument);
  }
  return bytes;
}

/** The tokens of a text node's line: blanks divide, double quotes hold together. */
export function tokensOf(line: string): string[] {
  return line.match(/"[^"]*"|\S+/g) ?? [];
}
