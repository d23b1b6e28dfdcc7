import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { type Patience, RoundTrip } from '../../shared/base/roundTrip.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';

/** Times of the tracker, in ms. */
export interface TrackerTimes {
  /** How long an echo may take before the desk is asked: learned from those that came. */
  readonly settle: Patience;
  /** How long an answer may take before the desk is asked again. */
  readonly answerMs: number;
  /** How often an unconfirmed value is asked for. */
  readonly retryMs: number;
}
export const trackerTimes: TrackerTimes = {
  settle: { firstMs: 80, leastMs: 20, mostMs: 300 },
  answerMs: 120,
  retryMs: 1000,
};

/** A set may be overtaken by a later one within this many times the patience with an echo. */
const overtakingPatience = 4;
/** After this long without a word from the desk the link was broken … */
const brokenAfterMs = 1000;
/** … and what was wanted longer ago than this is not sent any more when it is back. */
const staleWantMs = 500;

/** Asked this often without any answer, a value is shown as unconfirmed. */
const asksUntilUnconfirmed = 8;
/** Sent this often and answered with the old value, a value is given up: the desk does not take it. */
const sendsUntilRefused = 8;

/** So many values are remembered one by one; of older ones only the lowest. */
const maxUnheard = 64;

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
  wantedMs: number;
  /** When it was sent, or asked for after that. */
  spokenMs: number;
  /** What the desk may still have if a set was lost: its value before, and everything sent since. */
  readonly ours: Set<ParamValue | undefined>;
  /** Numbers that were sent after the one that the desk last said, oldest first: it may have any of them by now. */
  readonly unheard: number[];
  /** The desk's last word was none of ours. */
  isForeign: boolean;
  /** `Infinity` while it waits in the pacer. */
  dueMs: number;
  isAsked: boolean;
  /** It was wanted before, so that an equal report may be an old one: only an answer proves it. */
  isRepeat: boolean;
  /** The link broke while it was on its way: it is not sent again. */
  isStale: boolean;
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
  /** What was wanted lately, by parameter, each with the time: datagrams overtake each other, and an old one may come last. */
  readonly #lately = new Map<
    ParamId,
    {
      wanted: ParamValue;
      untilMs: number;
      /** What the desk had before: an answer that was under way meanwhile may say it once more. */
      before: ParamValue | undefined;
      readonly superseded: Map<ParamValue, number>;
    }
  >();
  /** The lowest of what was abandoned on its way: it may have arrived all the same. */
  readonly #abandoned = new Map<ParamId, number>();
  readonly #echo = new RoundTrip();
  #heardMs = -Infinity;
  #timer: Disposable | undefined;
  #timerDueMs = Infinity;

  constructor(schema: Schema, clock: Clock, actions: TrackerActions, times: TrackerTimes = trackerTimes) {
    this.#reported = new DeskState(schema);
    this.#clock = clock;
    this.#actions = actions;
    this.#times = times;
  }

  get #settleMs(): number {
    return this.#echo.patienceMs(this.#times.settle);
  }

  /** How long after it was replaced a value of ours may still come to the desk, or its echo to us. */
  get #overtakingMs(): number {
    return overtakingPatience * this.#settleMs;
  }

  /** A value is wanted and handed to the driver. */
  want(id: ParamId, wanted: ParamValue): void {
    const nowMs = this.#clock.nowMs();
    const isKnownOld = this.#supersede(id, wanted, nowMs);
    const flight = this.#inFlight.get(id);
    const ours = flight?.ours ?? new Set([this.#reported.get(id)]);
    if (flight) ours.add(flight.wanted);
    const isRepeat = isKnownOld || ours.has(wanted);
    const next = newFlight(wanted, nowMs, ours, isRepeat, flight?.unheard);
    this.#inFlight.set(id, next);
  }

  /** Notes that another value is wanted now. @returns whether it is one that was wanted lately. */
  #supersede(id: ParamId, wanted: ParamValue, nowMs: number): boolean {
    const lately = this.#lately.get(id);
    if (!lately) {
      this.#forgetOld(nowMs);
      this.#lately.set(id, {
        wanted,
        untilMs: nowMs + this.#overtakingMs,
        before: this.#reported.get(id),
        superseded: new Map(),
      });
      return false;
    }
    const { superseded } = lately;
    for (const [value, untilMs] of superseded) {
      if (untilMs > nowMs) break;
      superseded.delete(value);
    }
    const isKnownOld = superseded.delete(wanted) || (lately.wanted === wanted && lately.untilMs > nowMs);
    if (lately.wanted !== wanted) {
      superseded.delete(lately.wanted);
      superseded.set(lately.wanted, nowMs + this.#overtakingMs);
    }
    lately.wanted = wanted;
    if (!this.#inFlight.has(id)) lately.before = this.#reported.get(id);
    lately.untilMs = nowMs + this.#overtakingMs;
    // Kept in the order in which they are forgotten.
    this.#lately.delete(id);
    this.#lately.set(id, lately);
    return isKnownOld;
  }

  #forgetOld(nowMs: number): void {
    for (const [id, { untilMs }] of this.#lately) {
      if (untilMs > nowMs) return;
      this.#lately.delete(id);
    }
  }

  /** The driver has sent these values. */
  sent(ids: readonly ParamId[]): void {
    const nowMs = this.#clock.nowMs();
    const dueMs = nowMs + this.#settleMs;
    for (const id of ids) {
      const flight = this.#inFlight.get(id);
      if (!flight) continue;
      flight.sends++;
      flight.spokenMs = nowMs;
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
    this.#heard();
    this.#reported.set(id, value);
    const said = this.#reported.get(id) as ParamValue;
    const flight = this.#inFlight.get(id);
    if (!flight) return this.#hearUnasked(id, said);
    if (said === flight.wanted && (flight.isAsked || !flight.isRepeat)) {
      // After a repetition nobody knows which set was echoed, or which question was answered.
      if (flight.sends === 1 && flight.asks <= 1) this.#echo.add(this.#clock.nowMs() - flight.spokenMs);
      this.#inFlight.delete(id);
      return 'landed';
    }
    const isForeign = said !== flight.wanted && !flight.ours.has(said);
    flight.isForeign = isForeign;
    // Of equal ones the first may be meant: the lower of two thoughts is the safe one.
    flight.unheard.splice(0, flight.unheard.indexOf(said as number) + 1);
    if (flight.isAsked) this.#judge(id, flight, said);
    return isForeign ? 'foreign' : 'waiting';
  }

  /** The desk is there. If it was not for a while, what was wanted long before it came back is not sent any more. */
  #heard(): void {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#heardMs > brokenAfterMs) {
      for (const flight of this.#inFlight.values()) if (flight.wantedMs < nowMs - staleWantMs) flight.isStale = true;
    }
    this.#heardMs = nowMs;
  }

  /**
   * After a value of ours has landed the desk says one that we replaced shortly before: either that was overtaken on its way and
   * has come last, or somebody moved the desk there. The desk is asked; meanwhile ours is in flight again.
   */
  #hearUnasked(id: ParamId, said: ParamValue): 'told' | 'waiting' {
    const lately = this.#lately.get(id);
    if (!lately || said === lately.wanted) return 'told';
    const nowMs = this.#clock.nowMs();
    const isAnswerFromBefore = said === lately.before && nowMs < lately.untilMs;
    if (!isAnswerFromBefore && (lately.superseded.get(said) ?? -Infinity) < nowMs) {
      // Somebody else has moved it since: nothing of ours is to come back.
      this.#lately.delete(id);
      return 'told';
    }
    const flight = newFlight(lately.wanted, nowMs, new Set(lately.superseded.keys()), true);
    flight.dueMs = nowMs + this.#settleMs;
    this.#inFlight.set(id, flight);
    // Once is enough: a desk that insists is right.
    lately.superseded.delete(said);
    lately.before = undefined;
    this.#wakeAt(nowMs + this.#settleMs);
    this.#actions.landingChanged([id]);
    return 'waiting';
  }

  #judge(id: ParamId, flight: InFlight, said: ParamValue): void {
    const isOld = flight.ours.has(said);
    const isRefused = flight.sends >= sendsUntilRefused;
    if (isOld && !isRefused && !flight.isStale) {
      flight.isAsked = false;
      flight.dueMs = Infinity;
      if (!this.#actions.resend({ id, value: flight.wanted })) this.#askLater(id);
      return;
    }
    this.#inFlight.delete(id);
    this.#lately.delete(id);
    this.#actions.deskWins(id, said, isOld && isRefused);
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
    this.#lately.delete(id);
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

  /** The lowest number that the desk may have: its last word, or whatever was sent after that and may have been the last to arrive. */
  lowest(id: ParamId): number | undefined {
    const reported = this.#reported.get(id);
    if (typeof reported !== 'number') return undefined;
    return Math.min(reported, this.#abandoned.get(id) ?? Infinity, ...(this.#inFlight.get(id)?.unheard ?? []));
  }

  /** What the desk said while ours is in flight, if it was none of ours: somebody seems to have moved it. */
  foreign(id: ParamId): ParamValue | undefined {
    return this.#inFlight.get(id)?.isForeign ? this.#reported.get(id) : undefined;
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
    for (const [id, { unheard }] of this.#inFlight)
      this.#abandoned.set(id, Math.min(this.#abandoned.get(id) ?? Infinity, ...unheard));
    this.#inFlight.clear();
    this.#lately.clear();
    this.#timer?.dispose();
    this.#timerDueMs = Infinity;
    return ids;
  }

  /** What was abandoned has been read since: the desk has what it says. */
  trust(): void {
    this.#abandoned.clear();
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
        flight.spokenMs = nowMs;
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

/** @param unheard what was sent before and not heard of */
function newFlight(
  wanted: ParamValue,
  nowMs: number,
  ours: Set<ParamValue | undefined>,
  isRepeat: boolean,
  unheard: number[] = [],
): InFlight {
  if (typeof wanted === 'number') unheard.push(wanted);
  if (unheard.length > maxUnheard) unheard.splice(0, 2, Math.min(...unheard.slice(0, 2)));
  return {
    wanted,
    wantedMs: nowMs,
    spokenMs: nowMs,
    ours,
    unheard,
    isForeign: false,
    dueMs: Infinity,
    isAsked: false,
    isRepeat,
    isStale: false,
    asks: 0,
    sends: 0,
    isUnconfirmed: false,
  };
}
