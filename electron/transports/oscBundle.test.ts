import { expect, test } from 'vitest';
import { messagesOfPacket } from './oscBundle.ts';

const fromHex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const message = '2F 61 00 00 2C 00 00 00';
const head = '23 62 75 6E 64 6C 65 00 00 00 00 00 00 00 00 01';

test.each([
  [message, [message]],
  [`${head} 00 00 00 08 ${message}`, [message]],
  [`${head} 00 00 00 08 ${message} 00 00 00 08 ${message}`, [message, message]],
  [`${head} 00 00 00 1C ${head} 00 00 00 08 ${message}`, [message]],
  [head, []],
])('%s holds %j', (packet, messages) => {
  expect(messagesOfPacket(fromHex(packet))).toEqual(messages.map((each) => new Uint8Array(fromHex(each))));
});

test.each([
  `${head} 00 00 00 0C ${message}`,
  `${head} 00 00 00 07 ${message}`,
  `${head} 00 00 00 00`,
  `${head} 00 00`,
  `${head} 00 00 00 08 ${message} 00`,
])('%s does not add up', (packet) => {
  expect(messagesOfPacket(fromHex(packet))).toBeUndefined();
});

test('bundles in bundles without end are given up', () => {
  let packet = fromHex(message);
  for (let depth = 0; depth < 20; depth++) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(packet.length);
    packet = Uint8Array.from([...fromHex(head), ...size, ...packet]);
  }
  expect(messagesOfPacket(packet)).toBeUndefined();
});
