import { afterEach, describe, expect, test } from 'vitest';
import { drivers } from '../../electron/drivers/registry.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { DeskMirror } from '../../renderer/desk/deskMirror.svelte.ts';
import { seededRandom } from '../../shared/base/random.ts';
import { stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { hubLink } from '../support/hubLink.ts';

/**
 * Two pages, the hub, the driver, a bad network and a desk with a hand of its own: at rest all are equal. The network's and the
 * hands' choices come from the seed; a seed that fails becomes a named test here.
 */
const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function bench(seed: number, network: { loss: number; delayMs: number; jitterMs: number }) {
  const driver = drivers[0];
  const profile = driver?.profiles[0];
  if (!driver || !profile) throw new Error('no driver');
  const schema = buildSchema(profile);
  const desk = new SimulatedDesk(schema, seed);
  const server = await driver.serve(desk, {
    clock: systemClock,
    host: '127.0.0.1',
    port: 0,
    name: 'Sync',
    seed,
    ...network,
  });
  const hub = new DeskHub({ clock: systemClock, version: 'test', wallMs: Date.now });
  const seat = hub.attach(false);
  const session = driver.open({ host: '127.0.0.1', port: server.target.port }, seat.listener, { clock: systemClock });
  seat.bind(session);
  const pages = ['Anna', 'Ben'].map((name) => new DeskMirror(hubLink(hub, name), (flush) => setTimeout(flush, 5)));
  ended.push(
    () => server.close(),
    () => session.dispose(),
    () => hub.dispose(),
  );
  const deadline = Date.now() + 20_000;
  while (pages.some((page) => !page.isOperable) && Date.now() < deadline) await pause(20);
  return { schema, desk, hub, pages };
}

type Bench = Awaited<ReturnType<typeof bench>>;

/** Moves that hands at both pages and at the desk make. */
async function play({ schema, desk, pages }: Bench, seed: number, moves: number): Promise<void> {
  const random = seededRandom(seed);
  const addresses = [
    'fader',
    'mute',
    'pan',
    'name',
    'send/bus/3/level',
    'send/bus/3/tap',
    'send/bus/4/on',
    'assign/dca/2',
    'assign/dca/3',
  ];
  for (let move = 0; move < moves; move++) {
    const address = `channel/${1 + Math.floor(random() * 4)}/${addresses[Math.floor(random() * addresses.length)]}`;
    const id = schema.need(address);
    const spec = schema.specOf(id);
    const value =
      spec.kind === 'text'
        ? `N${Math.floor(random() * 100)}`
        : valueAtStep(spec, Math.floor(random() * stepCount(spec)));
    const hand = Math.floor(random() * 3);
    const page = pages[hand];
    const param = page?.param(address);
    if (!page || !param) {
      desk.apply([{ id, value }], 'surface');
    } else if (random() < 0.3) {
      page.touch([param]);
      for (let step = 0; step < 5; step++) {
        page.set(param, spec.kind === 'level' ? valueAtStep(spec, Math.floor(random() * stepCount(spec))) : value);
        await pause(3);
      }
      page.release([param], random() < 0.2);
    } else {
      page.set(param, value);
    }
    if (random() < 0.05) page?.undo();
    if (random() < 0.5) await pause(random() * 6);
  }
}

/** Addresses in which a page or the hub differs from the desk, after everything has had time to come to rest. */
async function differences({ schema, desk, hub, pages }: Bench, withinMs: number): Promise<string[]> {
  const look = () => {
    const found: string[] = [];
    for (let id = 0; id < schema.size; id++) {
      const truth = desk.get(id);
      const address = schema.addressOf(id);
      if (hub.state?.get(id) !== truth) found.push(`hub ${address}: ${hub.state?.get(id)}, desk ${truth}`);
      for (const [index, page] of pages.entries()) {
        const param = page.paramById(id);
        if (param.value !== truth) found.push(`page ${index} ${address}: ${param.value}, desk ${truth}`);
        else if (param.landing !== 'landed') found.push(`page ${index} ${address}: ${param.landing}`);
      }
    }
    return found;
  };
  const deadline = Date.now() + withinMs;
  let found = look();
  while (found.length > 0 && Date.now() < deadline) {
    await pause(100);
    found = look();
  }
  return found;
}

describe('two pages, a hand at the desk and the emulator', () => {
  test.each([11, 12, 13])(
    'are equal at rest on a good network, seed %i',
    async (seed) => {
      const all = await bench(seed, { loss: 0, delayMs: 0, jitterMs: 0 });
      await play(all, seed, 300);
      expect(await differences(all, 15_000)).toEqual([]);
    },
    30_000,
  );

  test.each([21, 22])(
    'are equal at rest with delay and jitter, seed %i',
    async (seed) => {
      const all = await bench(seed, { loss: 0, delayMs: 5, jitterMs: 10 });
      await play(all, seed, 200);
      expect(await differences(all, 15_000)).toEqual([]);
    },
    40_000,
  );
});

describe('pages on a network that loses datagrams', () => {
  test.each([31, 32])(
    'have every value landed at rest with a twentieth lost each way, seed %i',
    async (seed) => {
      const all = await bench(seed, { loss: 0.05, delayMs: 2, jitterMs: 2 });
      const random = seededRandom(seed);
      const [anna] = all.pages;
      const faders = Array.from({ length: 16 }, (_, index) => anna?.param(`channel/${index + 1}/fader`));
      for (let move = 0; move < 400; move++) {
        const fader = faders[Math.floor(random() * faders.length)];
        if (fader && fader.spec.kind === 'level')
          anna?.set(fader, valueAtStep(fader.spec, Math.floor(random() * 1024)));
        if (random() < 0.3) await pause(4);
      }
      expect(await differences(all, 15_000)).toEqual([]);
    },
    60_000,
  );
});
