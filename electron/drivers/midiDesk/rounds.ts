import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';

const tickMs = 100;
/** A little quicker than what is promised: what is looked at within 2 s, everything within 30 s. */
const watchedMs = 1800;
const everythingMs = 27_000;

/** A list that is gone through again and again in a given time, whatever its length. */
class Round {
  ids: readonly ParamId[] = [];
  #at = 0;
  #due = 0;

  take(roundMs: number): ParamId[] {
    const { length } = this.ids;
    const taken: ParamId[] = [];
    this.#due = Math.min(length, this.#due + (length * tickMs) / roundMs);
    for (; this.#due >= 1; this.#due--) {
      this.#at = (this.#at + 1) % length;
      taken.push(this.ids[this.#at] as ParamId);
    }
    return taken;
  }
}

export interface RoundsOptions {
  readonly clock: Clock;
  ask(ids: readonly ParamId[]): void;
  /** Whether earlier questions have been answered. */
  isIdle(): boolean;
}

/** Asks for values again and again, evenly spread, so that changes that the console does not tell are found. */
export class Rounds implements Disposable {
  readonly #options: RoundsOptions;
  readonly #watched = new Round();
  readonly #everything = new Round();
  #timer: Disposable | undefined;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  begin(everything: readonly ParamId[]): void {
    this.#everything.ids = everything;
    this.#timer ??= this.#options.clock.after(tickMs, () => this.#tick());
  }

  watch(ids: readonly ParamId[] | undefined): void {
    this.#watched.ids = ids ?? [];
  }

  end(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  dispose(): void {
    this.end();
  }

  #tick(): void {
    this.#timer = this.#options.clock.after(tickMs, () => this.#tick());
    if (!this.#options.isIdle()) return;
    this.#options.ask([...this.#watched.take(watchedMs), ...this.#everything.take(everythingMs)]);
  }
}
