import { parseArgs } from 'node:util';
import { printValue } from '../../shared/desk/paramSpec.ts';
import type { JournalFilter, JournalRecord } from '../../shared/protocol/journal.ts';
import type { DeskDriver } from '../drivers/driver.ts';
import { driverOf, drivers, printTarget } from '../drivers/registry.ts';
import { systemClock } from '../transports/systemClock.ts';
import { type RunningEmulator, startEmulator } from './emulate.ts';
import { JournalReplay } from './journalReplay.ts';

const usage =
  'omnibus journal replay --from TIME --to TIME [--speed N] [--strip STRIP] [--family NAME] [--model NAME] [--port N]';

export interface ReplayCommandWorld {
  /** Reads what is kept, oldest first. */
  read(filter: JournalFilter): { readonly records: readonly JournalRecord[]; readonly unreadable: number };
  out(text: string): void;
  warn(text: string): void;
  /** The replay is over; the console goes on until it is closed. */
  finished?(): void;
}

/** A time of the command line in ms since the epoch. @throws with a sentence if it is none. */
function timeOf(option: string, text: string | undefined): number {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`--${option} ${text ?? ''} is no time like 2026-05-01T20:15. Write: ${usage}`);
  return ms;
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= least && number <= most) return number;
  throw new Error(`--${option} ${text} is not understood: give a number from ${least} to ${most}.`);
}

/**
 * `omnibus journal replay …`: runs an emulated console and plays a stretch of the journal on it. No real console is reached: there is
 * no option that names one. @throws (rejects) with a sentence if the words cannot be understood or nothing is there to play
 */
export async function runReplayCommand(argv: readonly string[], world: ReplayCommandWorld): Promise<RunningEmulator> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      speed: { type: 'string', default: '1' },
      strip: { type: 'string' },
      family: { type: 'string' },
      model: { type: 'string' },
      port: { type: 'string' },
    },
  });
  if (positionals.length !== 1 || positionals[0] !== 'replay') throw new Error(`Write: ${usage}`);
  const filter = { fromMs: timeOf('from', values.from), toMs: timeOf('to', values.to), strip: values.strip };
  const speed = numberOf('speed', values.speed, 0.1, 100);
  const driver = familyOf(values.family);
  const port = values.port === undefined ? driver.defaultPort : numberOf('port', values.port, 0, 65_535);
  const { records, unreadable } = world.read(filter);
  if (unreadable > 0) world.warn(`${unreadable} lines of the journal cannot be read and were left out.`);
  if (records.length === 0) throw new Error('Nothing changed in this stretch of time, so there is nothing to play.');
  const emulator = await startEmulator(driver, {
    host: '127.0.0.1',
    port,
    demo: false,
    clock: systemClock,
    name: 'Replay',
    ...(values.model !== undefined && { model: values.model }),
  });
  const replay = play(emulator, records, speed, world);
  const target = printTarget(driver.id, emulator.target);
  world.out(
    `${replay.count} changes are played on an emulated console at ${target}; connect Omnibus to it to watch.\n`,
  );
  if (replay.left > 0) world.warn(`${replay.left} changes are of parameters that it does not have.`);
  return {
    ...emulator,
    close() {
      replay.dispose();
      return emulator.close();
    },
  };
}

function familyOf(name: string | undefined): DeskDriver {
  const driver = name === undefined ? (drivers.find(({ isDemo }) => isDemo) ?? drivers[0]) : driverOf(name);
  if (driver) return driver;
  throw new Error(`"${name}" is no known console family: choose one of ${drivers.map(({ id }) => id).join(', ')}.`);
}

function play(
  { desk }: RunningEmulator,
  records: readonly JournalRecord[],
  speed: number,
  { out, finished }: ReplayCommandWorld,
): JournalReplay {
  return new JournalReplay({
    clock: systemClock,
    desk,
    records,
    speed,
    played: ({ atMs, by, address, after }, count) => {
      const spec = desk.schema.specOf(desk.schema.need(address));
      out(`${count}  ${new Date(atMs).toISOString()}  ${by}  ${address}  ${printValue(spec, after)}\n`);
    },
    finished: () => {
      out('That was the last change. The console goes on until it is stopped.\n');
      finished?.();
    },
  });
}
