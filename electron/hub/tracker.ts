import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';

/** Times of the tracker, in ms. */
export interface TrackerTimes {
  /** How long an echo may take before the desk is asked. */
  readonly settleMs: number;
  /** How long an answer may take before the desk is asked again. */
  readonly answerMs: number;
  /** How often an unconfirmed value is asked for. */
  readonly retryMs: number;
}
export const trackerTimes: TrackerTimes = { settleMs: 80, answerMs: 120, retryMs: 2000 };

/** Asked this often without any answer, a value is shown as unconfirmed. */
const asksUntilUnconfirmed = 8;
/** Sent this often and answered with the old value, a value is given up: the desk does not take it. */
const sendsUntilRefused = 8;

/** What the tracker wants done. */
export interface TrackerActions {
  /** @returns whether it was handed on; if not, the desk is asked again later. */
  resend(change: Change): boolean;
  readBack(ids: readonly ParamId[]): void;
  /** The landing of these parameters is different now. */
  landingChanged(ids: readonly ParamId[]): void;
  /** The desk stays with its own value. `refused` if it was asked often enough and never took ours. */
  deskWins(id: ParamId, value: ParamValue, refused: boolean): void;
}

interface InFlight {
  wanted: ParamValue;
  /** What the desk may still have if a set was lost: its value before, and everything sent since. */
  readonly ours: Set<ParamValue | undefined>;
  /** `Infinity` while it waits in the pacer. */
  dueMs: number;
  isAsked: boolean;
  asks: number;
  sends: number;
  isUnconfirmed: boolean;
}

/**
 * Keeps desired and reported apart and brings them together. Landed means equal in wire steps; silence confirms nothing. A different
 * report while ours is in flight is judged only after the settle time, by asking: an old value of ours means that a set
 * was lost (it is sent again), anything else means that somebody moved the desk (the desk is right).
 */
export class Tracker {
  readonly #reported: DeskState;
  readonly #clock: Clock;
  readonly #actions: TrackerActions;
  readonly #times: TrackerTimes;
  readonly #inFlight = new Map<ParamId, InFlight>();
  #timer: Disposable | undefined;
  #timerDueMs = Infinity;

  constructor(schema: Schema, clock: Clock, actions: TrackerActions, times: TrackerTimes = trackerTimes) {
    this.#reported = new DeskState(schema);
    this.#clock = clock;
    this.#actions = actions;
    this.#times = times;
  }

  /** A value is wanted and handed to the driver. */
  want(id: ParamId, wanted: ParamValue): void {
    const flight = this.#inFlight.get(id);
    if (flight) {
      flight.ours.add(flight.wanted);
      flight.wanted = wanted;
      flight.dueMs = Infinity;
      flight.isAsked = false;
      flight.asks = 0;
      flight.sends = 0;
      flight.isUnconfirmed = false;
      return;
    }
    const ours = new Set([this.#reported.get(id)]);
    this.#inFlight.set(id, { wanted, ours, dueMs: Infinity, isAsked: false, asks: 0, sends: 0, isUnconfirmed: false });
  }

  /** The driver has sent these values. */
  sent(ids: readonly ParamId[]): void {
    const dueMs = this.#clock.nowMs() + this.#times.settleMs;
    for (const id of ids) {
      const flight = this.#inFlight.get(id);
      if (!flight) continue;
      flight.sends++;
      flight.isAsked = false;
      flight.dueMs = dueMs;
    }
    this.#wakeAt(dueMs);
  }

  /**
   * The desk said a value.
   * @returns `landed` if it is what we want; `told` if nothing of ours is in flight, so that the desk speaks for itself;
   * `foreign` if it is none of what we sent, `waiting` if it may be one: in both cases it is too early to judge.
   */
  report(id: ParamId, value: ParamValue): 'landed' | 'told' | 'foreign' | 'waiting' {
    this.#reported.set(id, value);
    const said = this.#reported.get(id) as ParamValue;
    const flight = this.#inFlight.get(id);
    if (!flight) return 'told';
    if (said === flight.wanted) {
      this.#inFlight.delete(id);
      return 'landed';
    }
    const isForeign = !flight.ours.has(said);
    if (flight.isAsked) this.#judge(id, flight, said);
    return isForeign ? 'foreign' : 'waiting';
  }

  #judge(id: ParamId, flight: InFlight, said: ParamValue): void {
    const isOld = flight.ours.has(said);
    const isRefused = flight.sends >= sendsUntilRefused;
    if (isOld && !isRefused) {
      flight.isAsked = false;
      flight.dueMs = Infinity;
      if (!this.#actions.resend({ id, value: flight.wanted })) this.#askLater(id);
      return;
    }
    this.#inFlight.delete(id);
    this.#actions.deskWins(id, said, isOld);
  }

  #askLater(id: ParamId): void {
    const flight = this.#inFlight.get(id);
    if (!flight) return;
    flight.dueMs = this.#clock.nowMs() + this.#times.retryMs;
    this.#wakeAt(flight.dueMs);
  }

  /** Ends what is in flight for one parameter without another word to the desk. */
  drop(id: ParamId): void {
    this.#inFlight.delete(id);
  }

  /** Values that were asked for in vain, with what is wanted. */
  unconfirmed(): Change[] {
    const changes: Change[] = [];
    for (const [id, { isUnconfirmed, wanted }] of this.#inFlight)
      if (isUnconfirmed) changes.push({ id, value: wanted });
    return changes;
  }

  landingOf(id: ParamId): Landing {
    const flight = this.#inFlight.get(id);
    if (flight) return flight.isUnconfirmed ? 'unconfirmed' : 'pending';
    return this.#reported.get(id) === undefined ? 'unknown' : 'landed';
  }

  /** What the desk last said. */
  reported(id: ParamId): ParamValue | undefined {
    return this.#reported.get(id);
  }

  /** How many values are wanted and not landed, and how many of them were asked for in vain. */
  counts(): { pending: number; unconfirmed: number } {
    let unconfirmed = 0;
    for (const flight of this.#inFlight.values()) if (flight.isUnconfirmed) unconfirmed++;
    return { pending: this.#inFlight.size, unconfirmed };
  }

  /** Ends everything in flight without another word to the desk: the link is gone. @returns what was in flight. */
  abandon(): ParamId[] {
    const ids = [...this.#inFlight.keys()];
    this.#inFlight.clear();
    this.#timer?.dispose();
    this.#timerDueMs = Infinity;
    return ids;
  }

  #wakeAt(dueMs: number): void {
    if (dueMs >= this.#timerDueMs) return;
    this.#timer?.dispose();
    this.#timerDueMs = dueMs;
    this.#timer = this.#clock.after(Math.max(0, dueMs - this.#clock.nowMs()), () => this.#settle());
  }

  /** Asks the desk for everything that is due. */
  #settle(): void {
    this.#timerDueMs = Infinity;
    const nowMs = this.#clock.nowMs();
    const asked: ParamId[] = [];
    const changed: ParamId[] = [];
    let nextMs = Infinity;
    for (const [id, flight] of this.#inFlight) {
      if (flight.dueMs <= nowMs) {
        asked.push(id);
        flight.isAsked = true;
        flight.asks++;
        if (flight.asks > asksUntilUnconfirmed && !flight.isUnconfirmed) {
          flight.isUnconfirmed = true;
          changed.push(id);
        }
        flight.dueMs = nowMs + (flight.isUnconfirmed ? this.#times.retryMs : this.#times.answerMs);
      }
      nextMs = Math.min(nextMs, flight.dueMs);
    }
    if (nextMs < Infinity) this.#wakeAt(nextMs);
    if (changed.length > 0) this.#actions.landingChanged(changed);
    if (asked.length > 0) this.#actions.readBack(asked);
  }
}
