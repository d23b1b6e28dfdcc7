import type { DeskListener } from '../../electron/hub/peer.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { ConnectionState } from '../../shared/protocol/connection.ts';

/** Hears everything that a driver says of a desk, without judging it. */
export class ListeningDesk implements DeskListener {
  schema: Schema | undefined;
  picture: DeskState | undefined;
  readonly states: ConnectionState[] = [];
  readonly details: string[] = [];
  readonly reads: { readonly read: number; readonly total: number }[] = [];
  readonly left: ParamId[] = [];
  meterFrames = 0;
  loudest = 0;
  #waiting: { readonly isMet: () => boolean; readonly resolve: () => void }[] = [];

  identified(schema: Schema): void {
    this.schema = schema;
    this.picture = new DeskState(schema);
    this.#look();
  }

  status(status: Parameters<DeskListener['status']>[0]): void {
    if (this.states.at(-1) !== status.state) this.states.push(status.state);
    this.details.push(status.detail);
    this.reads.push({ read: status.read, total: status.total });
    this.#look();
  }

  sent(ids: readonly ParamId[]): void {
    this.left.push(...ids);
  }

  report(changes: DeskDiff): void {
    this.picture?.merge(changes);
    this.#look();
  }

  meters(levels: Uint8Array): void {
    this.meterFrames++;
    this.loudest = Math.max(this.loudest, ...levels);
    this.#look();
  }

  #look(): void {
    this.#waiting = this.#waiting.filter(({ isMet, resolve }) => {
      if (!isMet()) return true;
      resolve();
      return false;
    });
  }

  /** Resolves when a condition on what was heard is met; rejects with `what` after `withinMs`. */
  until(what: string, isMet: () => boolean, withinMs = 8000): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Not within ${withinMs} ms: ${what}`)), withinMs);
      this.#waiting.push({
        isMet,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }
}
