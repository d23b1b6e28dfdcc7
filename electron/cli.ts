import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runEmulateCommand } from './emulator/emulateCommand.ts';
import { runReplayCommand } from './emulator/replayCommand.ts';
import {
  type Authority,
  appVersion,
  type Certificate,
  defaultPagePort,
  defaultRemotePort,
  openConsole,
  readScenes,
  serveOmnibus,
  surfaceOptions,
  TerminalDoor,
  terminalHelp,
} from './headless.ts';
import { runJournalCommand } from './shows/journalCommand.ts';
import { journalFolder } from './shows/journalFile.ts';
import { readJournal } from './shows/journalReader.ts';
import { readText } from './shows/readText.ts';
import { runSceneCommand } from './shows/sceneCommand.ts';

const usage = `omnibus ${appVersion}: controls a mixing console

  omnibus serve [--console TARGET] [--host 127.0.0.1] [--port ${defaultPagePort}]
      serves the app to a browser on this computer; TARGET is family://host[:port] or "emulated"
  omnibus serve --remote [--console TARGET] [--host ADDRESS] [--port ${defaultRemotePort}]
                [--https] [--cert FILE --key FILE] [--pair "ROLE [BUS…] [NAME]"]
      serves it to other devices as well, which have to pair first; ADDRESS is one of this computer's,
      or 0.0.0.0 for all. HTTPS takes your certificate, or one that is made for it. Whoever pairs is let in
      by you: on the page of this computer under People, or here, where you can type:
${terminalHelp.replaceAll(/^/gm, '      ').trimEnd()}
      --pair types the first of these for you: --pair engineer, --pair "performer bus/5 Lindi"
      both take [--mcu "PORT NAME"]… [--hui "PORT NAME"]… (motor faders, from left to right),
      [--learn "PORT NAME"]… (knobs and buttons to learn), [--osc [HOST:]PORT] [--osc-allow ADDRESS[=engineer]]…
  omnibus emulate FAMILY [--model NAME] [--host 127.0.0.1] [--port N] [--scene FILE] [--seed N]
                         [--loss PERCENT] [--delay MS] [--jitter MS] [--state FILE]
      runs an emulated console that answers on the network
  omnibus journal export [--format csv|jsonl] [--from TIME] [--to TIME] [--strip STRIP] [--person NAME]
      prints who changed what, when and why; TIME is like 2026-05-01T20:15, STRIP like channel/1
  omnibus journal replay --from TIME --to TIME [--speed N] [--strip STRIP] [--family NAME] [--port N]
      plays those changes on an emulated console of its own
  omnibus scene diff A B [--scene NAME]
  omnibus scene show FILE [--scene NAME] [--values]
      prints how two scenes differ, or what one holds; files are shows of Omnibus and scene files of consoles
  omnibus scene recall FILE --console TARGET [--scene NAME] [--scope faders,mutes,…|all,main] [--strips …] [--busses …]
                       [--yes gain,phantom,routing,main,talkback,rises,unmutes] [--fade SECONDS] [--dry-run]
      recalls a scene and prints what it changes; --dry-run only prints
  omnibus --help | --version
`;

/** A port number of the command line. @throws with a sentence if it is none. */
function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${text} is not a port: give 0 to 65535, 0 for any free one.`);
  return port;
}

/** Ends when the process is told to end, or when the one who started it has gone. */
function untilStopped(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    close().finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Lets an engineer at this terminal decide who comes in; where nobody can type, the page on this computer is left. */
function openTerminal(authority: Authority, pair: string | undefined): void {
  const door = new TerminalDoor(authority, (text) => process.stdout.write(text));
  if (process.stdin.isTTY) process.stdout.write(`Or type here:\n${terminalHelp}`);
  if (pair !== undefined) door.pair(pair.trim().split(/\s+/));
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on('line', (line) => door.line(line));
  // A terminal that is gone takes nothing with it.
  process.stdin.on('error', () => lines.close());
}

/** Reads a certificate of one's own. @throws with a sentence if a file is missing. */
function certificateOf(cert: string | undefined, key: string | undefined): Certificate | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Error('A certificate needs both its files: --cert and --key.');
  return { cert: readText(cert), key: readText(key) };
}

const serveOptions = {
  console: { type: 'string' },
  remote: { type: 'boolean', default: false },
  host: { type: 'string' },
  port: { type: 'string' },
  https: { type: 'boolean', default: false },
  cert: { type: 'string' },
  key: { type: 'string' },
  pair: { type: 'string' },
  ...surfaceOptions,
} as const;

async function serve(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: serveOptions });
  const warn = (message: string) => process.stderr.write(`omnibus: ${message}\n`);
  if (values.pair !== undefined && !values.remote) throw new Error('--pair lets others in: it needs --remote.');
  const certificate = certificateOf(values.cert, values.key);
  const port = values.port === undefined ? undefined : portOf(values.port);
  const remote = {
    ...(values.host !== undefined && { host: values.host }),
    ...(port !== undefined && { port }),
    https: values.https || certificate !== undefined,
  };
  const served = await serveOmnibus({
    ...(values.console === undefined ? {} : { console: values.console }),
    ...(certificate && { certificate }),
    surfaces: values,
    // With --remote, address and port are those for others; the page on this computer takes any free port.
    ...(values.remote
      ? { host: '127.0.0.1', port: 0, remote }
      : { host: values.host ?? '127.0.0.1', port: port ?? defaultPagePort }),
    pageFolder: join(dirname(fileURLToPath(import.meta.url)), 'renderer'),
    warn,
  });
  process.stdout.write(`Omnibus is at ${served.url}\n`);
  if (values.remote) {
    const [url] = served.remote.status.urls;
    process.stdout.write(`Others reach it at ${url} once you let them in: open the first address, and there People.\n`);
    openTerminal(served.authority, values.pair);
  }
  untilStopped(() => served.close());
}

async function run([command, ...args]: readonly string[]): Promise<void> {
  switch (command) {
    case 'serve':
      return serve(args);
    case 'emulate': {
      const emulator = await runEmulateCommand(args, (line) => process.stdout.write(`${line}\n`));
      untilStopped(() => emulator.close());
      return;
    }
    case 'journal': {
      const warn = (text: string) => process.stderr.write(`omnibus: ${text}\n`);
      const out = (text: string) => process.stdout.write(text);
      const folder = journalFolder(process.env, process.platform);
      if (args[0] === 'replay') {
        const replay = await runReplayCommand(args, { read: (filter) => readJournal(folder, filter), out, warn });
        untilStopped(() => replay.close());
        return;
      }
      runJournalCommand(args, folder, { out, warn });
      return;
    }
    case 'scene': {
      const out = (text: string) => process.stdout.write(text);
      const read = async (path: string) => readText(path);
      process.exitCode = await runSceneCommand(args, { read, readScenes, connect: openConsole, out });
      return;
    }
    case '--version':
      process.stdout.write(`${appVersion}\n`);
      return;
    case undefined:
    case 'help':
    case '--help':
      process.stdout.write(usage);
      return;
    default:
      throw new Error(`There is no command "${command}".\n\n${usage}`);
  }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`omnibus: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
