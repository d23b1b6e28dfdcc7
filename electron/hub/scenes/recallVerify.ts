import type { ParamId } from '../../../shared/desk/schema.ts';

export interface ReadBackWorld {
  nowMs(): number;
  ask(ids: readonly ParamId[]): void;
  /** @param silent what was never answered */
  done(silent: readonly ParamId[]): void;
}

/** What was not answered is asked for again after this … */
const askAgainMs = 300;
/** … and so often before it counts as silent. */
const mostAsks = 10;

/** Asks the desk what it has, until all of it is answered. */
export class ReadBack {
  readonly #world: ReadBackWorld;
  readonly #open: Set<ParamId>;
  #askedMs = 0;
  #asks = 0;
  #isOver = false;

  constructor(ids: readonly ParamId[], world: ReadBackWorld) {
    this.#world = world;
    this.#open = new Set(ids);
  }

  begin(): void {
    this.#ask();
    this.#end();
  }

  #ask(): void {
    this.#asks++;
    this.#askedMs = this.#world.nowMs();
    if (this.#open.size > 0) this.#world.ask([...this.#open]);
  }

  /** The desk said a value. */
  heard(id: ParamId): void {
    if (this.#open.delete(id)) this.#end();
  }

  /** Nobody waits for this one any more. */
  giveUp(id: ParamId): void {
    this.heard(id);
  }

  /** Called now and then. */
  tick(): void {
    if (this.#isOver || this.#world.nowMs() - this.#askedMs < askAgainMs) return;
    if (this.#asks >= mostAsks) this.#finish();
    else this.#ask();
  }

  #end(): void {
    if (this.#open.size === 0) this.#finish();
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#world.done([...this.#open]);
  }
}
