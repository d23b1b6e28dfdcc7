import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { Result } from '../../shared/base/result.ts';
import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { FoundDesk, TargetOption } from '../../shared/protocol/connection.ts';
import type { DeskListener, DeskPort } from '../hub/peer.ts';

export type { TargetOption } from '../../shared/protocol/connection.ts';
export type { DeskListener } from '../hub/peer.ts';

/** A console's place: on the network, or at a port of this machine that the options name. */
export interface DeskTarget {
  /** Empty where the options say where the console is. */
  readonly host: string;
  readonly port: number;
  /** What else has to be known to talk to it, such as a setting of the console that it does not tell; see {@link TargetOption}. */
  readonly options?: Readonly<Record<string, string>>;
}

/** A console's place in words, as the user types it. */
export function printTarget(family: string, { host, port, options = {} }: DeskTarget): string {
  const place = host === '' ? '' : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const query = Object.entries(options).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `${family}://${place}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** A running connection to a console. Disposing it ends it without a word to the listener. */
export interface DeskSession extends DeskPort, Disposable {}

/** What a driver gets from the one who opens it. */
export interface DriverContext {
  readonly clock: Clock;
  /** The description of a console that the open show keeps under this id, as parsed JSON. */
  readonly consoleMap?: (id: string) => unknown;
}

/** Signal levels of a served desk at this moment, as linear amplitude (1 = 0 dB full scale). */
export interface DeskLevels {
  /** Advances the sources and recomputes everything; called before a meter message is made. */
  update(nowMs: number): void;
  /** Of a strip after its input stage, before its fader; stereo strips (`main/stereo`) by side. */
  pre(strip: string, side?: 'left' | 'right'): number;
  /** Of a strip after its fader, mute and groups. */
  post(strip: string, side?: 'left' | 'right'): number;
  /** Gain (1 = no reduction) of a strip's gate or dynamics. */
  reduction(strip: string, stage: 'gate' | 'dynamics'): number;
}

/** A desk that a server answers as: the simulated one, or the live one behind a gateway. */
export interface ServedDesk {
  readonly schema: Schema;
  readonly levels: DeskLevels;
  get(id: ParamId): ParamValue | undefined;
  /** Applies changes with all that follows from them (linked strips). `origin` comes back with the event. @returns what changed. */
  apply(changes: DeskDiff, origin: unknown): DeskDiff;
  onChange(listener: (event: { readonly changes: DeskDiff; readonly origin: unknown }) => void): Disposable;
}

/** Where and how a server answers. Loss (0…1 each way), delay and jitter (ms, each way) make a bad network; `seed` makes it repeatable. */
export interface ServeOptions extends DriverContext {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The console's name on the network. */
  readonly name: string;
  readonly loss?: number;
  readonly delayMs?: number;
  readonly jitterMs?: number;
  readonly seed?: number;
  /** Text of a file in the family's own scene format, loaded before the first request is answered. */
  readonly sceneText?: string;
  /** State of an earlier {@link DeskServer.saveState}. */
  readonly savedState?: string;
}

/** A desk that answers on the network. */
export interface DeskServer {
  readonly target: DeskTarget;
  /** Everything needed to come back after a restart, as text. */
  saveState(): string;
  /** Counts for people who watch the server. */
  statistics(): {
    readonly received: number;
    readonly sent: number;
    readonly ignored: number;
    readonly malformed: number;
    readonly clients: number;
  };
  close(): Promise<void>;
}

/** A kind of file that consoles of a family write. */
export interface DeskFileFormat {
  /** Lower case letters, digits, `-` and `.`, at most 16. */
  readonly id: string;
  readonly title: string;
  /** How its names end, with the point. */
  readonly extension: string;
}

/** What is said of a file and not set by it. */
export interface DeskFileAbout {
  readonly title: string;
  readonly notes: string;
}

/** A file as it was read. */
export interface ReadDeskFile extends DeskFileAbout {
  /** Id of its {@link DeskFileFormat}. */
  readonly format: string;
  /** What it sets, by ids of the schema that it was read for. */
  readonly changes: DeskDiff;
  /** Lines that were not read, or not to their end, verbatim. */
  readonly unread: readonly string[];
}

/** The family's own scene files, on paper: no console is asked. */
export interface DeskFiles {
  readonly formats: readonly DeskFileFormat[];
  /** Whether a text begins as files of this family do. */
  isOwn(text: string): boolean;
  /** @throws with a sentence if the text cannot be read at all */
  read(text: string, schema: Schema): ReadDeskFile;
  /**
   * Writes a file with all values that are known. @param unread lines of {@link ReadDeskFile}: they stand in it as they were, unless
   * what they set is another value now
   */
  print(
    format: string,
    schema: Schema,
    about: DeskFileAbout,
    lookUp: (id: ParamId) => ParamValue | undefined,
    unread: readonly string[],
  ): string;
}

/** A console family: everything the program knows of it lies in one folder and is reached through this. */
export interface DeskDriver {
  /** Family id, the scheme of its targets: lower case letters and digits. */
  readonly id: string;
  readonly title: string;
  readonly defaultPort: number;
  /** What may stand behind a target of this family. */
  readonly options?: readonly TargetOption[];
  /** The family of the emulated console that people see who have none. */
  readonly isDemo?: true;
  /**
   * What a console that is looked for says of itself: name, model and firmware if this is not given; not its name (`model`); only
   * that it is there (`presence`); or it cannot be found at all (`nothing`).
   */
  readonly introduces?: 'model' | 'presence' | 'nothing';
  /** Every model and firmware generation that the driver knows; the first is the one that an emulator shows unless told otherwise. */
  readonly profiles: readonly DeskProfile[];
  /**
   * Builds the tables that its consoles need, ahead of the first one. For drivers that take more than some ms for it: while they do,
   * nobody is heard. It goes in steps of some ms; one that completes the tables of a generation gives a schema of it. The newest
   * generation comes first.
   */
  prepare?(): Iterable<Schema | undefined>;
  /** Looks for consoles, on the local network or at one address, until disposed; each is reported once. */
  discover(address: string | undefined, found: (desk: FoundDesk) => void, context: DriverContext): Disposable;
  open(target: DeskTarget, listener: DeskListener, context: DriverContext): DeskSession;
  serve(desk: ServedDesk, options: ServeOptions): Promise<DeskServer>;
  /**
   * For families whose consoles are described by people: reads the text of such a description. @returns it with its title, ready to
   * be kept in a show and handed back by {@link DriverContext.consoleMap}; or a sentence that says where and what is wrong.
   */
  readConsoleMap?(text: string): Result<{ readonly name: string; readonly map: Readonly<Record<string, unknown>> }>;
  /** Scene files, where the family has any. */
  readonly files?: DeskFiles;
}

/** Declares a driver; the registry finds it as the default export of its folder's index.ts. */
export function defineDriver(driver: DeskDriver): DeskDriver {
  return driver;
}
