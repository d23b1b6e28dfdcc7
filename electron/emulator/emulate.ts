import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import type { DeskDriver, DeskServer, DeskTarget, ServeOptions } from '../drivers/driver.ts';
import { demoBand } from './demoBand.ts';
import { SimulatedDesk } from './simulatedDesk.ts';
import { readStateFile, writeStateFile } from './stateFile.ts';

export interface EmulatorOptions
  extends Pick<ServeOptions, 'host' | 'port' | 'loss' | 'delayMs' | 'jitterMs' | 'seed'> {
  /** Name of the model as its profile has it; the driver's first if not given. */
  readonly model?: string;
  readonly name?: string;
  readonly sceneText?: string;
  /** Kept across restarts in this file, if given. */
  readonly stateFile?: string;
  /** Whether a band stands on the desk, if neither a scene nor an earlier state does. */
  readonly demo: boolean;
  readonly clock: Clock;
  /** Told when the state could not be kept; the emulator goes on. */
  readonly warn?: (message: string) => void;
}

export interface RunningEmulator {
  readonly target: DeskTarget;
  readonly desk: SimulatedDesk;
  readonly server: DeskServer;
  /** Keeps the state, if asked to, and ends. */
  close(): Promise<void>;
}

/** The state is kept this often while the desk is in use, and at the end. */
const keepEveryMs = 30_000;

/** Runs an emulated console of a family. @throws (rejects) with a sentence that says what cannot be used. */
export async function startEmulator(driver: DeskDriver, options: EmulatorOptions): Promise<RunningEmulator> {
  const profile = profileOf(driver, options.model);
  const { host, port, clock, seed = 1, stateFile } = options;
  const savedState = stateFile === undefined ? undefined : await readStateFile(stateFile);
  const desk = new SimulatedDesk(buildSchema(profile), seed);
  if (options.demo && options.sceneText === undefined && savedState === undefined) {
    desk.apply(demoBand(desk.schema), undefined);
  }
  const server = await driver.serve(desk, {
    host,
    port,
    clock,
    seed,
    name: options.name ?? `Emulated ${profile.title}`,
    loss: options.loss ?? 0,
    delayMs: options.delayMs ?? 0,
    jitterMs: options.jitterMs ?? 0,
    ...(options.sceneText === undefined ? {} : { sceneText: options.sceneText }),
    ...(savedState === undefined ? {} : { savedState }),
  });
  const keeper = stateFile === undefined ? undefined : new StateKeeper(server, stateFile, savedState, options);
  return {
    target: server.target,
    desk,
    server,
    async close() {
      try {
        await keeper?.finish();
      } finally {
        await server.close();
      }
    },
  };
}

function profileOf(driver: DeskDriver, model: string | undefined): DeskProfile {
  const profile =
    model === undefined
      ? driver.profiles[0]
      : driver.profiles.find((each) => each.model.toLowerCase() === model.toLowerCase());
  if (profile) return profile;
  const models = [...new Set(driver.profiles.map((each) => each.model))].join(', ');
  throw new Error(`${driver.title} has no model "${model}": choose one of ${models}.`);
}

/** Writes the state of a server to its file now and then, when it has changed. */
class StateKeeper {
  readonly #server: DeskServer;
  readonly #file: string;
  readonly #clock: Clock;
  readonly #warn: (message: string) => void;
  #written: string | undefined;
  #writing: Promise<void> = Promise.resolve();
  #timer: Disposable;

  constructor(server: DeskServer, file: string, written: string | undefined, { clock, warn }: EmulatorOptions) {
    this.#server = server;
    this.#file = file;
    this.#written = written;
    this.#clock = clock;
    this.#warn = warn ?? (() => undefined);
    this.#timer = this.#later();
  }

  /** Writes a last time. @throws (rejects) if it cannot be written. */
  async finish(): Promise<void> {
    this.#timer.dispose();
    await this.#writing;
    await this.#keep();
  }

  #later(): Disposable {
    return this.#clock.after(keepEveryMs, () => {
      this.#writing = this.#keep().catch((error: unknown) => {
        this.#warn(error instanceof Error ? error.message : String(error));
      });
      this.#timer = this.#later();
    });
  }

  async #keep(): Promise<void> {
    const text = this.#server.saveState();
    if (text === this.#written) return;
    await writeStateFile(this.#file, text);
    this.#written = text;
  }
}
