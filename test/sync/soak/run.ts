// `npm run soak -- [--hours H] [--clients N] [--loss PERCENT] [--seed N]`: clients of the built app move things for hours, over a network that
// loses datagrams; prints what the app's memory did and what differs at the end.
import { parseArgs } from 'node:util';
import driver from '../../../electron/drivers/x32/index.ts';
import { SimulatedDesk } from '../../../electron/emulator/simulatedDesk.ts';
import { systemClock } from '../../../electron/transports/systemClock.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { startApp } from '../../bench/app.ts';
import { useOf } from '../../bench/processUse.ts';
import { openWebSocket } from '../../bench/webSocketClient.ts';
import { Soak } from './soak.ts';

function numberOf(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= least && number <= most) return number;
  throw new Error(`--${name} ${text} is not understood: give a number from ${least} to ${most}.`);
}

async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      hours: { type: 'string', default: '1' },
      clients: { type: 'string', default: '200' },
      loss: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  });
  const hours = numberOf('hours', values.hours, 0.001, 1000);
  const clients = numberOf('clients', values.clients, 1, 250);
  const lossPercent = numberOf('loss', values.loss, 0, 50);
  const seed = numberOf('seed', values.seed, 0, 2 ** 31);
  const profile = driver.profiles[0];
  if (!profile) throw new Error('There is no console to emulate.');
  const desk = new SimulatedDesk(buildSchema(profile), seed);
  const served = { clock: systemClock, host: '127.0.0.1', port: 0, name: 'Soak', seed, loss: lossPercent / 100 };
  const server = await driver.serve(desk, { ...served, delayMs: 1, jitterMs: 2 });
  const app = await startApp(server.target.port);
  const startedMb = useOf(app.pid).residentMb;
  const figures = await new Soak({
    seed,
    clients,
    seconds: hours * 3600,
    desk,
    memoryMb: () => useOf(app.pid).residentMb,
    say: (line) => console.log(line),
    async open(hear, closed) {
      const socket = await openWebSocket(app.port, '/ws');
      socket.onText = hear;
      // The bytes are gone when the call is over.
      socket.onBinary = (bytes) => hear(Uint8Array.from(bytes));
      socket.onClose = closed;
      return {
        send: (data) => (typeof data === 'string' ? socket.sendText(data) : socket.sendBinary(data)),
        close: () => socket.close(),
      };
    },
  }).run();
  const cpuMs = useOf(app.pid).cpuMs;
  await app.close();
  await server.close();
  // A few minutes say nothing of hours: pools are still filling.
  const growth = hours < 0.5 ? '' : `, growth ${figures.growthMbPerHour.toFixed(1)} MB an hour`;
  const mb = figures.memoryMb.map((each) => each.toFixed(1)).join(' → ');
  console.log(
    [
      `${hours} h with ${clients} clients at ${lossPercent} % loss, seed ${seed}`,
      `sets ${figures.sets}, moves at the console ${figures.movesAtDesk}, connections ${figures.comings}, closed by the app ${figures.closedByApp}`,
      `landed for the one who set it: median ${figures.p50Ms.toFixed(0)} ms, p99 ${figures.p99Ms.toFixed(0)} ms`,
      `the app's memory: ${startedMb.toFixed(1)} MB at its start, then ${mb} MB${growth}`,
      `the app's processor time: ${((cpuMs / (hours * 3_600_000)) * 100).toFixed(0)} % of a core`,
      `at rest after ${(figures.restMs / 1000).toFixed(1)} s, differences ${figures.differences.length}`,
      ...figures.differences.slice(0, 20),
    ].join('\n'),
  );
  return figures.differences.length === 0 && figures.closedByApp === 0;
}

run(process.argv.slice(2)).then(
  (isGood) => process.exit(isGood ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
