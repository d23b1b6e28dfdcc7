import type { Clock } from '../../../../shared/base/clock.ts';
import { encodeMessage, type OscReader } from '../../../transports/oscCodec.ts';
import { meterParameters } from '../meters.ts';
import type { WireParam } from '../wireMap.ts';
import type { Client } from './client.ts';
import { formatBlob } from './formatBlob.ts';
import type { MeterFeed } from './meterFeed.ts';
import type { ParameterRequests } from './parameterRequests.ts';
import { intervalMsOf, type Subscriptions } from './subscriptions.ts';

/** Most values that one formatted subscription may hold; the desk's own datagrams stay far below. */
const mostFormatted = 512;

/** An alias becomes the address of the reply (facts, section 6). */
const usableAlias = /^\/[!-~]{1,63}$/;

/** Requests for repeated messages: `/subscribe`, `/formatsubscribe`, `/batchsubscribe`, `/meters`, and their renewing and ending. */
export class SubscriptionRequests {
  readonly #subscriptions: Subscriptions;
  readonly #parameters: ParameterRequests;
  readonly #meters: MeterFeed;
  readonly #clock: Clock;
  readonly #reply: (path: string) => Uint8Array | undefined;

  /** @param reply the ordinary reply to a get of any address that the desk answers. */
  constructor(
    subscriptions: Subscriptions,
    parameters: ParameterRequests,
    meters: MeterFeed,
    clock: Clock,
    reply: (path: string) => Uint8Array | undefined,
  ) {
    this.#subscriptions = subscriptions;
    this.#parameters = parameters;
    this.#meters = meters;
    this.#clock = clock;
    this.#reply = reply;
  }

  /** `,si` address, time factor; the factor may be left out. */
  subscribe(message: OscReader, client: Client): boolean {
    const address = message.text(0);
    if (address === undefined || this.#reply(address) === undefined) return false;
    const timeFactor = message.tag(1) === 'i' ? message.number(1) : 0;
    return this.#subscriptions.start(client, address, intervalMsOf(timeFactor), true, () => this.#reply(address));
  }

  /** `,s s… iii`: alias, addresses with `*` for digits, first index, last index, time factor. */
  formatSubscribe(message: OscReader, client: Client): boolean {
    const texts = leadingTexts(message);
    const [alias, ...patterns] = texts;
    const [first, last, timeFactor] = intsFrom(message, texts.length);
    if (alias === undefined || !usableAlias.test(alias) || first === undefined || last === undefined) return false;
    const params = this.#formatted(patterns, first, last);
    if (!params) return false;
    const { lookUp } = this.#parameters;
    return this.#subscriptions.start(client, alias, intervalMsOf(timeFactor ?? 0), true, () =>
      encodeMessage(alias, 'b', [formatBlob(params, lookUp)]),
    );
  }

  /** `,ssiii`: alias, meter id, its two parameters, time factor. */
  batchSubscribe(message: OscReader, client: Client): boolean {
    const alias = message.text(0);
    const id = message.text(1);
    if (alias === undefined || !usableAlias.test(alias) || id === undefined || !this.#meters.has(id)) return false;
    const [first = 0, second = 0, timeFactor = 0] = intsFrom(message, 2);
    return this.#subscriptions.start(client, alias, intervalMsOf(timeFactor), true, () =>
      this.#meterMessage(alias, id, first, second),
    );
  }

  /** `,s` id, the id's own int parameters, and a time factor that may be left out. */
  meters(message: OscReader, client: Client): boolean {
    const id = message.text(0);
    if (id === undefined || !this.#meters.has(id)) return false;
    const ints = intsFrom(message, 1);
    const own = meterParameters(id);
    const timeFactor = ints.length > own ? (ints[ints.length - 1] as number) : 0;
    const first = own > 0 ? (ints[0] ?? 0) : 0;
    const second = own > 1 ? (ints[1] ?? 0) : 0;
    // Another choice of parameters takes the place of the one before: both would come under the same address.
    return this.#subscriptions.start(client, id, intervalMsOf(timeFactor), false, () =>
      this.#meterMessage(id, id, first, second),
    );
  }

  renew(message: OscReader, client: Client): boolean {
    return this.#subscriptions.renew(client, message.text(0));
  }

  /** Without a name everything ends. */
  unsubscribe(message: OscReader, client: Client): boolean {
    return this.#subscriptions.stop(client, message.text(0));
  }

  #meterMessage(address: string, id: string, first: number, second: number): Uint8Array | undefined {
    const blob = this.#meters.blob(id, first, second, this.#clock.nowMs());
    return blob && encodeMessage(address, 'b', [blob]);
  }

  /** The parameters of all patterns, pattern by pattern; `undefined` if one does not exist or they are too many. */
  #formatted(patterns: readonly string[], first: number, last: number): readonly WireParam[] | undefined {
    if (!(first <= last) || patterns.length * (last - first + 1) > mostFormatted) return undefined;
    const params: WireParam[] = [];
    for (const pattern of patterns) {
      for (let index = first; index <= last; index++) {
        const path = pattern.replace(/\*+/, (stars) => String(index).padStart(stars.length, '0'));
        const param = this.#parameters.paramOf(path);
        if (!param) return undefined;
        params.push(param);
      }
    }
    return params.length > 0 ? params : undefined;
  }
}

function leadingTexts(message: OscReader): string[] {
  const texts: string[] = [];
  for (let index = 0; index < message.count; index++) {
    const text = message.text(index);
    if (text === undefined) break;
    texts.push(text);
  }
  return texts;
}

function intsFrom(message: OscReader, start: number): number[] {
  const ints: number[] = [];
  for (let index = start; index < message.count && message.tag(index) === 'i'; index++)
    ints.push(message.number(index));
  return ints;
}
