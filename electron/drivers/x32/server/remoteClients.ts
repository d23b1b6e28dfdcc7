import type { Clock } from '../../../../shared/base/clock.ts';
import type { Client } from './client.ts';

/** Facts, section 4. */
const leaseMs = 10_000;
const mostClients = 4;

/** The clients that are told of changes: four at most, each for ten seconds from its last `/xremote`. */
export class RemoteClients {
  readonly #clock: Clock;
  readonly #leases = new Map<string, { readonly client: Client; untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a client in or renews its lease. @returns false if all places are taken: a fifth is ignored until one is free. */
  admit(client: Client): boolean {
    this.#expire();
    const untilMs = this.#clock.nowMs() + leaseMs;
    const lease = this.#leases.get(client.key);
    if (lease) {
      lease.untilMs = untilMs;
      return true;
    }
    if (this.#leases.size >= mostClients) return false;
    this.#leases.set(client.key, { client, untilMs });
    return true;
  }

  drop(client: Client): void {
    this.#leases.delete(client.key);
  }

  /** Everybody who holds a lease now. */
  *current(): Generator<Client> {
    this.#expire();
    for (const { client } of this.#leases.values()) yield client;
  }

  get count(): number {
    this.#expire();
    return this.#leases.size;
  }

  #expire(): void {
    const now = this.#clock.nowMs();
    for (const [key, { untilMs }] of this.#leases) if (now >= untilMs) this.#leases.delete(key);
  }
}
