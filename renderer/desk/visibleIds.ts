import type { ParamId } from '../../shared/desk/schema.ts';

/** Runs something after so many ms. */
export type Later = (ms: number, action: () => void) => void;

/** A scrolling page tells so often at most. */
const quietMs = 150;
/**
 * More than this does not go into one message (shared/protocol/messages.ts). A picture of a whole large desk can have more; of those
 * the app hears of the newest, so that what is opened on top of it is looked after at once. The others stay as true as anything that
 * nobody looks at: the app is told of every change as it comes, and reads all values again in its slower round.
 */
const mostIds = 4096;

/**
 * Counts which values are on the screen and tells the app, which has them read from the console more often: once after several
 * changes, again after each opening of the link and for another console, and only if it is something else than before.
 */
export class VisibleIds {
  readonly #tell: (ids: readonly ParamId[]) => void;
  readonly #later: Later;
  readonly #users = new Map<ParamId, number>();
  /** What the app knows. */
  #told: ReadonlySet<ParamId> = new Set();
  #isOpen = false;
  #isDue = false;

  constructor(tell: (ids: readonly ParamId[]) => void, later: Later) {
    this.#tell = tell;
    this.#later = later;
  }

  /** @returns a function to call when these are not shown any more. */
  use(ids: readonly ParamId[]): () => void {
    for (const id of ids) this.#users.set(id, (this.#users.get(id) ?? 0) + 1);
    this.#changed();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      for (const id of ids) this.#leave(id);
      this.#changed();
    };
  }

  #leave(id: ParamId): void {
    const left = (this.#users.get(id) ?? 1) - 1;
    if (left > 0) this.#users.set(id, left);
    else this.#users.delete(id);
  }

  /** The app knows nothing of what is shown: the link has opened, or ids mean something else. */
  startOver(): void {
    this.#isOpen = true;
    this.#told = new Set();
    this.#changed();
  }

  closed(): void {
    this.#isOpen = false;
  }

  #changed(): void {
    if (this.#isDue || !this.#isOpen || (this.#users.size === 0 && this.#told.size === 0)) return;
    this.#isDue = true;
    this.#later(quietMs, () => {
      this.#isDue = false;
      this.#flush();
    });
  }

  #flush(): void {
    const shown = new Set([...this.#users.keys()].slice(-mostIds));
    const isSame = shown.size === this.#told.size && [...shown].every((id) => this.#told.has(id));
    if (!this.#isOpen || isSame) return;
    this.#told = shown;
    this.#tell([...shown]);
  }
}
