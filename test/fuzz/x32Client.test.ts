import { expect, test, vi } from 'vitest';
import driver from '../../electron/drivers/x32/index.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { serveOn } from '../../electron/drivers/x32/server.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { prepareDesks } from '../../electron/hub/prepareDesk.ts';
import { MemoryNetwork } from '../../electron/transports/memory.ts';
import { encodeMessage } from '../../electron/transports/oscCodec.ts';
import type { Endpoint, UdpOptions, UdpSocket } from '../../electron/transports/udp.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { VirtualClock } from '../support/virtualClock.ts';
import { AppWork } from './appWork.ts';
import { consoleMessages, setMessages } from './corpus.ts';
import { fuzz, hex, timeLimitMs } from './fuzzRun.ts';
import { expectSound } from './soundState.ts';

// The driver opens its sockets in memory.
const network = vi.hoisted(() => ({ open: (_options: UdpOptions): UdpSocket | undefined => undefined }));
vi.mock('../../electron/transports/udp.ts', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  openUdp: async (options: UdpOptions) => network.open(options),
}));

const place = { host: '192.168.0.64', port: 10_023 };

/** The app connected to an emulated console, in memory; what comes from the console's own address is heard. */
async function connectedApp({ withPage = true } = {}) {
  const clock = new VirtualClock();
  const work = new AppWork();
  const appClock = work.clock(clock);
  const hub = new DeskHub({ clock: appClock, version: '1.2.3', wallMs: () => clock.nowMs() });
  // The hub outlives its own errors; here they are to be seen.
  hub.safety.fault = (error) => {
    throw error;
  };
  // As at the start of the app; the older generation in the next few seconds.
  prepareDesks([driver.prepare?.() ?? []], clock);
  const memory = new MemoryNetwork(clock);
  const served = new SimulatedDesk(buildSchema(profileFor('X32', '4.06')));
  const consoleSocket = memory.socket(place.port, { host: place.host });
  const server = serveOn(consoleSocket, served, { clock, name: 'osc-server' });
  const ears: Endpoint[] = [];
  network.open = ({ remote }) => {
    const socket = memory.socket(0, remote ? { remote } : {});
    if (remote) ears.push(socket.local);
    return work.socket(socket);
  };
  const seat = hub.attach(false);
  const session = driver.open(place, seat.listener, { clock: appClock });
  seat.bind(session);
  if (withPage) openPage(hub);
  await clock.advanceAsync(10_000);
  const say = (bytes: Uint8Array, ear: number) => {
    const to = ears[ear % ears.length];
    if (to) consoleSocket.send(bytes, to);
    clock.advance(0);
  };
  return { clock, hub, served, server, session, work, say };
}

/** A page that is sent everything and looks at nothing. */
function openPage(hub: DeskHub): void {
  const line = { send: () => undefined, bufferedBytes: () => 0, close: () => undefined };
  const page = hub.connect(line, { name: 'page', role: 'engineer', busses: [] });
  page.receive(JSON.stringify({ type: 'hello', protocol: 1 }));
  page.receive(JSON.stringify({ type: 'meters', on: true }));
}

test('the app takes any datagram from a console, and has the console’s state again afterwards', {
  timeout: timeLimitMs,
}, async () => {
  const { clock, hub, served, session, work, say } = await connectedApp();
  expect(hub.status.state).toBe('live');
  work.takeLongestMs();
  await fuzz<Uint8Array>({
    name: 'X32 client',
    seed: 103,
    make(mutator) {
      if (mutator.chance(0.05)) return mutator.randomBytes(400);
      return mutator.bytes(mutator.chance(0.5) ? setMessages : consoleMessages);
    },
    run: (bytes, index) => say(bytes, index),
    after(index) {
      if (index % 20 === 0) clock.advance(5);
    },
    takeLongestMs: () => work.takeLongestMs(),
    print: hex,
  });
  if (hub.state) expectSound(hub.state.schema, (id) => hub.state?.get(id));
  const { unknownMessages, malformed, lastUnknown } = session.diagnostics();
  expect([unknownMessages > 0, malformed > 0, lastUnknown.length <= 120]).toEqual([true, true, true]);
  // Another name, and then the true one at the next question: everything is read anew.
  say(encodeMessage('/xinfo', 'ssss', ['192.168.0.64', 'other', 'X32', '4.06']), 0);
  clock.advance(20_000);
  expect(hub.status).toMatchObject({ state: 'live', name: 'osc-server' });
  const wrong: string[] = [];
  for (let id = 0; id < served.schema.size; id++) {
    if (hub.state?.get(id) !== served.get(id))
      wrong.push(`${served.schema.addressOf(id)}: ${hub.state?.get(id)} instead of ${served.get(id)}`);
  }
  expect(wrong).toEqual([]);
  session.dispose();
});

test('many recalls and effect changes in a moment lead to one reading, not to one each', {
  timeout: timeLimitMs,
}, async () => {
  const { clock, server, session, say } = await connectedApp();
  const before = server.statistics().received;
  const recall = encodeMessage('/-show/prepos/current', 'i', [1]);
  const effect = encodeMessage('/fx/1/type', 'i', [3]);
  for (let count = 0; count < 500; count++) {
    say(recall, 0);
    say(effect, 0);
  }
  const beganMs = performance.now();
  clock.advance(2000);
  console.log(`fuzz X32 client: 500 recalls at once are followed up in ${(performance.now() - beganMs).toFixed(0)} ms`);
  expect(server.statistics().received - before).toBeLessThan(4000);
  session.dispose();
});

test('a console that says another name in every datagram is read when it keeps to one', {
  timeout: timeLimitMs,
}, async () => {
  const { clock, hub, session, say } = await connectedApp({ withPage: false });
  for (let count = 0; count < 30; count++) {
    say(encodeMessage('/xinfo', 'ssss', ['192.168.0.64', `name ${count}`, 'X32', '4.06']), 0);
  }
  clock.advance(10_000);
  expect(hub.status).toMatchObject({ state: 'live', name: 'osc-server' });
  session.dispose();
});
