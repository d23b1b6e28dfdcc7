import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DeskState } from '../shared/desk/deskState.ts';
import { noSurfaces, type SurfaceSettings } from '../shared/protocol/surfaceMessages.ts';
import { readConsoleMap } from './drivers/consoleMaps.ts';
import { DeskConnector, emulatedTarget } from './drivers/deskConnector.ts';
import { drivers, parseTarget } from './drivers/registry.ts';
import { sceneFormats } from './drivers/sceneFormats.ts';
import { startEmulator } from './emulator/emulate.ts';
import { JournalReplay } from './emulator/journalReplay.ts';
import type { SimulatedDesk } from './emulator/simulatedDesk.ts';
import { ConsoleMaps } from './hub/consoleMaps.ts';
import { DeskHub } from './hub/deskHub.ts';
import { DeskKeys } from './hub/deskKeys.ts';
import { GuidedActions } from './hub/guidedActions.ts';
import { Mixes } from './hub/mixes.ts';
import type { Authority } from './hub/peer.ts';
import { prepareDesks } from './hub/prepareDesk.ts';
import { RemotePeople } from './hub/remotePeople.ts';
import { ReplayFeature } from './hub/replay.ts';
import type { CueOutlet } from './hub/scenes/cueRunner.ts';
import { SceneDesk } from './hub/scenes/sceneDesk.ts';
import { ShowMappings } from './hub/showMappings.ts';
import { ShowMixes, ShowPeople } from './hub/showPeople.ts';
import { SurfacePanel } from './hub/surfacePanel.ts';
import { isLoopback } from './remote/ownNames.ts';
import { readPageFiles } from './remote/pageFiles.ts';
import { RemoteAccess, type RemoteWish } from './remote/remoteAccess.ts';
import type { Certificate } from './remote/selfSigned.ts';
import { startWebServer } from './remote/webServer.ts';
import { disk } from './shows/fileLayer.ts';
import { JournalFile, journalFolder } from './shows/journalFile.ts';
import { withOldPeople } from './shows/oldPeople.ts';
import { PeopleFile } from './shows/peopleFile.ts';
import { RecallClient } from './shows/recallClient.ts';
import { RecallPlans } from './shows/recallPlans.ts';
import type { CommandConsole } from './shows/sceneCommand.ts';
import { readSettings, settingsFile, writeSettings } from './shows/settings.ts';
import { ShowShelf } from './shows/showShelf.ts';
import { CueMessages } from './surfaces/cueMessages.ts';
import { type SurfaceWords, surfaceOptions, surfacesOf } from './surfaces/surfaceArguments.ts';
import { Surfaces } from './surfaces/surfaces.ts';
import { announcePage, localName } from './transports/mdns.ts';
import { MidiSystem } from './transports/midi.ts';
import { systemClock } from './transports/systemClock.ts';

/** The app without any window or server: the hub with a console, or on its way to one. */
export interface Omnibus {
  readonly authority: Authority;
  readonly hub: DeskHub;
  readonly people: RemotePeople;
  /** Access for others; off until somebody switches it on. */
  readonly remote: RemoteAccess;
  /** MIDI surfaces and OSC apps. */
  readonly surfaces: Surfaces;
  /** The computer goes to sleep: nothing is sent any more. */
  suspend(): void;
  /** It is awake again: everything is stale until it has been read. */
  resume(): void;
  close(): Promise<void>;
}

export interface OmnibusOptions {
  /** Command line after the program: `--console TARGET` goes before what was chosen last. Other words are left alone. */
  readonly args: readonly string[];
  readonly version?: string;
  /** Tells a person what went wrong but does not stop the app. */
  readonly warn?: (message: string) => void;
  /** Surfaces to use in place of those that were chosen last. */
  readonly surfaceWish?: SurfaceSettings;
  /** Where the built page is that others are served. */
  readonly pageFolder: string;
  /** A certificate of one's own for HTTPS, in place of a generated one. */
  readonly certificate?: Certificate;
}

/** The version of package.json, put in when the program is built. */
declare const __APP_VERSION__: string | undefined;
export const appVersion = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : '0.0.0';

const firstDriver = () => {
  const driver = drivers.find(({ isDemo }) => isDemo) ?? drivers[0];
  if (!driver) throw new Error('No console family is built in');
  return driver;
};

/** The emulated console of people who have none. @param runs is told of its desk while there is one */
async function startDemo(runs: (desk: SimulatedDesk | undefined) => void) {
  const driver = firstDriver();
  const emulator = await startEmulator(driver, { host: '127.0.0.1', port: 0, demo: true, clock: systemClock });
  runs(emulator.desk);
  return {
    driver,
    target: emulator.target,
    close() {
      runs(undefined);
      return emulator.close();
    },
  };
}

/**
 * Builds the hub and connects it: to the console named on the command line, else to the one chosen last, else to the emulated
 * one. @throws if the console named on the command line cannot be understood.
 */
export async function createOmnibus({
  args,
  version = appVersion,
  warn = () => undefined,
  pageFolder,
  certificate,
  surfaceWish,
}: OmnibusOptions): Promise<Omnibus> {
  const { values } = parseArgs({ args: [...args], options: { console: { type: 'string' } }, strict: false });
  const asked = typeof values.console === 'string' ? values.console : undefined;
  if (asked !== undefined && asked !== emulatedTarget) {
    const parsed = parseTarget(asked);
    if ('error' in parsed) throw new Error(`--console: ${parsed.error}`);
  }
  const preparing = prepareDesks(
    drivers.map((driver) => driver.prepare?.() ?? []),
    systemClock,
  );
  const file = settingsFile(process.env, process.platform);
  const hub = new DeskHub({ clock: systemClock, wallMs: Date.now, version });
  hub.addFeature(new GuidedActions(hub));
  const folder = journalFolder(process.env, process.platform);
  const journal = new JournalFile({ folder, wallMs: Date.now, warn });
  hub.journal.sink = journal.write;
  hub.journal.event('Omnibus', `start of version ${version}`);
  const midi = await MidiSystem.start(systemClock);
  const outlet = new CueMessages({ midi, problem: (message) => hub.tellAll({ type: 'problem', message }) });
  const { scenes, shelf } = await openShow({ hub, folder: dirname(file), warn, outlet });
  const { people, forgetOld } = showPeople({ hub, scenes, folder: dirname(file), warn });
  const remote = new RemoteAccess({
    clock: systemClock,
    wallMs: Date.now,
    authority: hub,
    people,
    files: () => readPageFiles(pageFolder),
    announce: announcePage,
    announcedName: localName,
    warn,
    ...(certificate && { certificate }),
    changed: () => people.changed(),
  });
  people.remote = remote;
  const consoleMaps = new ConsoleMaps(hub, scenes.show, readConsoleMap);
  hub.addFeature(consoleMaps);
  hub.addFeature(new DeskKeys(hub));
  let isStarting = true;
  let demoDesk: SimulatedDesk | undefined;
  const connector = new DeskConnector({
    host: hub,
    clock: systemClock,
    drivers,
    consoleMap: (id) => consoleMaps.get(id),
    startEmulated: () =>
      startDemo((desk) => {
        demoDesk = desk;
      }),
    chosen: (target) => {
      if (isStarting) return;
      const problem = writeSettings(file, { ...readSettings(file), console: target });
      if (problem) warn(problem);
    },
  });
  hub.console = connector;
  hub.addFeature(
    new ReplayFeature(
      hub,
      ({ played, ...stretch }) =>
        demoDesk &&
        new JournalReplay({
          ...stretch,
          clock: systemClock,
          desk: demoDesk,
          played: (_record, count) => played(count),
        }),
    ),
  );
  const surfaces = new Surfaces({
    hands: hub,
    clock: systemClock,
    midi,
    warn,
    mappings: new ShowMappings(scenes.show),
    chosen: (chosen) => {
      const problem = writeSettings(file, { ...readSettings(file), surfaces: chosen });
      if (problem) warn(problem);
    },
  });
  surfaces.scenes = scenes;
  hub.addFeature(new SurfacePanel(hub, surfaces));
  await surfaces.start(surfaceWish ?? readSettings(file).surfaces ?? noSurfaces);
  const target = asked ?? readSettings(file).console ?? emulatedTarget;
  if (target !== '') {
    const problem = connector.connect(target);
    if (problem) {
      warn(`The console chosen last is not understood any more: ${problem}`);
      connector.connect(emulatedTarget);
    }
  }
  isStarting = false;
  return {
    authority: hub,
    hub,
    people,
    remote,
    surfaces,
    suspend: () => hub.safety.suspend(),
    resume: () => hub.safety.resume(),
    async close() {
      preparing.dispose();
      await remote.close();
      await surfaces.close();
      await outlet.close();
      midi.dispose();
      connector.dispose();
      hub.dispose();
      await shelf.close();
      forgetOld();
      await journal.close();
    },
  };
}

interface ShowPlace {
  readonly hub: DeskHub;
  readonly folder: string;
  readonly warn: (message: string) => void;
  readonly outlet: CueOutlet;
}

/** Opens the show that was open last, with what an earlier run may have left in the middle of a recall. */
async function openShow({ hub, folder, warn, outlet }: ShowPlace) {
  const shelf = new ShowShelf({
    layer: disk,
    folder: join(folder, 'show-state'),
    shelf: join(folder, 'shows'),
    clock: systemClock,
    wallMs: Date.now,
    warn,
  });
  await shelf.start();
  const plans = await RecallPlans.open(disk, join(folder, 'show-state'), warn);
  const scenes = new SceneDesk(hub, { store: shelf, plans, formats: sceneFormats, outlet });
  hub.addFeature(scenes);
  return { scenes, shelf };
}

interface PeoplePlace {
  readonly hub: DeskHub;
  readonly scenes: SceneDesk;
  readonly folder: string;
  readonly warn: (message: string) => void;
}

/** People and cue mixes of the open show. @returns `forgetOld` as well: for when the show is on disk */
function showPeople({ hub, scenes, folder, warn }: PeoplePlace) {
  const tokens = new PeopleFile(join(folder, 'people.json'), warn);
  const { old } = tokens;
  if (old) scenes.show.editQuietly((show) => withOldPeople(show, old));
  const people = new RemotePeople({ hub, clock: systemClock, tokens, show: new ShowPeople(scenes.show) });
  hub.addFeature(people);
  hub.addFeature(new Mixes(hub, new ShowMixes(scenes.show)));
  return { people, forgetOld: () => tokens.forgetOld() };
}

/** The app served to browsers. */
export interface ServedOmnibus extends Omnibus {
  readonly url: string;
  readonly port: number;
}

export interface ServeArguments {
  readonly console?: string;
  /** An address of this machine that no other can reach: whoever reaches it is the engineer. */
  readonly host: string;
  readonly port: number;
  /** Lets others pair. */
  readonly remote?: RemoteWish;
  readonly certificate?: Certificate;
  /** What the command line says of surfaces. */
  readonly surfaces?: SurfaceWords;
  readonly pageFolder: string;
  readonly warn?: (message: string) => void;
}

export { readScenes } from './drivers/sceneFormats.ts';
export { defaultRemotePort } from './remote/remoteAccess.ts';
export { TerminalDoor, terminalHelp } from './remote/terminalDoor.ts';
export type { Authority, Certificate };
export { surfaceOptions };

/** The usual port of the page. */
export const defaultPagePort = 8032;

/** Builds the app and serves its page. @throws with a sentence if the port or the page's files cannot be had. */
export async function serveOmnibus(options: ServeArguments): Promise<ServedOmnibus> {
  const { host, port, pageFolder, remote, certificate } = options;
  const warn = options.warn ?? (() => undefined);
  if (!isLoopback(host)) {
    throw new Error(
      `${host} can be reached by others, who would not have to pair: add --remote to let them in safely.`,
    );
  }
  const surfaceWish = surfacesOf(options.surfaces ?? {});
  const omnibus = await createOmnibus({
    ...(surfaceWish && { surfaceWish }),
    args: options.console === undefined ? [] : ['--console', options.console],
    warn,
    pageFolder,
    ...(certificate && { certificate }),
  });
  let server: Awaited<ReturnType<typeof startWebServer>> | undefined;
  const close = async () => {
    await server?.close();
    await omnibus.close();
  };
  try {
    const files = readPageFiles(pageFolder);
    server = await startWebServer({ authority: omnibus.authority, files, host, port, warn });
    if (remote) await omnibus.remote.start(remote);
    return { ...omnibus, url: server.url, port: server.port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** How long a console may take to be read, for a command. */
const mostReadMs = 30_000;

/** Connects to a console for one command: reads it, and sends nothing unless asked. @throws with a sentence if it cannot be read */
export async function openConsole(target: string): Promise<CommandConsole> {
  const hub = new DeskHub({ clock: systemClock, wallMs: Date.now, version: appVersion });
  hub.addFeature(new SceneDesk(hub, { formats: sceneFormats }));
  const connector = new DeskConnector({
    host: hub,
    clock: systemClock,
    drivers,
    startEmulated: () => startDemo(() => undefined),
    chosen: () => undefined,
  });
  const close = async () => {
    connector.dispose();
    hub.dispose();
  };
  const problem = connector.connect(target);
  const state = problem === undefined ? await whenRead(hub) : undefined;
  if (!state) {
    await close();
    throw new Error(
      problem ?? `${target} was not read within ${mostReadMs / 1000} s: is the console on, and on this network?`,
    );
  }
  return {
    state,
    close,
    async recall(wish) {
      const client = new RecallClient(
        (link) => hub.connect(link, { name: 'Command line', role: 'engineer' }),
        systemClock,
      );
      try {
        return await client.recall(wish);
      } finally {
        client.close();
      }
    },
  };
}

/** The desk's state as soon as everything of it has been read; `undefined` if that takes too long. */
async function whenRead(hub: DeskHub): Promise<DeskState | undefined> {
  const startMs = systemClock.nowMs();
  while (!hub.isOpen) {
    if (systemClock.nowMs() - startMs > mostReadMs) return undefined;
    await new Promise<void>((resolve) => systemClock.after(20, resolve));
  }
  return hub.desk?.state;
}
