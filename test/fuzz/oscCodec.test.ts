import { expect, test } from 'vitest';
import { encodeMessage, OscReader } from '../../electron/transports/oscCodec.ts';
import { consoleMessages, requestMessages, setMessages } from './corpus.ts';
import { fuzz, hex, shorter, timeLimitMs } from './fuzzRun.ts';
import { joined } from './mutator.ts';

const corpus = [...setMessages, ...requestMessages, ...consoleMessages];

/** Reads a message and everything in it. What was read can be written, and reads the same again. */
function readAndWrite(reader: OscReader, bytes: Uint8Array): void {
  if (!reader.read(bytes)) {
    expect([reader.address, reader.count]).toEqual(['', 0]);
    return;
  }
  const tags = Array.from({ length: reader.count }, (_, index) => reader.tag(index)).join('');
  const args = Array.from(
    { length: reader.count },
    (_, index) => reader.text(index) ?? reader.blob(index) ?? reader.number(index),
  );
  if (reader.count > 256 || reader.address.length > 256 || reader.tag(reader.count) !== '')
    throw new Error('more than a message may have');
  if (!/^[ifsb]*$/.test(tags) || !/^[!-~]+$/.test(reader.address)) return;
  const written = encodeMessage(reader.address, tags, args);
  const again = new OscReader();
  if (!again.read(written) || again.address !== reader.address || again.count !== reader.count)
    throw new Error(`written differently: ${hex(written)}`);
  for (let index = 0; index < args.length; index++) {
    if (again.text(index) !== reader.text(index) || !Object.is(again.number(index), reader.number(index)))
      throw new Error(`argument ${index} is written differently`);
  }
}

test('any datagram is read as a message or as malformed, and never more than that', { timeout: timeLimitMs }, () => {
  const reader = new OscReader();
  return fuzz<Uint8Array>({
    name: 'OSC codec',
    seed: 101,
    make: (mutator) => (mutator.chance(0.1) ? mutator.randomBytes(400) : mutator.bytes(corpus)),
    run: (bytes) => readAndWrite(reader, bytes),
    print: hex,
    shrink: (bytes) => shorter<Uint8Array>(bytes, joined),
  });
});
