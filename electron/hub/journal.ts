import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import {
  type JournalFilter,
  type JournalLine,
  type JournalReason,
  type JournalRecord,
  matchesFilter,
} from '../../shared/protocol/journal.ts';

/** Who did something, why, and with what else it belongs together. */
export interface JournalCause {
  readonly by: string;
  readonly why: JournalReason;
  readonly gesture: number;
}

/** Where the journal is kept; called now and then with what is new, in order. */
export type JournalSink = (lines: readonly JournalLine[]) => void;

/** What a console said it is. */
export interface FoundIdentity {
  readonly target: string;
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
}

type Kept = { -readonly [Key in keyof JournalRecord]: JournalRecord[Key] } & { readonly param: ParamId };

export interface JournalOptions {
  readonly clock: Clock;
  readonly wallMs: () => number;
  /** How many changes are kept in memory. */
  readonly capacity?: number;
}

/** What is new is handed on this often … */
const handOnMs = 500;
/** … or as soon as it is this much. */
const handOnCount = 4096;

/**
 * Every change of the desk with its cause. The newest are kept in a ring; what falls out of it is folded into the state from
 * which the desk at any later time is built. Noting a change costs the same whatever there is.
 */
export class Journal {
  sink: JournalSink | undefined;
  readonly #clock: Clock;
  readonly #wallMs: () => number;
  /** Grows up to its capacity. */
  readonly #ring: Kept[] = [];
  readonly #capacity: number;
  readonly #handOnCount: number;
  #nextId = 1;
  /** The first change of the present console. */
  #deskStartId = 1;
  /** The desk before the oldest change that is kept of it, and since when that is known. */
  #base: DeskState | undefined;
  #baseMs = 0;
  #found: { readonly atMs: number; readonly state: DeskState } | undefined;
  /** The newest change of each parameter that the desk has not confirmed. */
  readonly #unlanded = new Map<ParamId, Kept>();
  #news: JournalLine[] = [];
  #handedOnId = 0;
  #timer: Disposable | undefined;

  constructor({ clock, wallMs, capacity = 32_768 }: JournalOptions) {
    this.#clock = clock;
    this.#wallMs = wallMs;
    this.#capacity = capacity;
    this.#handOnCount = Math.min(handOnCount, capacity);
  }

  /** When the present console was read on connecting. */
  get foundMs(): number | undefined {
    return this.#found?.atMs;
  }

  /** A console says what it is: earlier changes are not of this desk. */
  forgetDesk(): void {
    this.#deskStartId = this.#nextId;
    this.#base = undefined;
    this.#found = undefined;
    this.#unlanded.clear();
  }

  /** The console has been read: this is the desk as found. */
  found(state: DeskState, identity: FoundIdentity): void {
    const copy = state.copy();
    const atMs = this.#wallMs();
    this.#found = { atMs, state: copy };
    this.#base = copy.copy();
    this.#baseMs = atMs;
    this.#deskStartId = this.#nextId;
    const values: Record<string, ParamValue | null> = {};
    for (const { id, value } of copy.known()) {
      values[copy.schema.addressOf(id)] = value === -Infinity ? null : value;
    }
    this.#tell({ type: 'found', atMs, ...identity, values });
  }

  /** Something that happened to the desk as a whole. */
  event(by: string, text: string): void {
    this.#tell({ type: 'event', atMs: this.#wallMs(), by, text });
  }

  /** A value changed, or is on its way to the desk. */
  note(schema: Schema, param: ParamId, before: ParamValue | undefined, after: ParamValue, cause: JournalCause): void {
    const isTold = cause.why === 'console';
    const kept: Kept = {
      id: this.#nextId++,
      atMs: this.#wallMs(),
      clockMs: this.#clock.nowMs(),
      by: cause.by,
      why: cause.why,
      gesture: cause.gesture,
      address: schema.addresses[param] ?? '',
      before,
      after,
      landedMs: isTold ? 0 : undefined,
      param,
    };
    const place = (kept.id - 1) % this.#capacity;
    const oldest = this.#ring[place];
    if (oldest) this.#fold(oldest);
    this.#ring[place] = kept;
    if (isTold) this.#unlanded.delete(param);
    else this.#unlanded.set(param, kept);
    if (this.#nextId - 1 - this.#handedOnId >= this.#handOnCount) this.handOn();
    else this.#wake();
  }

  #fold(oldest: Kept): void {
    if (!this.#base || oldest.id < this.#deskStartId) return;
    this.#base.set(oldest.param, oldest.after);
    this.#baseMs = Math.max(this.#baseMs, oldest.atMs);
  }

  /** The desk has what was wanted last. */
  landed(param: ParamId): void {
    const kept = this.#unlanded.get(param);
    if (!kept) return;
    this.#unlanded.delete(param);
    kept.landedMs = this.#clock.nowMs() - kept.clockMs;
    if (kept.id <= this.#handedOnId) this.#tell({ type: 'landed', change: kept.id, ms: kept.landedMs });
  }

  // ---- reading -----------------------------------------------------------------------------------------------------

  /** Changes that match, the newest first. */
  *newestFirst(filter: JournalFilter, beforeId = this.#nextId): Generator<JournalRecord> {
    const oldestId = Math.max(1, this.#nextId - this.#capacity);
    for (let id = Math.min(beforeId, this.#nextId) - 1; id >= oldestId; id--) {
      const kept = this.#ring[(id - 1) % this.#capacity];
      if (kept && matchesFilter(kept, filter)) yield kept;
    }
  }

  /** The present desk as it was, or as it is first known if that is later; `undefined` before it was read. */
  deskAt(atMs: number): { readonly atMs: number; readonly state: DeskState } | undefined {
    if (this.#found && atMs === this.#found.atMs) return { atMs, state: this.#found.state.copy() };
    if (!this.#base) return undefined;
    const state = this.#base.copy();
    const oldestId = Math.max(this.#deskStartId, this.#nextId - this.#capacity);
    for (let id = oldestId; id < this.#nextId; id++) {
      const kept = this.#ring[(id - 1) % this.#capacity];
      if (!kept || kept.atMs > atMs) break;
      state.set(kept.param, kept.after);
    }
    return { atMs: Math.max(atMs, this.#baseMs), state };
  }

  // ---- handing on --------------------------------------------------------------------------------------------------

  #tell(line: JournalLine): void {
    if (!this.sink) return;
    // What happened to the desk stands between the changes before it and those after it.
    this.#collect();
    this.#news.push(line);
    this.#wake();
  }

  #wake(): void {
    if (this.sink && !this.#timer) this.#timer = this.#clock.after(handOnMs, () => this.handOn());
  }

  #collect(): void {
    const fromId = Math.max(this.#handedOnId + 1, this.#nextId - this.#capacity);
    this.#handedOnId = this.#nextId - 1;
    if (!this.sink) return;
    for (let id = fromId; id < this.#nextId; id++) {
      const kept = this.#ring[(id - 1) % this.#capacity];
      if (kept) this.#news.push(lineOf(kept));
    }
  }

  /** Hands on what is new without waiting. */
  handOn(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#collect();
    const news = this.#news;
    this.#news = [];
    if (news.length > 0) this.sink?.(news);
  }
}

function lineOf({ param: _param, ...record }: Kept): JournalLine {
  return { type: 'change', ...record };
}
