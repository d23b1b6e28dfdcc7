import type { Disposable } from '../../../shared/base/disposable.ts';
import type { Endpoint } from '../../transports/udp.ts';
import type { DriverContext } from '../driver.ts';
import { type DeskIdentity, deskPort, discover, type OpenSearchSocket } from './discovery.ts';

/** All that answer within this time are heard before it is decided which one is meant. */
const roundMs = 1800;

export interface DeskSearchOptions {
  readonly context: DriverContext;
  readonly openSocket?: OpenSearchSocket;
  /** Which desk is looked for. */
  readonly identity: DeskIdentity;
  /** Exactly one desk of that name and model answers. */
  found(place: Endpoint): void;
  /** None does, or several do: `count` says how many. */
  unclear(count: number): void;
}

/** Looks for a desk that has left its address: by its name and model, on the local networks, until disposed. */
export class DeskSearch implements Disposable {
  readonly #options: DeskSearchOptions;
  #search: Disposable | undefined;
  #timer: Disposable | undefined;

  constructor(options: DeskSearchOptions) {
    this.#options = options;
    this.#round();
  }

  #round(): void {
    const { context, openSocket, identity, found, unclear } = this.#options;
    const places = new Map<string, Endpoint>();
    this.#search?.dispose();
    this.#search = discover(
      undefined,
      ({ name, model }, place) => {
        if (name === identity.name && model === identity.model) places.set(`${place.host}:${place.port}`, place);
      },
      context,
      openSocket,
    );
    this.#timer = context.clock.after(roundMs, () => {
      const [only] = places.values();
      this.#round();
      if (only && places.size === 1) found(only);
      else unclear(places.size);
    });
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#search?.dispose();
  }
}

/** Whether a desk at this place may be found elsewhere: not one on this machine, nor one behind a port of somebody's choice. */
export function canMove({ host, port }: Endpoint): boolean {
  return port === deskPort && host !== '::1' && host !== 'localhost' && !host.startsWith('127.');
}
