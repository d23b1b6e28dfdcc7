import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import {
  type LevelSpec,
  type NumberSpec,
  type ParamSpec,
  type ParamValue,
  stepCount,
  stepOf,
  valueAtStep,
} from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';

/** How fast a level may rise, in dB/s, by the kind of its origin. */
export const riseSlopes = {
  hand: 300,
  undo: 60,
  recall: 60,
  midi: 60,
  performer: 20,
  /** A recall that is marked so: nothing but the confirmed steps of 6 dB slows it down. */
  cut: 6000,
} as const;
export type RiseKind = keyof typeof riseSlopes;

/** One message raises a level by at most this. */
export const maxRiseDb = 6;
/** The engine takes a step this often. */
const tickMs = 20;
/** Off, and everything below this, counts as this. */
const silenceDb = -60;
/** What a fraction of float32 may add. */
const roundingDb = 1e-4;

export type RisingSpec = LevelSpec | NumberSpec;

/** Levels and input gains: what makes things louder by a number of dB. */
export function isRiseLimited(spec: ParamSpec): spec is RisingSpec {
  return spec.kind === 'level' || (spec.kind === 'number' && spec.unit === 'dB' && spec.group === 'preamps');
}

const heightDb = (valueDb: number) => Math.max(valueDb, silenceDb);

/** By how much one value is louder than another; negative if it is softer. */
export const riseDb = (fromDb: number, toDb: number) => heightDb(toDb) - heightDb(fromDb);

/** The highest value of the desk's steps on the way up from one value to another that is at most `budgetDb` louder. */
export function climb(spec: RisingSpec, fromDb: number, toDb: number, budgetDb: number): number {
  if (riseDb(fromDb, toDb) <= budgetDb + roundingDb) return toDb;
  let step = stepOf(spec, heightDb(fromDb) + budgetDb);
  while (step > 0 && riseDb(fromDb, valueAtStep(spec, step)) > budgetDb + roundingDb) step--;
  return Math.max(fromDb, valueAtStep(spec, step));
}

/** By how much the next of the desk's steps is louder. */
function nextStepDb(spec: RisingSpec, fromDb: number): number {
  const last = stepCount(spec) - 1;
  for (let step = Math.min(last, stepOf(spec, heightDb(fromDb))); step <= last; step++) {
    const rise = riseDb(fromDb, valueAtStep(spec, step));
    if (rise > 0) return rise;
  }
  return 0;
}

/** A level on its way up. */
export interface Rise<Cause> {
  readonly id: ParamId;
  readonly target: number;
  readonly kind: RiseKind;
  readonly cause: Cause;
}

export interface RiseStep<Cause> {
  readonly rise: Rise<Cause>;
  readonly value: number;
}

export interface RiseActions<Cause> {
  /** What is wanted now. */
  desired(id: ParamId): ParamValue | undefined;
  /** The lowest that the desk may have: what is on its way there may be lost. */
  lowest(id: ParamId): number | undefined;
  /** Sends the next steps. A rise whose step reached its target has ended already. */
  take(steps: readonly RiseStep<Cause>[]): void;
}

/**
 * Takes levels up no faster than their origin may, in steps that the desk has confirmed before the next one makes more than
 * {@link maxRiseDb} of them together: however many messages are lost, none raises the desk by more.
 */
export class RiseEngine<Cause> {
  readonly #schema: Schema;
  readonly #clock: Clock;
  readonly #actions: RiseActions<Cause>;
  readonly #rises = new Map<ParamId, Rise<Cause>>();
  /** By id, the time at which the slope has caught up with what has risen. */
  readonly #paidMs: Float64Array;
  #timer: Disposable | undefined;

  constructor(schema: Schema, clock: Clock, actions: RiseActions<Cause>) {
    this.#schema = schema;
    this.#clock = clock;
    this.#actions = actions;
    this.#paidMs = new Float64Array(schema.size).fill(-Infinity);
  }

  /**
   * A change to `target` begins. @returns what may be sent at once; if that is less than the target, the rest follows in
   * steps. Everything that is no level is not limited, nor are falls: what is lower than the value before and yet much louder than
   * the desk may be is a rise.
   */
  begin(id: ParamId, from: ParamValue, target: ParamValue, kind: RiseKind, cause: Cause): ParamValue {
    const spec = this.#schema.specOf(id);
    const wasRising = this.end(id) !== undefined;
    if (typeof from !== 'number' || typeof target !== 'number') return target;
    if (!isRiseLimited(spec)) return target;
    const value = target <= from ? this.#fall(id, spec, target) : this.#step(id, spec, from, target, kind, wasRising);
    if (value === target) return value;
    this.#rises.set(id, { id, target, kind, cause });
    this.#timer ??= this.#clock.after(tickMs, () => this.#tick());
    return value;
  }

  /** How far a level may go that is to be softer than what was sent before, and that may be lost. */
  #fall(id: ParamId, spec: RisingSpec, target: number): number {
    const lowest = this.#actions.lowest(id);
    if (lowest === undefined || target <= lowest) return target;
    return climb(spec, lowest, target, Math.max(maxRiseDb, nextStepDb(spec, lowest)));
  }

  /** How far a level may go now; what it rises is paid for. */
  #step(id: ParamId, spec: RisingSpec, from: number, target: number, kind: RiseKind, isRising: boolean): number {
    const nowMs = this.#clock.nowMs();
    const dbPerMs = riseSlopes[kind] / 1000;
    const paidMs = this.#paidMs[id] ?? -Infinity;
    const atOnceDb = Math.min(maxRiseDb, dbPerMs * tickMs);
    const coarseDb = isRising ? nextStepDb(spec, from) : 0;
    const slopeDb = Math.min(atOnceDb + coarseDb, atOnceDb + dbPerMs * (nowMs - paidMs));
    const lowest = this.#actions.lowest(id);
    const unconfirmedDb = lowest === undefined ? maxRiseDb : Math.max(0, riseDb(lowest, from));
    // A desk's own step cannot be divided, however coarse it is.
    const messageDb = unconfirmedDb === 0 ? Math.max(maxRiseDb, coarseDb) : maxRiseDb - unconfirmedDb;
    const value = climb(spec, from, target, Math.max(0, Math.min(slopeDb, messageDb)));
    const sinceMs = Math.max(paidMs, isRising ? nowMs - coarseDb / dbPerMs : nowMs);
    this.#paidMs[id] = sinceMs + Math.max(0, riseDb(from, value)) / dbPerMs;
    return value;
  }

  /** A value is sent again: what it raises the desk by happens only now. */
  repeated(id: ParamId, reported: ParamValue | undefined, value: ParamValue): void {
    if (typeof reported !== 'number' || typeof value !== 'number' || !isRiseLimited(this.#schema.specOf(id))) return;
    const rise = riseDb(reported, value);
    if (rise <= 0) return;
    const kind = this.get(id)?.kind ?? 'hand';
    this.#paidMs[id] = Math.max(this.#paidMs[id] ?? 0, this.#clock.nowMs()) + (rise * 1000) / riseSlopes[kind];
  }

  #tick(): void {
    this.#timer = undefined;
    const steps: RiseStep<Cause>[] = [];
    for (const rise of this.#rises.values()) {
      const { id, target, kind } = rise;
      const from = this.#actions.desired(id);
      const spec = this.#schema.specOf(id);
      if (typeof from !== 'number' || from >= target || !isRiseLimited(spec)) {
        this.#rises.delete(id);
        continue;
      }
      const value = this.#step(id, spec, from, target, kind, true);
      if (value <= from) continue;
      if (value >= target) this.#rises.delete(id);
      steps.push({ rise, value });
    }
    if (this.#rises.size > 0) this.#timer = this.#clock.after(tickMs, () => this.#tick());
    if (steps.length > 0) this.#actions.take(steps);
  }

  get(id: ParamId): Rise<Cause> | undefined {
    return this.#rises.size === 0 ? undefined : this.#rises.get(id);
  }

  /** Ends a rise where it is. @returns it, if there was one. */
  end(id: ParamId): Rise<Cause> | undefined {
    const rise = this.get(id);
    if (rise) this.#rises.delete(id);
    return rise;
  }

  /** Ends all rises of which this is true. */
  endWhere(isMeant: (rise: Rise<Cause>) => boolean): Rise<Cause>[] {
    const ended = [...this.#rises.values()].filter(isMeant);
    for (const { id } of ended) this.#rises.delete(id);
    return ended;
  }

  dispose(): void {
    this.#rises.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
