import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { cutText } from '../../shared/desk/paramSpec.ts';
import type { FoundDesk } from '../../shared/protocol/connection.ts';
import type { ConsoleCommands, DeskHost, DeskSeat } from '../hub/peer.ts';
import type { DeskDriver, DeskSession, DeskTarget, DriverContext } from './driver.ts';
import { parseTarget } from './registry.ts';

/** A search for consoles takes this long. */
const searchMs = 5000;
/** No network has more consoles: what claims to be one more is a mistake or mischief, and everybody is told of each. */
const mostFound = 64;
const longestText = 64;
/** The word for the emulated console in place of a target. */
export const emulatedTarget = 'emulated';

/** An emulated console that is running somewhere in this process. */
export interface EmulatedDesk {
  readonly driver: DeskDriver;
  readonly target: DeskTarget;
  close(): Promise<void>;
}

export interface DeskConnectorOptions {
  readonly host: DeskHost;
  readonly clock: Clock;
  readonly drivers: readonly DeskDriver[];
  startEmulated(): Promise<EmulatedDesk>;
  /** See {@link DriverContext.consoleMap}; missing where no show is open. */
  readonly consoleMap?: DriverContext['consoleMap'];
  /** The user chose a console: `family://host:port`, {@link emulatedTarget}, or '' for none. */
  chosen(target: string): void;
}

/** Brings consoles to the hub: finds them, connects to one at a time, runs the emulated one while it is wanted. */
export class DeskConnector implements ConsoleCommands, Disposable {
  readonly families: ConsoleCommands['families'];
  readonly #options: DeskConnectorOptions;
  #seat: DeskSeat | undefined;
  #session: DeskSession | undefined;
  #emulated: EmulatedDesk | undefined;
  #search: readonly Disposable[] = [];
  /** Counts connections, so that an emulated console that starts too late is not connected any more. */
  #attempt = 0;

  constructor(options: DeskConnectorOptions) {
    this.#options = options;
    this.families = options.drivers.map(({ id, title, options: rest }) => ({
      id,
      title,
      emulated: true,
      ...(rest && { options: rest }),
    }));
  }

  connect(text: string): string | undefined {
    if (text === emulatedTarget) {
      this.#options.chosen(text);
      void this.#connectEmulated();
      return undefined;
    }
    const parsed = parseTarget(text);
    if ('error' in parsed) return parsed.error;
    this.#options.chosen(text);
    this.#leave();
    this.#open(parsed.driver, parsed.target, false);
    return undefined;
  }

  disconnect(): void {
    this.#options.chosen('');
    this.#leave();
    this.#seat?.detach();
    this.#seat = undefined;
  }

  search(): void {
    this.#endSearch();
    const { clock, host, drivers } = this.#options;
    const desks: FoundDesk[] = [];
    host.tellFound(desks, true);
    const found = (desk: FoundDesk) => {
      if (desks.length >= mostFound) return;
      const short = (text: string) => cutText(text, longestText);
      desks.push({ ...desk, name: short(desk.name), model: short(desk.model), firmware: short(desk.firmware) });
      host.tellFound([...desks], true);
    };
    const end = clock.after(searchMs, () => {
      this.#endSearch();
      host.tellFound(desks, false);
    });
    this.#search = [end, ...drivers.map((driver) => driver.discover(undefined, found, { clock }))];
  }

  dispose(): void {
    this.#endSearch();
    this.#leave();
  }

  #endSearch(): void {
    for (const each of this.#search) each.dispose();
    this.#search = [];
  }

  #leave(): void {
    this.#attempt++;
    this.#session?.dispose();
    this.#session = undefined;
    void this.#emulated?.close();
    this.#emulated = undefined;
  }

  #open(driver: DeskDriver, target: DeskTarget, isEmulated: boolean): void {
    this.#seat = this.#options.host.attach(isEmulated);
    const { clock, consoleMap } = this.#options;
    this.#session = driver.open(target, this.#seat.listener, { clock, ...(consoleMap && { consoleMap }) });
    this.#seat.bind(this.#session);
  }

  /** Nothing is connected, and this is why. */
  #explain(detail: string): void {
    this.#seat = this.#options.host.attach(true);
    const nothing = { target: '', name: '', model: '', firmware: '', read: 0, total: 0 };
    this.#seat.listener.status({ ...nothing, state: 'offline', detail });
  }

  async #connectEmulated(): Promise<void> {
    this.#leave();
    const attempt = this.#attempt;
    let emulated: EmulatedDesk;
    try {
      emulated = await this.#options.startEmulated();
    } catch (error) {
      this.#explain(`The emulated console does not start: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (attempt !== this.#attempt) return emulated.close();
    this.#emulated = emulated;
    this.#open(emulated.driver, emulated.target, true);
  }
}
