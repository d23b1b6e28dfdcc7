import { expect, test } from 'vitest';
import { Mixes } from '../../electron/hub/mixes.ts';
import { RemotePeople } from '../../electron/hub/remotePeople.ts';
import { encodeAck, encodeMeters, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import { messageTable } from '../remote/messageTable.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { mixSchema } from '../support/mixDesk.ts';
import { memoryMixes, memoryPeople, memoryTokens } from '../support/peopleStores.ts';
import { fuzz, hex, timeLimitMs } from './fuzzRun.ts';
import { clientFrames, clientMessages } from './linkCorpus.ts';
import type { Mutator } from './mutator.ts';

const own = /^(channel|auxIn)\/\d\/send\/bus\/2\/(level|on)$/;
const ceilingDb = -10;

/** One of every message that there is, whole and valid, and some that are about the performer's own mix. */
const everyMessage: readonly string[] = [
  ...Object.entries(messageTable).map(([type, { rest }]) => ({ type, ...rest })),
  { type: 'moreMe', bus: 'bus/2' },
  { type: 'moreMe', bus: 'bus/2', isLess: true },
  { type: 'soundcheck', bus: 'bus/2' },
  { type: 'changeRole', person: 'x', role: 'engineer', busses: [] },
].map((message) => JSON.stringify(message));
const texts = [...clientMessages, ...everyMessage];

function entries(mutator: Mutator): FrameEntry[] {
  return Array.from({ length: mutator.below(12) }, (): FrameEntry => {
    const id = mutator.chance(0.8) ? mutator.below(mixSchema.size) : mutator.below(0x100_0000);
    const value = mutator.chance(0.2) ? mutator.edgeWord() : mutator.edgeNumber();
    return { id, value, landing: mutator.pick(['pending', 'landed', 'unknown']) };
  });
}

function input(mutator: Mutator): string | Uint8Array {
  switch (mutator.below(7)) {
    case 0:
      return mutator.text(texts);
    case 1:
      return mutator.bytes(clientFrames);
    case 2:
      return mutator.chance(0.5) ? encodeAck(1) : encodeMeters(mutator.randomBytes(40));
    case 3:
    case 4:
      return encodeValues('set', mutator.below(1000), entries(mutator));
    default:
      return JSON.stringify(mutator.json(JSON.parse(mutator.pick(texts))));
  }
}

test('whatever a performer and a viewer send, only the performer’s own mix moves, under its ceiling', {
  timeout: timeLimitMs,
}, async () => {
  const { hub, settle, clock, desk: attach } = hubBench();
  hub.safety.fault = (error) => {
    throw error;
  };
  const store = memoryMixes([{ bus: 'bus/2', name: '', ceilingDb, me: ['channel/1'], strips: [], groups: [] }]);
  hub.addFeature(new RemotePeople({ hub, clock, tokens: memoryTokens(), show: memoryPeople() }));
  const mixes = new Mixes(hub, store);
  hub.addFeature(mixes);
  const desk = attach();
  desk.answersAfterMs = 1;
  desk.goLive(mixSchema);
  settle(100);
  const join = (index: number) =>
    index % 2 === 0
      ? new RecordingClient(hub, 'Lindi', 'performer', ['bus/2'])
      : new RecordingClient(hub, 'Vera', 'viewer');
  const clients = [join(0), join(1)];
  const wrong: string[] = [];
  const seen = new Set<string>();
  await fuzz<string | Uint8Array>({
    name: 'roles',
    seed: 107,
    make: input,
    run: (bytes, index) => clients[index % 2]?.session.receive(bytes),
    after(index) {
      settle(10);
      for (const { id, value } of desk.pushed.splice(0)) {
        const address = mixSchema.addressOf(id);
        if (!own.test(address)) wrong.push(address);
        if (address.endsWith('/level') && Number(value) > ceilingDb) wrong.push(`${address} = ${value}`);
      }
      const [performer] = clients;
      for (const { id } of performer?.heard ?? []) seen.add(mixSchema.addressOf(id));
      for (const [place, client] of clients.entries()) {
        client.clear();
        if (client.closedBecause !== undefined) clients[place] = join(place);
      }
      if (index % 1000 === 0) settle(2000);
    },
    print: (bytes) => (typeof bytes === 'string' ? bytes : hex(bytes)),
  });
  expect(wrong).toEqual([]);
  expect([...seen].filter((address) => !/\/send\/bus\/[12]\/|\/name$/.test(address))).toEqual([]);
  expect([...seen].filter((address) => /\/send\/bus\/1\/(level|on)/.test(address))).toEqual([]);
  expect(store.mixes[0]?.ceilingDb).toBe(ceilingDb);
});
