import type { Disposable } from '../../../shared/base/disposable.ts';
import type { Endpoint } from '../../transports/udp.ts';
import type { DeskTarget, DriverContext } from '../driver.ts';
import { canMove, DeskSearch } from './deskSearch.ts';
import type { DeskIdentity, OpenSearchSocket } from './discovery.ts';

/** Another desk at our address is taken for ours only after the search for ours. */
const strangerAfterMs = 4500;

export interface WhereaboutsOptions {
  readonly target: DeskTarget;
  readonly context: DriverContext;
  readonly openSearch: OpenSearchSocket | undefined;
  /** The desk that was here answers at another place: {@link Whereabouts.target} is that place now. */
  moved(): void;
  /** Several desks answer to its name. */
  unclear(sentence: string): void;
}

/** Which desk is meant, where it is, and where it is looked for when it is not there. */
export class Whereabouts implements Disposable {
  target: DeskTarget;
  readonly #options: WhereaboutsOptions;
  /** The desk that was here last: the one to be found again. */
  #known: DeskIdentity | undefined;
  #search: DeskSearch | undefined;
  #strangerSinceMs: number | undefined;

  constructor(options: WhereaboutsOptions) {
    this.#options = options;
    this.target = options.target;
  }

  /** As it is typed. */
  get place(): string {
    const { host, port } = this.target;
    return `x32://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  get known(): DeskIdentity | undefined {
    return this.#known;
  }

  /** This desk is the one that is meant from now on. */
  settle(identity: DeskIdentity): void {
    this.dispose();
    this.#known = identity;
    this.#strangerSinceMs = undefined;
  }

  /** The desk does not answer any more: the whole network is asked for it. */
  lost(): void {
    this.#strangerSinceMs = undefined;
    this.#lookElsewhere();
  }

  /**
   * Another desk answers here. Ours is looked for elsewhere first, where it may be elsewhere.
   * @returns `new` the first time, `known` until the search has had its time, `instead` when this one takes its place
   */
  strange(nowMs: number): 'new' | 'known' | 'instead' {
    if (!canMove(this.target)) return 'instead';
    if (this.#strangerSinceMs === undefined) {
      this.#strangerSinceMs = nowMs;
      this.#lookElsewhere();
      return 'new';
    }
    return nowMs - this.#strangerSinceMs < strangerAfterMs ? 'known' : 'instead';
  }

  #lookElsewhere(): void {
    const identity = this.#known;
    if (!identity || this.#search || !canMove(this.target)) return;
    const { context, openSearch, unclear } = this.#options;
    this.#search = new DeskSearch({
      context,
      ...(openSearch ? { openSocket: openSearch } : {}),
      identity,
      found: (place) => this.#moveTo(place),
      unclear: (count) => {
        if (count > 1) unclear(`${count} consoles named "${identity.name}" answer: choose one.`);
      },
    });
  }

  #moveTo(place: Endpoint): void {
    if (place.host === this.target.host && place.port === this.target.port) return;
    this.target = place;
    this.#strangerSinceMs = undefined;
    this.#options.moved();
  }

  dispose(): void {
    this.#search?.dispose();
    this.#search = undefined;
  }
}

/** Consoles are told apart by what they say of themselves, not by where they are. */
export function isSameDesk(one: DeskIdentity, other: DeskIdentity): boolean {
  return one.name === other.name && one.model === other.model;
}
