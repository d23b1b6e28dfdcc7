import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { FrameEntry } from '../../shared/protocol/frames.ts';
import { allowedValue } from './allowedValue.ts';
import type { Cause } from './cause.ts';
import { DeskValues } from './deskValues.ts';
import type { DeskWorld } from './deskWorld.ts';
import { GuardTable } from './guards.ts';
import type { JournalCause } from './journal.ts';
import { isRiseLimited, maxRiseDb, type Rise, RiseEngine, type RiseStep, riseDb } from './rises.ts';
import { nameOf } from './stepLabel.ts';
import { Tracker } from './tracker.ts';
import type { Meant } from './undo.ts';

export type { Cause };

/** What became of wanted values. */
export interface Outcome {
  readonly applied: readonly Meant[];
  readonly refused: readonly ParamId[];
  /** Refused until they are confirmed. */
  readonly guarded: readonly Change[];
}

const again: Cause = { by: 'Omnibus', why: 'retry', gesture: 0, kind: 'recall' };

/** One console's state with everything that decides what is sent to it. */
export class LiveDesk {
  readonly schema: Schema;
  readonly guards: GuardTable;
  readonly #values: DeskValues;
  readonly #tracker: Tracker;
  readonly #rises: RiseEngine<Cause>;
  readonly #world: DeskWorld;

  constructor(schema: Schema, world: DeskWorld) {
    this.schema = schema;
    this.guards = new GuardTable(schema);
    this.#world = world;
    this.#tracker = new Tracker(schema, world.clock, {
      resend: (change) => this.#sendAgain(change),
      readBack: (ids) => world.port()?.readBack(ids),
      landingChanged: (ids) => {
        for (const id of ids) this.#values.mark(id);
        world.landingsChanged();
      },
      deskWins: (id, value, refused) => this.#yield(id, value, refused),
    });
    this.#values = new DeskValues(schema, world, this.#tracker, (id) => this.#rises.get(id)?.cause);
    this.#rises = new RiseEngine(schema, world.clock, {
      desired: (id) => this.state.get(id),
      lowest: (id) => this.#tracker.lowest(id),
      take: (steps) => this.#climb(steps),
    });
    this.takeKept();
  }

  /** What everybody sees of it. */
  get state(): DeskState {
    return this.#values.state;
  }

  /** Takes over what the app keeps: when a console arrives or another show is opened. */
  takeKept(): void {
    this.#values.takeKept();
  }

  landingOf(id: ParamId): Landing {
    return this.#tracker.landingOf(id);
  }

  /** What a parameter has, or is on its way up to. */
  meant(id: ParamId): ParamValue | undefined {
    return this.#rises.get(id)?.target ?? this.state.get(id);
  }

  /** What the desk last said it has. */
  reported(id: ParamId): ParamValue | undefined {
    return this.#tracker.reported(id);
  }

  /** What the desk said while ours is on its way, if it was none of ours: a hand there was quicker. */
  foreign(id: ParamId): ParamValue | undefined {
    return this.#tracker.foreign(id);
  }

  /** Asks the desk for its own values; the answers come as reports. */
  readBack(ids: readonly ParamId[]): void {
    this.#world.port()?.readBack(ids);
  }

  /** The softest of what is wanted and what the desk may have: where something starts that must not raise it. */
  softest(id: ParamId): number {
    return Math.min(this.state.number(id) ?? -Infinity, this.#tracker.lowest(id) ?? -Infinity);
  }

  // ---- what people want --------------------------------------------------------------------------------------------

  /** The one way of a change from a person to the desk. */
  want(entries: readonly (Change | FrameEntry)[], cause: Cause): Outcome {
    const applied: Meant[] = [];
    const refused: ParamId[] = [];
    const guarded: Change[] = [];
    const touched: Change[] = [];
    const rest: Change[] = [];
    const speaker = cause.isSpoken ? cause.session : undefined;
    for (const { id, value } of entries) {
      if (id >= this.schema.size) continue;
      const target = allowedValue(this.#world, this.state, id, value, cause);
      const current = this.state.get(id);
      if (target === undefined || current === undefined) {
        refused.push(id);
        speaker?.corrections.add(id);
        continue;
      }
      const start = this.#start(id, current);
      if (this.guards.isGuarded(id, start, target) && !this.#isAgreed(id, cause)) {
        guarded.push({ id, value: target });
        speaker?.corrections.add(id);
        continue;
      }
      const before = this.meant(id) ?? current;
      if (target !== value || (target === current && before === current)) speaker?.corrections.add(id);
      if (before === target && current === target) continue;
      applied.push({ id, before, after: target });
      this.#move(id, start, target, cause, this.#world.touches.isHeld(id) ? touched : rest);
    }
    this.#push(touched, rest, cause.isClocked);
    return { applied, refused, guarded };
  }

  /**
   * Where a change starts. Under a hand that holds it the desk may have moved on, and be much softer; so it may be if somebody
   * has moved it while ours was on its way.
   */
  #start(id: ParamId, current: ParamValue): ParamValue {
    const foreign = this.#tracker.foreign(id);
    if (typeof foreign === 'number' && typeof current === 'number') return Math.min(foreign, current);
    if (!this.#world.touches.isHeld(id) || this.#tracker.landingOf(id) !== 'landed') return current;
    this.#values.take(id, this.#tracker.reported(id));
    return this.state.get(id) ?? current;
  }

  #isAgreed(id: ParamId, { isConfirmed, session }: Cause): boolean {
    return isConfirmed ?? session?.confirmations.has(id, this.#world.clock.nowMs()) ?? false;
  }

  /** Goes to a value, or as far as it may go at once. */
  #move(id: ParamId, current: ParamValue, target: ParamValue, cause: Cause, leaving: Change[]): void {
    const replaced = this.#rises.get(id)?.cause;
    if (replaced !== cause) replaced?.taken?.(id);
    const value = this.#rises.begin(id, current, target, cause.kind, cause);
    const speaker = cause.isSpoken ? cause.session : undefined;
    if (value === current && value === this.state.get(id)) {
      // A rise that was under way ends here, or waits for its next step.
      this.#values.mark(id, speaker);
      return;
    }
    this.#values.set(id, current, value, cause);
    this.#values.mark(id, speaker);
    if (!this.schema.specOf(id).keptByApp) leaving.push({ id, value });
  }

  #push(touched: DeskDiff, rest: DeskDiff, isClocked = false): void {
    const port = this.#world.port();
    if (touched.length > 0) port?.push(touched, true);
    if (rest.length > 0) port?.push(rest, false, isClocked);
  }

  #climb(steps: readonly RiseStep<Cause>[]): void {
    const touched: Change[] = [];
    const rest: Change[] = [];
    for (const { rise, value } of steps) {
      const { id, cause } = rise;
      const current = this.state.get(id);
      if (current === undefined || !this.#world.isOpen()) continue;
      this.#values.set(id, current, value, cause);
      this.#values.mark(id, cause.isSpoken ? cause.session : undefined);
      (this.#world.touches.isHeld(id) ? touched : rest).push({ id, value });
    }
    this.#push(touched, rest);
  }

  /** A set was lost. What the desk still has may be much softer by now. */
  #sendAgain({ id, value }: Change): boolean {
    const isPanic = value === -Infinity && this.#world.isKeptDown(id);
    if (!this.#world.isOpen() && !isPanic) return false;
    const reported = this.#tracker.reported(id);
    const isFar =
      isRiseLimited(this.schema.specOf(id)) &&
      typeof value === 'number' &&
      typeof reported === 'number' &&
      riseDb(reported, value) > maxRiseDb;
    if (!isFar) {
      this.#rises.repeated(id, reported, value);
      this.#world.port()?.push([{ id, value }], false);
      return true;
    }
    const rise = this.#rises.get(id);
    const leaving: Change[] = [];
    this.#tracker.drop(id);
    this.state.set(id, reported);
    this.#move(id, reported, rise?.target ?? value, rise?.cause ?? again, leaving);
    this.#push([], leaving);
    return true;
  }

  /** Values that the desk was asked for in vain. */
  unconfirmed(): ParamId[] {
    return this.#tracker.unconfirmed().map(({ id }) => id);
  }

  /** Sends unconfirmed values again. @param ids only these */
  retry(ids: ReadonlySet<ParamId> | undefined, cause: JournalCause): void {
    if (!this.#world.isOpen()) return;
    for (const change of this.#tracker.unconfirmed()) {
      const { id, value } = change;
      if (ids && !ids.has(id)) continue;
      this.#tracker.want(id, value);
      this.#world.journal.note(this.schema, id, value, value, cause);
      this.#sendAgain(change);
      this.#values.mark(id);
    }
    this.#world.landingsChanged();
  }

  // ---- what the desk says ------------------------------------------------------------------------------------------

  sent(ids: readonly ParamId[]): void {
    this.#tracker.sent(ids);
  }

  merge(changes: DeskDiff): void {
    for (const { id, value } of changes) this.#report(id, value);
  }

  #report(id: ParamId, value: ParamValue): void {
    const landing = this.#tracker.landingOf(id);
    const verdict = this.#tracker.report(id, value);
    if (verdict === 'landed') {
      this.#world.journal.landed(id);
      this.#values.mark(id);
      if (landing === 'unconfirmed') this.#world.landingsChanged();
    } else if (verdict === 'foreign') this.#takenOver(id);
    else if (verdict === 'told') this.#told(id, landing === 'unknown');
  }

  /** The desk speaks for itself. */
  #told(id: ParamId, wasUnknown: boolean): void {
    const said = this.#tracker.reported(id);
    const current = this.state.get(id);
    if (said !== current) this.#takenOver(id);
    // A held control is moved by nobody else; it settles on the desk's latest value when it is released.
    if (this.#world.touches.isHeld(id) && current !== undefined) return;
    if (!this.#values.take(id, said) && wasUnknown) this.#values.mark(id);
  }

  /** A hand at the desk has it. */
  #takenOver(id: ParamId): void {
    this.#rises.get(id)?.cause.taken?.(id);
    this.cutShort(id);
  }

  #yield(id: ParamId, value: ParamValue, refused: boolean): void {
    if (refused) this.cutShort(id);
    else this.#takenOver(id);
    this.#values.take(id, value);
    this.#values.mark(id);
    this.#world.landingsChanged();
    if (!refused) return;
    const name = nameOf(this.schema.addressOf(id), this.state);
    this.#world.problem(`The console does not take a new value for ${name}; its own is shown.`);
  }

  /** Takes over what the desk said while a hand was on these. */
  settle(ids: readonly ParamId[]): void {
    for (const id of ids) {
      if (this.#tracker.landingOf(id) !== 'landed' || this.#rises.get(id)) continue;
      if (!this.#values.take(id, this.#tracker.reported(id))) this.#values.mark(id);
    }
  }

  // ---- ending --------------------------------------------------------------------------------------------------------

  /** Ends a rise where it is. */
  cutShort(id: ParamId): void {
    const rise = this.#rises.end(id);
    if (rise) this.#ended(rise);
  }

  /** Ends the rises of which this is true. */
  cutShortWhere(isMeant: (id: ParamId, cause: Cause) => boolean): void {
    for (const rise of this.#rises.endWhere(({ id, cause }) => isMeant(id, cause))) this.#ended(rise);
  }

  #ended({ id, target, cause }: Rise<Cause>): void {
    const left = this.state.get(id);
    if (left !== undefined) cause.session?.history.cutShort(id, target, left);
    this.#world.mark(id);
  }

  /**
   * Ends everything that is on its way: no set leaves any more. What the desk last said is shown.
   * @returns what was on its way, so that it can be read
   */
  stop(): readonly ParamId[] {
    this.#world.port()?.halt?.();
    this.cutShortWhere(() => true);
    const abandoned = this.#tracker.abandon();
    for (const id of abandoned) if (!this.#values.take(id, this.#tracker.reported(id))) this.#values.mark(id);
    if (abandoned.length > 0) this.#world.landingsChanged();
    return abandoned;
  }

  /** What was on its way when everything was stopped has been read. */
  trust(): void {
    this.#tracker.trust();
  }

  /** The desk does not say what it has: nothing starts from there. */
  forget(id: ParamId): void {
    this.state.forget(id);
    this.#values.mark(id);
  }

  counts(): { pending: number; unconfirmed: number } {
    return this.#tracker.counts();
  }

  /** Ends all timers without a word to anybody. */
  dispose(): void {
    this.#rises.dispose();
    this.#tracker.abandon();
  }
}
