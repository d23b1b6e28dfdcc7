/** Bundles within bundles beyond this are no honest packet. */
const deepest = 8;
const headerBytes = 16;

/** `#bundle` and its NUL. */
const mark = [0x23, 0x62, 0x75, 0x6e, 0x64, 0x6c, 0x65, 0x00];

const isBundle = (bytes: Uint8Array) => bytes.length >= headerBytes && mark.every((byte, at) => bytes[at] === byte);

/**
 * The messages of a packet: of a bundle all that it holds, in their order and whatever its time tag, otherwise the packet itself.
 * @returns `undefined` for a bundle whose sizes do not add up: half of it is worse than none
 */
export function messagesOfPacket(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const messages: Uint8Array[] = [];
  return collect(bytes, messages, 0) ? messages : undefined;
}

function collect(bytes: Uint8Array, messages: Uint8Array[], depth: number): boolean {
  if (!isBundle(bytes)) {
    messages.push(bytes);
    return true;
  }
  if (depth >= deepest) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = headerBytes;
  while (at < bytes.length) {
    const size = at + 4 <= bytes.length ? view.getUint32(at) : 0;
    if (size === 0 || size % 4 !== 0 || size > bytes.length - at - 4) return false;
    if (!collect(bytes.subarray(at + 4, at + 4 + size), messages, depth + 1)) return false;
    at += 4 + size;
  }
  return true;
}
