import { expect, test } from 'vitest';
import type { DeskHub } from '../../electron/hub/deskHub.ts';
import type { ConsoleCommands } from '../../electron/hub/peer.ts';
import { encodeAck, encodeMeters, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { smallSchema } from '../support/smallDesk.ts';
import { fuzz, hex, timeLimitMs } from './fuzzRun.ts';
import { clientFrames, clientMessages } from './linkCorpus.ts';
import type { Mutator } from './mutator.ts';
import { expectSound, isSound } from './soundState.ts';

/** What a client may send: text, bytes, or a frame whose entries have anything in them. */
function linkInput(mutator: Mutator): string | Uint8Array {
  switch (mutator.below(8)) {
    case 0:
      return mutator.text(clientMessages);
    case 1:
      return mutator.randomBytes(200);
    case 2:
    case 3:
      return mutator.bytes(clientFrames);
    case 4:
      return encodeValues('set', mutator.below(1000), entries(mutator));
    case 5:
      return mutator.chance(0.5) ? encodeAck(1) : encodeMeters(mutator.randomBytes(40));
    default:
      return JSON.stringify(mutator.json(JSON.parse(mutator.pick(clientMessages))));
  }
}

function entries(mutator: Mutator): FrameEntry[] {
  return Array.from({ length: mutator.below(12) }, (): FrameEntry => {
    const id = mutator.chance(0.8) ? mutator.below(smallSchema.size) : mutator.below(0x100_0000);
    const value = mutator.chance(0.3) ? mutator.edgeWord() : mutator.edgeNumber();
    return { id, value, landing: mutator.pick(['pending', 'landed', 'unknown']) };
  });
}

/** The hub outlives its own errors; here they are to be seen. */
function noFaults(hub: DeskHub): void {
  hub.safety.fault = (error) => {
    throw error;
  };
}

const print = (input: string | Uint8Array) => (typeof input === 'string' ? JSON.stringify(input) : hex(input));

test('the hub takes anything from any client and stays sound', { timeout: timeLimitMs }, async () => {
  const { hub, settle, desk: attach, clock } = hubBench();
  noFaults(hub);
  const desk = attach();
  let connections = 0;
  const commands: ConsoleCommands = {
    families: [],
    search: () => undefined,
    connect: (target) => (++connections % 2 === 0 ? undefined : `"${target}" is no console.`),
    disconnect: () => undefined,
  };
  hub.console = commands;
  desk.goLive();
  const join = (index: number) => new RecordingClient(hub, `client ${index}`, index % 5 === 4 ? 'viewer' : 'engineer');
  const clients = Array.from({ length: 10 }, (_, index) => join(index));
  const unsound: string[] = [];
  let mostPending = 0;

  await fuzz<string | Uint8Array>({
    name: 'hub session',
    seed: 104,
    make: linkInput,
    run: (input, index) => clients[index % clients.length]?.session.receive(input),
    after(index) {
      if (index % 10 !== 0) return;
      settle(index % 500 === 0 ? 1500 : 1);
      for (const { id, value } of desk.pushed.splice(0)) {
        if (!isSound(smallSchema, id, value)) unsound.push(`${smallSchema.addressOf(id)} = ${String(value)}`);
        if (smallSchema.specOf(id).readOnly) unsound.push(`${smallSchema.addressOf(id)} is read-only`);
        if (index % 30 === 0) desk.say({ id, value });
      }
      desk.asked.length = 0;
      for (const client of clients) {
        mostPending = Math.max(mostPending, client.messages.length + client.frames.length);
        client.clear();
      }
      const leaving = index % 1000 === 0 ? clients.findIndex((_, place) => place === (index / 1000) % 10) : -1;
      if (leaving >= 0) {
        clients[leaving]?.session.closed();
        clients[leaving] = join(leaving);
      }
    },
    print,
  });

  expect(unsound).toEqual([]);
  expectSound(smallSchema, (id) => hub.state?.get(id));
  expect(hub.clientCount).toBe(10);
  // Ten inputs lead to a bounded number of answers: a few for each client, not more with every input before them.
  expect(mostPending).toBeLessThan(200);

  for (const client of clients) client.session.closed();
  clock.advance(60_000);
  expect(hub.clientCount).toBe(0);
  const last = new RecordingClient(hub);
  const fader = smallSchema.need('channel/1/fader');
  desk.enter('live');
  desk.say({ id: fader, value: -10 });
  settle();
  desk.pushed.length = 0;
  last.say({ type: 'freeze', on: false });
  last.say({ type: 'panic', on: false });
  settle(1000);
  expect(last.last('held')?.holds).toEqual([]);
});

test('a message that is too long is refused whole', () => {
  const { hub } = hubBench();
  const client = new RecordingClient(hub);
  client.clear();
  client.session.receive(`{"type":"touch","ids":[${'1,'.repeat(40_000)}1]}`);
  client.session.receive(new Uint8Array(65 * 1024));
  expect(client.messages.map(({ type }) => type)).toEqual(['problem', 'problem']);
});

test('JSON nested a thousand times is refused like any other', () => {
  const { hub } = hubBench();
  const client = new RecordingClient(hub);
  client.clear();
  client.session.receive(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
  client.session.receive(`${'{"type":'.repeat(5000)}1${'}'.repeat(5000)}`);
  expect(client.messages.map(({ type }) => type)).toEqual(['problem', 'problem']);
});
