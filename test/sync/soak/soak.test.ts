import { expect, test } from 'vitest';
import driver from '../../../electron/drivers/x32/index.ts';
import { SimulatedDesk } from '../../../electron/emulator/simulatedDesk.ts';
import { DeskHub } from '../../../electron/hub/deskHub.ts';
import { systemClock } from '../../../electron/transports/systemClock.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { Soak } from './soak.ts';

test.each([
  ['a few seconds with twelve clients on a network that loses datagrams leave no difference', false],
  ['a client that the app closes connects anew, and then differs in nothing', true],
])(
  '%s',
  async (_what, closesOne) => {
    const [profile] = driver.profiles;
    if (!profile) throw new Error('no profile');
    const desk = new SimulatedDesk(buildSchema(profile), 5);
    const server = await driver.serve(desk, {
      clock: systemClock,
      host: '127.0.0.1',
      port: 0,
      name: 'Soak',
      seed: 5,
      loss: 0.01,
      delayMs: 1,
      jitterMs: 2,
    });
    const hub = new DeskHub({ clock: systemClock, version: 'test', wallMs: Date.now });
    const seat = hub.attach(false);
    const session = driver.open({ host: '127.0.0.1', port: server.target.port }, seat.listener, { clock: systemClock });
    seat.bind(session);
    let guests = 0;
    try {
      const figures = await new Soak({
        seed: 5,
        clients: 12,
        seconds: 4,
        desk,
        memoryMb: () => process.memoryUsage().rss / 1_048_576,
        say: () => undefined,
        async open(hear, closed) {
          const client = hub.connect(
            { send: hear, bufferedBytes: () => 0, close: closed },
            { name: `guest ${++guests}`, role: 'engineer' },
          );
          let isUnwanted = closesOne && guests === 3;
          return {
            send(data) {
              client.receive(data);
              // At its first move.
              if (!isUnwanted || typeof data === 'string') return;
              isUnwanted = false;
              client.closed();
              closed();
            },
            close: () => client.closed(),
          };
        },
      }).run();
      expect(figures.sets).toBeGreaterThan(100);
      expect(figures.comings).toBeGreaterThanOrEqual(12);
      expect(figures.closedByApp).toBe(closesOne ? 1 : 0);
      expect(figures.differences.slice(0, 10)).toEqual([]);
      // Everybody who left was forgotten.
      expect(hub.clientCount).toBe(0);
    } finally {
      session.dispose();
      hub.dispose();
      await server.close();
    }
  },
  120_000,
);
