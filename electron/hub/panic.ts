import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { PanicStatus } from '../../shared/protocol/trust.ts';

const fadeMs = 300;
const stepMs = 20;
const silenceDb = -60;

/** The level that a fade from `fromDb` to off has after a time: even in dB down to silence. */
export function fadedDb(fromDb: number, afterMs: number): number {
  const share = afterMs / fadeMs;
  if (share >= 1 || !(fromDb > silenceDb)) return -Infinity;
  return fromDb + share * (silenceDb - fromDb);
}

/** Pulls levels down in a hurry and keeps them down until it is released. Releasing moves nothing. */
export class Panic {
  readonly #clock: Clock;
  readonly #send: (changes: DeskDiff) => void;
  #status: PanicStatus | null = null;
  readonly #from = new Map<ParamId, number>();
  #startMs = 0;
  #timer: Disposable | undefined;

  /** @param send takes levels that are due now */
  constructor(clock: Clock, send: (changes: DeskDiff) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  get status(): PanicStatus | null {
    return this.#status;
  }

  /** Whether a level may only fall. */
  holds(id: ParamId): boolean {
    return this.#status !== null && this.#from.has(id);
  }

  /** @param levels ids with the level that each has now */
  start(status: PanicStatus, levels: ReadonlyMap<ParamId, number>): void {
    this.#status = status;
    for (const [id, level] of levels) this.#from.set(id, level);
    this.#startMs = this.#clock.nowMs();
    this.#step();
  }

  #step(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const afterMs = this.#clock.nowMs() - this.#startMs + stepMs;
    const changes: Change[] = [];
    for (const [id, from] of this.#from) changes.push({ id, value: fadedDb(from, afterMs) });
    if (afterMs < fadeMs) this.#timer = this.#clock.after(stepMs, () => this.#step());
    this.#send(changes);
  }

  /** What was sent may not have arrived: sends the end of the fade again. */
  repeat(): void {
    if (this.#status && !this.#timer) this.#send(Array.from(this.#from.keys(), (id) => ({ id, value: -Infinity })));
  }

  /** Levels may be raised again by hand. */
  release(): void {
    this.#status = null;
    this.#from.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
