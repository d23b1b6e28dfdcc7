import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { type FreezeReason, type OutputStatus, openOutput } from '../../shared/protocol/trust.ts';

/** What was not answered is asked for again after this. */
const askAgainMs = 500;
/** Asked this often without an answer, a value counts as unknown. */
const asksUntilUnknown = 10;

export interface GateActions {
  /** Ends everything that is on its way. @returns what has to be read before anything goes again */
  stop(): readonly ParamId[];
  readBack(ids: readonly ParamId[]): void;
  /** The desk never said what it has. */
  giveUp(ids: readonly ParamId[]): void;
  changed(): void;
}

/**
 * Whether sets go to the console. It is closed at once by anybody and by anything that went wrong, and opens only when every
 * reason is gone and all that was wanted has been read.
 */
export class OutputGate {
  readonly #clock: Clock;
  readonly #wallMs: () => number;
  readonly #actions: GateActions;
  readonly #reasons = new Map<FreezeReason, { readonly by: string; readonly sinceMs: number }>();
  readonly #unread = new Set<ParamId>();
  #last: { readonly why: FreezeReason; readonly by: string; readonly sinceMs: number } | undefined;
  #asks = 0;
  #timer: Disposable | undefined;

  constructor(clock: Clock, wallMs: () => number, actions: GateActions) {
    this.#clock = clock;
    this.#wallMs = wallMs;
    this.#actions = actions;
  }

  get isOpen(): boolean {
    return this.#last === undefined;
  }

  /** Whether what is shown of the desk may be long out of date. */
  get isAsleep(): boolean {
    return this.#reasons.has('sleep') || this.#last?.why === 'sleep';
  }

  get status(): OutputStatus {
    if (!this.#last) return openOutput;
    return { state: this.#reasons.size > 0 ? 'frozen' : 'reading', ...this.#last };
  }

  isClosedFor(why: FreezeReason): boolean {
    return this.#reasons.has(why);
  }

  /** Stops all sets. @param unread more that has to be read before it opens again */
  close(why: FreezeReason, by: string, unread: Iterable<ParamId> = []): void {
    for (const id of unread) this.#unread.add(id);
    const isNew = !this.#reasons.has(why);
    if (isNew) this.#reasons.set(why, { by, sinceMs: this.#wallMs() });
    this.#name();
    for (const id of this.#actions.stop()) this.#unread.add(id);
    if (isNew) this.#actions.changed();
  }

  /** A reason is gone; with the last one reading begins. */
  release(why: FreezeReason): void {
    if (!this.#reasons.delete(why)) return;
    if (this.#reasons.size === 0) {
      this.#asks = 0;
      this.#ask();
    } else this.#name();
    this.#actions.changed();
  }

  /** The desk said what it has. What it says before it is asked may be an echo of long ago, and opens nothing. */
  heard(id: ParamId): void {
    if (this.#reasons.size > 0) return;
    if (this.#unread.size > 0 && this.#unread.delete(id) && this.#unread.size === 0) this.#finish();
  }

  /** The whole desk has been read on connecting. */
  readWhole(): void {
    this.#unread.clear();
    this.#finish();
  }

  /** A person's freeze is shown before a fault, a fault before sleep. */
  #name(): void {
    for (const why of ['freeze', 'fault', 'sleep'] as const) {
      const reason = this.#reasons.get(why);
      if (!reason) continue;
      this.#last = { why, ...reason };
      return;
    }
  }

  #finish(): void {
    if (this.isOpen || this.#reasons.size > 0) return;
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#last = undefined;
    this.#actions.changed();
  }

  #ask(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.isOpen || this.#reasons.size > 0) return;
    if (this.#asks++ >= asksUntilUnknown) {
      const silent = [...this.#unread];
      this.#unread.clear();
      this.#actions.giveUp(silent);
    }
    if (this.#unread.size === 0) {
      this.#finish();
      return;
    }
    this.#timer = this.#clock.after(askAgainMs, () => this.#ask());
    this.#actions.readBack([...this.#unread]);
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
