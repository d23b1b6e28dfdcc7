import { Buffer } from 'node:buffer';
import OSC from 'osc-js';
import { encodeMessage, encodeText, OscReader } from '../../electron/transports/oscCodec.ts';
import { alternately } from './alternately.ts';
import { spokenByConsole, spokenToConsole, type TrafficMessage } from './consoleTraffic.ts';
import { decodeMinimal, encodeMinimal } from './floors/minimalOsc.ts';
import { type Benchmark, measuredRow } from './row.ts';

const batchMs = 120;

/** Messages per second, in millions, over a batch of rounds. @returns also a sum over the results, so that none is left out. */
function speedOf(messages: number, round: () => number): { millions: number } {
  let rounds = 0;
  let sum = 0;
  const started = performance.now();
  let spentMs = 0;
  while (spentMs < batchMs) {
    for (let i = 0; i < 10; i++) sum += round();
    rounds += 10;
    spentMs = performance.now() - started;
  }
  if (!Number.isFinite(sum)) throw new Error('The codec gave a value that is no number');
  return { millions: (rounds * messages) / spentMs / 1000 };
}

const weightOf = (value: number | string | Uint8Array | undefined) =>
  typeof value === 'number' ? value : (value?.length ?? 0);

function decoders(datagrams: readonly Buffer[]) {
  const reader = new OscReader();
  const argumentOf = () => {
    const tag = reader.tag(0);
    if (tag === 's') return reader.text(0);
    return tag === 'b' ? reader.blob(0) : reader.number(0);
  };
  // osc-js finds a blob from the start of the underlying memory, so each datagram has memory of its own there.
  const views = datagrams.map((bytes) => new DataView(Uint8Array.from(bytes).buffer));
  return {
    omnibus: () => {
      let sum = 0;
      for (const bytes of datagrams) if (reader.read(bytes)) sum += reader.address.length + weightOf(argumentOf());
      return sum;
    },
    minimal: () => {
      let sum = 0;
      for (const bytes of datagrams) {
        const { address, argument } = decodeMinimal(bytes);
        sum += address.length + weightOf(argument);
      }
      return sum;
    },
    oscJs: () => {
      let sum = 0;
      for (const view of views) {
        const message = new OSC.TypedMessage('/', []);
        message.unpack(view);
        sum += message.address.length + weightOf(message.args[0] as number | string);
      }
      return sum;
    },
  };
}

type OscJsArguments = ConstructorParameters<typeof OSC.TypedMessage>[1];
type Settable = Exclude<TrafficMessage, { tag: 'b' }>;

function encoders(messages: readonly Settable[]) {
  return {
    omnibus: () => {
      let sum = 0;
      for (const { address, tag, argument } of messages) {
        const bytes =
          address === '/node' ? encodeText(address, String(argument)) : encodeMessage(address, tag, [argument]);
        sum += bytes.length;
      }
      return sum;
    },
    minimal: () => {
      let sum = 0;
      for (const { address, tag, argument } of messages) sum += encodeMinimal(address, tag, argument).length;
      return sum;
    },
    oscJs: () => {
      let sum = 0;
      for (const { address, tag, argument } of messages) {
        // Its types leave out the form that names an argument's type, which it documents.
        const named = [{ type: tag, value: argument }] as unknown as OscJsArguments;
        sum += new OSC.TypedMessage(address, named).pack().length;
      }
      return sum;
    },
  };
}

async function compare(id: string, name: string, count: number, rounds: ReturnType<typeof decoders>) {
  const { omnibus, minimal, oscJs } = await alternately({
    omnibus: () => speedOf(count, rounds.omnibus),
    minimal: () => speedOf(count, rounds.minimal),
    oscJs: () => speedOf(count, rounds.oscJs),
  });
  const unit = 'M/s';
  const half = { of: 'ratio', is: 'at least', limit: 0.5 } as const;
  const twenty = { of: 'ratio', is: 'at least', limit: 20 } as const;
  return [
    measuredRow({ id, name, unit, goal: half }, omnibus.millions, minimal.millions, 'minimal codec'),
    measuredRow({ id: `${id}.oscJs`, name, unit, goal: twenty }, omnibus.millions, oscJs.millions, 'osc-js'),
  ];
}

/** P6: reading and writing console traffic, against a minimal codec and osc-js. */
export const codec: Benchmark = {
  id: 'P6',
  async measure() {
    const incoming = spokenByConsole().map(({ address, tag, argument }) =>
      Buffer.from(encodeMessage(address, tag, [argument])),
    );
    const outgoing = spokenToConsole().filter((message): message is Settable => message.tag !== 'b');
    return [
      ...(await compare('P6.encode', 'codec: encode', outgoing.length, encoders(outgoing))),
      ...(await compare('P6.decode', 'codec: decode', incoming.length, decoders(incoming))),
    ];
  },
};
