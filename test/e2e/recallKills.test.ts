import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { projectRoot } from '../../build/targets.mjs';
import driver from '../../electron/drivers/x32/index.ts';
import { type RunningEmulator, startEmulator } from '../../electron/emulator/emulate.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { parseServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { recallParams } from '../../shared/scenes/scope.ts';
import { everyYes, otherValues } from '../scenes/recallStage.ts';

// The app as a process is killed in the middle of a recall. The emulated console, to which it spoke over UDP, knows what arrived.

const home = mkdtempSync(join(tmpdir(), 'omnibus-recall-'));
const running: ChildProcess[] = [];
const sockets: WebSocket[] = [];
let emulator: RunningEmulator;

beforeAll(async () => {
  emulator = await startEmulator(driver, { host: '127.0.0.1', port: 0, demo: false, clock: systemClock });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await emulator.close();
  rmSync(home, { recursive: true, force: true });
});

/** Something takes so long at most, on a slow machine. */
const timeout = 60_000;

interface App {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  say(message: object): void;
  /** The newest message of a kind for which something is true. */
  heard<Type extends ServerMessage['type']>(
    type: Type,
    isMeant: (message: Extract<ServerMessage, { type: Type }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: Type }>>;
}

/** Starts the app with the console, and a page at it that is told when the console has been read. */
async function startApp(settings: string): Promise<App> {
  const { host, port } = emulator.target;
  const words = ['serve', '--port', '0', '--console', `x32://${host}:${port}`];
  const child = spawn(process.execPath, [join(projectRoot, 'out/cli.mjs'), ...words], {
    env: { ...process.env, OMNIBUS_SETTINGS: settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  await expect.poll(() => printed, { timeout }).toContain('Omnibus is at');
  const url = /http:\/\/\S+/.exec(printed)?.[0] ?? '';
  const socket = new WebSocket(`${url.replace('http', 'ws')}ws`);
  sockets.push(socket);
  const messages: ServerMessage[] = [];
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    if (!isBinary) messages.push(parseServerMessage(String(data)));
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const app: App = {
    child,
    ended,
    say: (message) => socket.send(JSON.stringify(message)),
    async heard(type, isMeant) {
      const is = (message: ServerMessage): message is Extract<ServerMessage, { type: typeof type }> =>
        message.type === type;
      const find = () => messages.filter(is).findLast(isMeant);
      await expect.poll(() => find() !== undefined, { timeout, message: `${type}: ${printed}` }).toBe(true);
      return find() as Extract<ServerMessage, { type: typeof type }>;
    },
  };
  app.say({ type: 'hello', protocol: protocolVersion });
  await app.heard('connection', ({ status }) => status.state === 'live');
  return app;
}

/** Everything of the console that scenes hold. */
function picture(): Picture {
  const { desk } = emulator;
  const params = recallParams(desk.schema);
  return new Map(
    desk.schema.addresses.flatMap((_, id) => {
      const value = desk.get(id);
      return params[id] && value !== undefined ? [[id, value] as const] : [];
    }),
  );
}

/** Hands at the console, a few faders at a time. */
async function put(changes: readonly Change[]): Promise<void> {
  for (let from = 0; from < changes.length; from += 50) {
    emulator.desk.apply(changes.slice(from, from + 50), 'surface');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** All hands at the console have been heard when a preview names so many differences. */
async function untilPreviewed(app: App, source: object, expected: number): Promise<void> {
  for (let request = 1; ; request++) {
    app.say({ type: 'scenePreview', request, source, agreed: everyYes });
    const { preview } = await app.heard('scenePreview', (message) => message.request === request);
    if (preview?.total === expected) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

type Picture = ReadonlyMap<number, ParamValue>;
const differences = (one: Picture, other: Picture) =>
  [...other].filter(([id, value]) => one.get(id) !== value).map(([id]) => id);

const isMeant = (address: string) => /^channel\/\d+\/(fader|mute|eq\/\d\/gain|send\/bus\/\d+\/level)$/.test(address);

test.each(['continue', 'rollBack'] as const)(
  'after kill -9 in the middle of a recall: %s',
  { timeout: 240_000 },
  async (how) => {
    const settings = join(home, how, 'settings.json');
    const first = await startApp(settings);
    const found = picture();
    await put(otherValues(61, 400, isMeant));
    const wanted = picture();
    await untilPreviewed(first, { from: 'asFound' }, differences(found, wanted).length);
    first.say({ type: 'sceneStore', name: 'After' });
    const { show } = await first.heard('show', (message) => message.show.scenes.length === 1);
    const source = { from: 'scene', id: show.scenes[0]?.id };
    await put(otherValues(62, 400, isMeant));
    const before = picture();
    const differing = differences(before, wanted);
    await untilPreviewed(first, source, differing.length);
    expect(differing.length).toBeGreaterThan(300);

    const arrived = new Set<number>();
    const watching = emulator.desk.onChange(({ changes }) => {
      for (const { id } of changes) arrived.add(id);
      // In the very turn in which so many have arrived, whatever the app is about.
      if (arrived.size > 100) first.child.kill('SIGKILL');
    });
    first.say({ type: 'sceneRecall', source, agreed: everyYes });
    expect(await first.ended).toBe('SIGKILL');
    watching.dispose();

    const again = await startApp(settings);
    const { interrupted } = await again.heard('interruptedRecall', (message) => message.interrupted !== null);
    // What was on the wire has arrived by now.
    const applied = differing.filter((id) => emulator.desk.get(id) === wanted.get(id)).length;
    expect(applied).toBeGreaterThan(0);
    expect(applied).toBeLessThan(differing.length);
    expect(interrupted).toMatchObject({ title: 'After', total: differing.length, applied, changed: 0 });
    again.say({ type: 'interrupted', how });
    const { recall } = await again.heard('recall', (message) => message.recall?.state === 'done');
    expect(recall).toMatchObject({ missed: [], why: '' });
    expect(picture()).toEqual(how === 'continue' ? wanted : before);
    await again.heard('interruptedRecall', (message) => message.interrupted === null);
  },
);
