import { expect, test } from 'vitest';
import { ConsoleRig, int } from '../osc/consoleRig.ts';
import { requestMessages, setMessages } from './corpus.ts';
import { fuzz, hex, timeLimitMs } from './fuzzRun.ts';
import { expectSound } from './soundState.ts';

test('the emulated console takes any datagram and stays a sound console', { timeout: timeLimitMs }, async () => {
  const rig = new ConsoleRig({ demo: true });
  const clients = Array.from({ length: 40 }, () => rig.client());
  await fuzz<Uint8Array>({
    name: 'X32 server',
    seed: 102,
    make(mutator) {
      if (mutator.chance(0.05)) return mutator.randomBytes(400);
      return mutator.bytes(mutator.chance(0.5) ? setMessages : requestMessages);
    },
    run(bytes, index) {
      clients[index % clients.length]?.sendBytes(bytes);
    },
    after(index) {
      if (index % 50 === 0) for (const client of clients) client.hear(index % 1000 === 0 ? 60 : 0);
    },
    print: hex,
  });
  expectSound(rig.desk.schema, (id) => rig.desk.get(id));
  const { clients: remotes, ignored, malformed, received } = rig.server.statistics();
  expect(remotes).toBeLessThanOrEqual(4);
  expect([ignored > received / 100, malformed > received / 20]).toEqual([true, true]);
  // 256 subscriptions and no more, each at most every 50 ms, and four clients that are told of changes.
  const { sent } = rig.server.statistics();
  rig.clock.advance(50);
  expect(rig.server.statistics().sent - sent).toBeLessThanOrEqual(2 * 256 + 4);
  const restored = new ConsoleRig({ savedState: rig.server.saveState() });
  expectSound(restored.desk.schema, (id) => restored.desk.get(id));
  const client = rig.client();
  client.say('/ch/01/mix/on', int(0));
  expect(client.value('/ch/01/mix/on')).toBe(0);
});
