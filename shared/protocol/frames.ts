import { type Landing, landings } from '../desk/landing.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId } from '../desk/schema.ts';

/**
 * Binary frames of a link, little-endian.
 *
 * values (`diff`, `snapshot`, `set`): u8 kind, u8 0, u16 text count, u32 sequence, u32 number count; per number u32 (landing in
 * the top 8 bits, id below) and float32 (NaN: unknown); per text the same u32, u16 byte count, UTF-8.
 * A diff's sequence is one more than the last, or the same if it supplements the last for one client; anything else is a gap.
 * `ack`: u8 kind, three zero bytes, u32 sequence of the last intent that was applied.
 * `meters`: u8 kind, u8 0, u16 count, one byte a meter (see meterScale.ts) in the order of the profile.
 */
export const frameKinds = { diff: 1, snapshot: 2, set: 3, ack: 4, meters: 5 } as const;
type ValueFrameKind = 'diff' | 'snapshot' | 'set';

/** One value in a frame; `undefined` means unknown. */
export interface FrameEntry {
  readonly id: ParamId;
  readonly value: ParamValue | undefined;
  readonly landing: Landing;
}

export type Frame =
  | { readonly kind: ValueFrameKind; readonly sequence: number; readonly entries: readonly FrameEntry[] }
  | { readonly kind: 'ack'; readonly sequence: number }
  | { readonly kind: 'meters'; readonly levels: Uint8Array };

const valueHeaderBytes = 12;
const numberBytes = 8;
const textHeaderBytes = 6;
const ackBytes = 8;
const meterHeaderBytes = 4;
const idMask = 0xffffff;

const encoder = new TextEncoder();
// A byte order mark is a character of the text here, not a mark of an encoding.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const landingCodes = Object.fromEntries(landings.map((landing, code) => [landing, code])) as Record<Landing, number>;

/** Encodes values. A text longer than 65,535 bytes cannot occur: specs limit texts to far less. */
export function encodeValues(kind: ValueFrameKind, sequence: number, entries: readonly FrameEntry[]): Uint8Array {
  let textCount = 0;
  let textBytes = 0;
  let texts: Uint8Array[] | undefined;
  for (const { value } of entries) {
    if (typeof value !== 'string') continue;
    const bytes = encoder.encode(value);
    texts ??= [];
    texts.push(bytes);
    textCount++;
    textBytes += textHeaderBytes + bytes.length;
  }
  const numberCount = entries.length - textCount;
  const frame = new Uint8Array(valueHeaderBytes + numberCount * numberBytes + textBytes);
  const view = new DataView(frame.buffer);
  frame[0] = frameKinds[kind];
  view.setUint16(2, textCount, true);
  view.setUint32(4, sequence, true);
  view.setUint32(8, numberCount, true);
  let numberAt = valueHeaderBytes;
  let textAt = valueHeaderBytes + numberCount * numberBytes;
  let textIndex = 0;
  for (const { id, value, landing } of entries) {
    const key = ((landingCodes[landing] << 24) | id) >>> 0;
    if (typeof value === 'string') {
      const bytes = texts?.[textIndex++] as Uint8Array;
      view.setUint32(textAt, key, true);
      view.setUint16(textAt + 4, bytes.length, true);
      frame.set(bytes, textAt + textHeaderBytes);
      textAt += textHeaderBytes + bytes.length;
    } else {
      view.setUint32(numberAt, key, true);
      view.setFloat32(numberAt + 4, value ?? Number.NaN, true);
      numberAt += numberBytes;
    }
  }
  return frame;
}

/** Tells a client that its intents up to `sequence` have been applied. */
export function encodeAck(sequence: number): Uint8Array {
  const frame = new Uint8Array(ackBytes);
  frame[0] = frameKinds.ack;
  new DataView(frame.buffer).setUint32(4, sequence, true);
  return frame;
}

/** Encodes meter bytes in the profile's order. */
export function encodeMeters(levels: Uint8Array): Uint8Array {
  const frame = new Uint8Array(meterHeaderBytes + levels.length);
  frame[0] = frameKinds.meters;
  new DataView(frame.buffer).setUint16(2, levels.length, true);
  frame.set(levels, meterHeaderBytes);
  return frame;
}

/** Decodes a frame from outside. @returns `undefined` for anything whose sizes do not add up or whose kind is unknown. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length < meterHeaderBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bytes[0]) {
    case frameKinds.diff:
      return decodeValues('diff', bytes, view);
    case frameKinds.snapshot:
      return decodeValues('snapshot', bytes, view);
    case frameKinds.set:
      return decodeValues('set', bytes, view);
    case frameKinds.ack:
      return bytes.length === ackBytes ? { kind: 'ack', sequence: view.getUint32(4, true) } : undefined;
    case frameKinds.meters:
      return bytes.length === meterHeaderBytes + view.getUint16(2, true)
        ? { kind: 'meters', levels: bytes.subarray(meterHeaderBytes) }
        : undefined;
    default:
      return undefined;
  }
}

function decodeValues(kind: ValueFrameKind, bytes: Uint8Array, view: DataView): Frame | undefined {
  if (bytes.length < valueHeaderBytes) return undefined;
  const textCount = view.getUint16(2, true);
  const numberCount = view.getUint32(8, true);
  let at = valueHeaderBytes + numberCount * numberBytes;
  if (at + textCount * textHeaderBytes > bytes.length) return undefined;
  const entries: FrameEntry[] = [];
  for (let i = 0; i < numberCount; i++) {
    const key = view.getUint32(valueHeaderBytes + i * numberBytes, true);
    const value = view.getFloat32(valueHeaderBytes + i * numberBytes + 4, true);
    entries.push({
      id: key & idMask,
      value: Number.isNaN(value) ? undefined : value,
      landing: landings[key >>> 24] ?? 'unknown',
    });
  }
  for (let i = 0; i < textCount; i++) {
    if (at + textHeaderBytes > bytes.length) return undefined;
    const key = view.getUint32(at, true);
    const end = at + textHeaderBytes + view.getUint16(at + 4, true);
    if (end > bytes.length) return undefined;
    const value = decoder.decode(bytes.subarray(at + textHeaderBytes, end));
    entries.push({ id: key & idMask, value, landing: landings[key >>> 24] ?? 'unknown' });
    at = end;
  }
  return at === bytes.length ? { kind, sequence: view.getUint32(4, true), entries } : undefined;
}
