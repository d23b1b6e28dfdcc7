import { Buffer } from 'node:buffer';
import { bitmapOf, type LookUp, type WireParam } from '../wireMap.ts';

/** Strings have a fixed width in these blobs. */
const textBytes = 32;

/**
 * The blob of `/formatsubscribe`: a little-endian int32 with the blob's own length, then little-endian values; strings in 32 bytes
 * (facts, section 6). What the desk does not know is 0.
 */
export function formatBlob(params: readonly WireParam[], lookUp: LookUp): Uint8Array {
  let size = 4;
  for (const param of params) size += bytesOf(param);
  const blob = Buffer.alloc(size);
  blob.writeInt32LE(size, 0);
  let at = 4;
  for (const param of params) {
    write(blob, at, param, lookUp);
    at += bytesOf(param);
  }
  return blob;
}

const bytesOf = (param: WireParam) => (param.codec.tag === 's' ? textBytes : 4);

function write(blob: Buffer, at: number, param: WireParam, lookUp: LookUp): void {
  if (param.isBitmap) {
    blob.writeInt32LE(bitmapOf(param, lookUp) ?? 0, at);
    return;
  }
  const value = lookUp(param.ids[0] as number);
  if (value === undefined) return;
  const argument = param.codec.toWire(value);
  if (typeof argument === 'string') blob.write(argument, at, textBytes - 1, 'utf8');
  else if (param.codec.tag === 'f') blob.writeFloatLE(argument, at);
  else blob.writeInt32LE(argument, at);
}
