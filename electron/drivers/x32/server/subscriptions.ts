import type { Clock } from '../../../../shared/base/clock.ts';
import type { Disposable } from '../../../../shared/base/disposable.ts';
import type { Client, Send } from './client.ts';

/** Facts, sections 6 and 7. */
const leaseMs = 10_000;
const shortestIntervalMs = 50;
const highestTimeFactor = 99;

/** No real client comes near these; they keep a careless one from filling memory and network. */
const mostPerClient = 32;
const mostInAll = 256;

/** Time between two messages of a time factor; factors outside 0…99 count as 0, and 0 as 1. */
export function intervalMsOf(timeFactor: number): number {
  const factor = timeFactor > 0 && timeFactor <= highestTimeFactor ? timeFactor : 1;
  return shortestIntervalMs * factor;
}

interface Subscription {
  readonly client: Client;
  readonly name: string;
  readonly make: () => Uint8Array | undefined;
  readonly intervalMs: number;
  /** Whether `/renew` keeps it alive; meter requests have to be made again. */
  readonly isRenewable: boolean;
  nextMs: number;
  untilMs: number;
  timer: Disposable | undefined;
}

/** Messages that are repeated for a client until their ten seconds are over: the first at once, the others on an even grid. */
export class Subscriptions implements Disposable {
  readonly #clock: Clock;
  readonly #send: Send;
  /** By client, then by name. */
  readonly #byClient = new Map<string, Map<string, Subscription>>();
  #count = 0;

  constructor(clock: Clock, send: Send) {
    this.#clock = clock;
    this.#send = send;
  }

  /**
   * Begins a subscription, or begins it anew if the client has one of that name.
   * @param make the next message; none is sent while it gives `undefined`.
   * @returns false if the client has too many.
   */
  start(
    client: Client,
    name: string,
    intervalMs: number,
    isRenewable: boolean,
    make: () => Uint8Array | undefined,
  ): boolean {
    this.#end(client.key, name);
    const own = this.#byClient.get(client.key) ?? new Map<string, Subscription>();
    if (own.size >= mostPerClient || this.#count >= mostInAll) return false;
    const nowMs = this.#clock.nowMs();
    const subscription: Subscription = {
      client,
      name,
      make,
      intervalMs,
      isRenewable,
      nextMs: nowMs,
      untilMs: nowMs + leaseMs,
      timer: undefined,
    };
    this.#byClient.set(client.key, own);
    own.set(name, subscription);
    this.#count++;
    this.#deliver(subscription);
    return true;
  }

  /** Gives one subscription, or all of a client's, ten more seconds. @returns whether there was one. */
  renew(client: Client, name?: string): boolean {
    let renewed = false;
    const untilMs = this.#clock.nowMs() + leaseMs;
    for (const subscription of this.#byClient.get(client.key)?.values() ?? []) {
      if (!subscription.isRenewable || (name !== undefined && subscription.name !== name)) continue;
      subscription.untilMs = untilMs;
      renewed = true;
    }
    return renewed;
  }

  /** Ends one subscription, or all of a client's. @returns whether there was one. */
  stop(client: Client, name?: string): boolean {
    if (name !== undefined) return this.#end(client.key, name);
    const names = [...(this.#byClient.get(client.key)?.keys() ?? [])];
    for (const each of names) this.#end(client.key, each);
    return names.length > 0;
  }

  dispose(): void {
    for (const own of this.#byClient.values()) for (const each of own.values()) each.timer?.dispose();
    this.#byClient.clear();
    this.#count = 0;
  }

  #deliver(subscription: Subscription): void {
    const nowMs = this.#clock.nowMs();
    if (nowMs >= subscription.untilMs) {
      this.#end(subscription.client.key, subscription.name);
      return;
    }
    const message = subscription.make();
    if (message) this.#send(subscription.client, message);
    do subscription.nextMs += subscription.intervalMs;
    while (subscription.nextMs <= nowMs);
    subscription.timer = this.#clock.after(subscription.nextMs - nowMs, () => this.#deliver(subscription));
  }

  #end(clientKey: string, name: string): boolean {
    const own = this.#byClient.get(clientKey);
    const subscription = own?.get(name);
    if (!own || !subscription) return false;
    subscription.timer?.dispose();
    own.delete(name);
    if (own.size === 0) this.#byClient.delete(clientKey);
    this.#count--;
    return true;
  }
}
