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

test('an address that is one of the console’s but for its first character is ignored', () => {
  const rig = new ConsoleRig();
  const client = rig.client();
  // Seed 102, input 254957: the answer could not be written, which ended the console.
  const found = '0f2d73686f772f73686f7766696c652f7363656e652f3030332f6e616d6500002c7300006e616d65005b0000';
  client.sendBytes(Buffer.from(found, 'hex'));
  client.say('-show/showfile/scene/003/name');
  client.say('Xch/01/mix', 1, 2);
  client.say('/subscribe', '\u000f-show/showfile/scene/003/name');
  expect(client.hear(100)).toEqual([]);
  expect(rig.server.statistics()).toMatchObject({ received: 4, ignored: 4, malformed: 0 });
});
