import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { ParamId } from '../../shared/desk/schema.ts';

/** Who scrolls tells many times in a moment: the console's session hears of the last of them. */
const togetherMs = 100;

export interface VisibleValuesOptions {
  readonly clock: Clock;
  /** @param ids without repetitions; `undefined` if nobody tells what they look at */
  tell(ids: readonly ParamId[] | undefined): void;
}

/** What somebody looks at, over all who tell: these values are read again more often. */
export class VisibleValues<Client> implements Disposable {
  readonly #options: VisibleValuesOptions;
  readonly #seen = new Map<Client, readonly ParamId[]>();
  #timer: Disposable | undefined;

  constructor(options: VisibleValuesOptions) {
    this.#options = options;
  }

  /** @param ids all that this client shows now; a client that shows none does not tell */
  see(client: Client, ids: readonly ParamId[]): void {
    if (ids.length > 0) this.#seen.set(client, ids);
    else if (!this.#seen.delete(client)) return;
    this.changed();
  }

  /** A client is gone, or may see something else from now on. */
  forget(client: Client): void {
    if (this.#seen.delete(client)) this.changed();
  }

  /** Another console: the ids meant something else. Clients tell anew when they have heard of it. */
  startOver(): void {
    this.#seen.clear();
    this.changed();
  }

  /** Tells in a moment, to a console's session that has just come perhaps. */
  changed(): void {
    this.#timer ??= this.#options.clock.after(togetherMs, () => {
      this.#timer = undefined;
      const all = new Set<ParamId>();
      for (const ids of this.#seen.values()) for (const id of ids) all.add(id);
      this.#options.tell(all.size > 0 ? [...all] : undefined);
    });
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
