import type { Clock } from '../../../../shared/base/clock.ts';
import type { Disposable } from '../../../../shared/base/disposable.ts';
import type { DeskDiff } from '../../../../shared/desk/diff.ts';
import type { LookUp, WireMap, WireParam } from '../wireMap.ts';
import type { Client, Send } from './client.ts';
import { leafMessage } from './leafMessage.ts';
import type { RemoteClients } from './remoteClients.ts';

/** A recalled scene changes thousands of values: they leave in slices, so that ordinary receive buffers hold them. */
const sliceSize = 200;
const slicePauseMs = 5;

/** Tells every remote client of changes, one leaf message for each, but nobody of what they set themselves. */
export class ChangePushes implements Disposable {
  readonly #map: WireMap;
  readonly #lookUp: LookUp;
  readonly #remotes: RemoteClients;
  readonly #send: Send;
  readonly #clock: Clock;
  /** Waiting parameters, each with the client that set it to its present value, if one did. */
  readonly #waiting = new Map<WireParam, Client | undefined>();
  #timer: Disposable | undefined;

  constructor(map: WireMap, lookUp: LookUp, remotes: RemoteClients, send: Send, clock: Clock) {
    this.#map = map;
    this.#lookUp = lookUp;
    this.#remotes = remotes;
    this.#send = send;
    this.#clock = clock;
  }

  /**
   * @param author who caused the changes, if a client did.
   * @param named the parameters that the author named: of what follows from them, such as the other side of a linked pair, the
   *   author is told as well.
   */
  push(changes: DeskDiff, author: Client | undefined, named: ReadonlySet<WireParam>): void {
    if (this.#remotes.count === 0) return;
    for (const { id } of changes) {
      const param = this.#map.byId[id];
      if (!param) continue;
      this.#waiting.delete(param);
      this.#waiting.set(param, named.has(param) ? author : undefined);
    }
    if (!this.#timer) this.#flush();
  }

  /** Sends a finished message about something outside the parameter map. */
  pushMessage(bytes: Uint8Array, author: Client | undefined): void {
    for (const client of this.#remotes.current()) if (client.key !== author?.key) this.#send(client, bytes);
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#waiting.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const clients = [...this.#remotes.current()];
    let left = sliceSize;
    for (const [param, author] of this.#waiting) {
      if (left-- === 0) {
        this.#timer = this.#clock.after(slicePauseMs, () => this.#flush());
        return;
      }
      this.#waiting.delete(param);
      const message = leafMessage(param, this.#lookUp);
      if (!message) continue;
      for (const client of clients) if (client.key !== author?.key) this.#send(client, message);
    }
  }
}
