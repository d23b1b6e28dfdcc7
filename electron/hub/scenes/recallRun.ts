import type { Disposable } from '../../../shared/base/disposable.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { MissReason } from '../../../shared/protocol/showMessages.ts';
import type { FadeSettings } from '../../../shared/scenes/fade.ts';
import { planTimes } from '../../../shared/scenes/fade.ts';
import type { RecallStep } from '../../../shared/scenes/recallPlan.ts';
import type { Cause, LiveDesk } from '../liveDesk.ts';
import { Fades } from './fades.ts';
import { asHeard, type Batch, batchesOf } from './recallBatches.ts';
import { ReadBack } from './recallVerify.ts';

/** How a recall came out. */
export interface RunReport {
  readonly total: number;
  readonly landed: number;
  /** Of the missed, how many were stopped between old and new. */
  readonly between: number;
  readonly missed: ReadonlyMap<ParamId, MissReason>;
  readonly tookMs: number;
  /** Why it ended before its end; empty if it did not. */
  readonly why: string;
}

export interface RunOrder {
  readonly steps: readonly RecallStep[];
  readonly fade: FadeSettings;
  /** Rises are slowed down by nothing but the confirmed steps of 6 dB. */
  readonly hardCut: boolean;
  readonly cause: Omit<Cause, 'kind' | 'isConfirmed'>;
}

export interface RunWorld {
  readonly desk: LiveDesk;
  nowMs(): number;
  after(delayMs: number, action: () => void): Disposable;
  isOpen(): boolean;
  /** Whether a panic keeps it down. */
  isKeptDown(id: ParamId): boolean;
  /** Another stage, or more have landed. */
  progressed(): void;
  done(report: RunReport): void;
}

/** So many values are under way at once: what a console's receive buffer holds for sure. */
const windowWidth = 128;
const lookMs = 20;
/** How long a batch may take beyond its fades and slopes. */
const patienceMs = 8000;
/** So often what came out differently is sent again. */
const mostRounds = 2;

/**
 * Sends a plan in its order, each batch after the one before it has landed, and then proves it: everything is read back, what is not
 * as wanted is sent again, and what does not take is named with its reason.
 */
export class RecallRun {
  state: 'running' | 'verifying' | 'over' = 'running';
  readonly steps: readonly RecallStep[];
  readonly #world: RunWorld;
  readonly #cause: Cause;
  readonly #fade: FadeSettings;
  readonly #hardCut: boolean;
  readonly #fades: Fades;
  readonly #batches: readonly Batch[];
  readonly #missed = new Map<ParamId, MissReason>();
  readonly #foreign = new Set<ParamId>();
  /** What is louder or softer by this recall, by id, and what of it the desk has had as it is wanted. */
  readonly #audible: ReadonlyMap<ParamId, RecallStep>;
  readonly #arrived = new Set<ParamId>();
  readonly #waiting = new Set<ParamId>();
  /** Of the batch, what has not been sent yet, and what the console has not said a word on. */
  readonly #unsent = new Map<ParamId, RecallStep>();
  readonly #flying = new Set<ParamId>();
  readonly #startMs: number;
  #readBack: ReadBack | undefined;
  #batch: Batch | undefined;
  #next = 0;
  #round = 0;
  #deadlineMs = Infinity;
  #timer: Disposable | undefined;

  constructor(order: RunOrder, world: RunWorld) {
    this.#world = world;
    this.steps = order.steps;
    this.#fade = order.fade;
    this.#hardCut = order.hardCut;
    this.#cause = {
      ...order.cause,
      kind: order.hardCut ? 'cut' : 'recall',
      isConfirmed: true,
      isClocked: true,
      stepped: (id, value) => this.#fades.stepped(id, value),
    };
    const { desk } = world;
    this.#batches = batchesOf(
      asHeard(order.steps, (id) => desk.foreign(id)),
      desk.schema,
      order.fade,
    );
    this.#audible = new Map(order.steps.filter(isAudible).map((step) => [step.id, step]));
    this.#startMs = world.nowMs();
    this.#fades = new Fades({
      desk: world.desk,
      nowMs: () => world.nowMs(),
      after: (delayMs, action) => world.after(delayMs, action),
      stopped: (id, why) => this.#miss(id, why),
      arrived: (id) => this.#lookAt(id),
    });
  }

  /** How many values the desk has as they are wanted. */
  get landed(): number {
    const { desk } = this.#world;
    let count = 0;
    for (const { id, to } of this.steps) if (desk.state.get(id) === to && desk.landingOf(id) === 'landed') count++;
    return count;
  }

  get missed(): ReadonlyMap<ParamId, MissReason> {
    return this.#missed;
  }

  get tookMs(): number {
    return this.#world.nowMs() - this.#startMs;
  }

  begin(): void {
    this.#advance();
  }

  #advance(): void {
    while (this.state === 'running' && this.#waiting.size === 0) {
      if (this.#batch?.isSoftening && this.#hasLostFall(this.#batch)) {
        this.stop('the console did not confirm what makes softer, so nothing was made louder');
        return;
      }
      this.#batch = this.#batches[this.#next++];
      if (!this.#batch) {
        this.#verify(new Set(this.steps.map(({ id }) => id)));
        return;
      }
      this.#send(this.#batch);
      this.#world.progressed();
    }
    this.#watch();
  }

  #hasLostFall({ instant, faded }: Batch): boolean {
    return [...instant, ...faded].some(({ id }) => this.#missed.get(id) === 'unconfirmed');
  }

  #send({ instant, faded }: Batch): void {
    const { desk } = this.#world;
    const all = [...instant, ...faded];
    for (const { id, follows } of all) this.#leaveWith(id, follows);
    for (const { id } of all) if (!this.#missed.has(id)) this.#waiting.add(id);
    const times = planTimes(all, (id) => desk.schema.specOf(id), this.#fade, this.#hardCut);
    this.#deadlineMs = this.#world.nowMs() + times.totalMs + patienceMs;
    for (const step of instant) if (!this.#missed.has(step.id)) this.#unsent.set(step.id, step);
    this.#fill();
    this.#fades.start(
      faded.filter(({ id }) => !this.#missed.has(id)),
      this.#fade,
      this.#cause,
    );
  }

  /** Whoever wrote one side of a linked pair would move the other, which is not ours any more. */
  #leaveWith(id: ParamId, leader: ParamId | undefined): void {
    const why = leader === undefined ? undefined : this.#missed.get(leader);
    if (why !== undefined) this.#miss(id, why);
  }

  /** Sends more as the console keeps up. */
  #fill(): void {
    for (const id of this.#flying) if (this.#world.desk.landingOf(id) !== 'pending') this.#flying.delete(id);
    while (this.#unsent.size > 0 && this.#flying.size < windowWidth) {
      const steps = [...this.#unsent.values()].slice(0, windowWidth - this.#flying.size);
      for (const { id } of steps) {
        this.#unsent.delete(id);
        this.#flying.add(id);
      }
      this.#want(steps);
      for (const { id } of steps) {
        if (this.#world.desk.landingOf(id) !== 'pending') this.#flying.delete(id);
        this.#lookAt(id, false);
      }
    }
  }

  #want(steps: readonly RecallStep[]): void {
    const { desk } = this.#world;
    const { refused } = desk.want(
      steps.map(({ id, to }) => ({ id, value: to })),
      this.#cause,
    );
    for (const id of refused) this.#miss(id, this.#whyRefused(id));
  }

  #whyRefused(id: ParamId): MissReason {
    if (this.#world.desk.state.get(id) === undefined) return 'unknown';
    if (!this.#world.isOpen()) return 'stopped';
    return this.#world.isKeptDown(id) ? 'kept down' : 'held';
  }

  #miss(id: ParamId, why: MissReason): void {
    this.#missed.set(id, why);
    this.#waiting.delete(id);
    this.#unsent.delete(id);
    this.#readBack?.giveUp(id);
  }

  // ---- waiting -------------------------------------------------------------------------------------------------------

  /** Whether nothing of ours is under way for a value any more; what came of it is noted. */
  #isSettled(id: ParamId): boolean {
    const { desk } = this.#world;
    if (this.#fades.has(id) || this.#unsent.has(id)) return false;
    const landing = desk.landingOf(id);
    if (landing === 'pending') return false;
    if (landing === 'unconfirmed') {
      desk.cutShort(id);
      this.#missed.set(id, 'unconfirmed');
    } else if (desk.meant(id) !== desk.state.get(id)) return false;
    return true;
  }

  #lookAt(id: ParamId, isGoingOn = true): void {
    if (!this.#waiting.has(id) || !this.#isSettled(id)) return;
    this.#waiting.delete(id);
    if (isGoingOn && this.#waiting.size === 0) this.#whenAllSettled();
  }

  #whenAllSettled(): void {
    if (this.state === 'running') this.#advance();
    else if (this.state === 'verifying' && !this.#readBack) this.#verify(this.#again);
  }

  #watch(): void {
    if (this.state === 'over') return;
    this.#timer ??= this.#world.after(lookMs, () => {
      this.#timer = undefined;
      this.#look();
      this.#watch();
    });
  }

  #look(): void {
    if (!this.#world.isOpen()) {
      this.stop('sets do not go to the console any more');
      return;
    }
    const isLate = this.#world.nowMs() > this.#deadlineMs;
    for (const id of [...this.#waiting]) {
      if (isLate) {
        this.#world.desk.cutShort(id);
        this.#miss(id, 'unconfirmed');
      } else if (this.#isSettled(id)) this.#waiting.delete(id);
    }
    if (this.#unsent.size > 0) this.#fill();
    this.#readBack?.tick();
    if (this.#waiting.size === 0 && !this.#readBack) this.#whenAllSettled();
    this.#world.progressed();
  }

  /** The desk said something. */
  reported(changes: DeskDiff): void {
    if (this.state === 'over') return;
    this.#fades.reported(changes);
    for (const { id } of changes) this.#noteHand(id);
    if (this.#readBack) {
      for (const { id } of changes) this.#readBack?.heard(id);
      return;
    }
    for (const { id } of changes) this.#lookAt(id, false);
    if (this.#unsent.size > 0) this.#fill();
    if (this.#waiting.size === 0) this.#whenAllSettled();
  }

  /** What the desk has after it had what is wanted, or instead of it, is a hand's: the proof at the end does not take it back. */
  #noteHand(id: ParamId): void {
    const { desk } = this.#world;
    const step = this.#audible.get(id);
    if (!step || desk.landingOf(id) !== 'landed') return;
    const said = desk.reported(id);
    if (said === step.to) {
      this.#arrived.add(id);
      return;
    }
    const isOnItsWay = this.#unsent.has(id) || this.#fades.has(id) || desk.meant(id) === step.to;
    const isInstead = this.#waiting.has(id) && !isOnItsWay && said !== step.from;
    if (this.#arrived.has(id) || isInstead) this.#foreign.add(id);
  }

  /** A hand is on these: they are its business from now on. */
  touched(ids: readonly ParamId[]): void {
    const touched = new Set(ids);
    for (const { id, follows } of this.steps) if (follows !== undefined && touched.has(id)) touched.add(follows);
    for (const id of touched) this.#foreign.add(id);
    this.#fades.touched([...touched]);
  }

  /** A panic has pulled these down: whatever is still to be done with them is not, even when the panic is over. */
  pulledDown(ids: readonly ParamId[]): void {
    this.touched(ids);
    const isDown = (id: ParamId | undefined) => id !== undefined && ids.includes(id);
    for (const { id, follows } of this.steps) if (isDown(id) || isDown(follows)) this.#miss(id, 'kept down');
  }

  // ---- proof ---------------------------------------------------------------------------------------------------------

  #again = new Set<ParamId>();

  #verify(ids: ReadonlySet<ParamId>): void {
    const { desk } = this.#world;
    this.state = 'verifying';
    this.#world.progressed();
    const asked = [...ids].filter((id) => !this.#missed.has(id) && !desk.schema.specOf(id).keptByApp);
    this.#readBack = new ReadBack(asked, {
      nowMs: () => this.#world.nowMs(),
      ask: (each) => desk.readBack(each),
      done: (silent) => this.#judge(asked, silent),
    });
    this.#readBack.begin();
    this.#watch();
  }

  #judge(asked: readonly ParamId[], silent: readonly ParamId[]): void {
    const { desk } = this.#world;
    this.#readBack = undefined;
    for (const id of silent) this.#missed.set(id, 'unconfirmed');
    const wanted = new Map(this.steps.map((step) => [step.id, step]));
    const wrong = asked.flatMap((id) => {
      const step = wanted.get(id);
      return step && !this.#missed.has(id) && desk.reported(id) !== step.to ? [step] : [];
    });
    const again = wrong.filter(({ id }) => !this.#foreign.has(id));
    if (again.length === 0 || this.#round >= mostRounds) {
      for (const { id, from } of wrong) {
        const isOld = desk.reported(id) === from;
        this.#missed.set(id, isOld && !this.#foreign.has(id) ? 'refused' : 'moved');
      }
      this.#finish('');
      return;
    }
    for (const { id } of wrong) if (this.#foreign.has(id)) this.#missed.set(id, 'moved');
    this.#round++;
    this.#again = new Set(again.map(({ id }) => id));
    this.#deadlineMs = this.#world.nowMs() + patienceMs;
    for (const { id } of again) this.#waiting.add(id);
    this.#want(again);
    for (const { id } of again) this.#lookAt(id, false);
    if (this.#waiting.size === 0) this.#verify(this.#again);
  }

  /** Ends it where it is. */
  stop(why: string): void {
    if (this.state === 'over') return;
    this.#fades.stopAll();
    this.#unsent.clear();
    this.#world.desk.cutShortWhere((_id, cause) => cause === this.#cause);
    for (const step of this.steps) {
      if (!this.#missed.has(step.id) && this.#world.desk.state.get(step.id) !== step.to)
        this.#missed.set(step.id, this.#isOnTheWay(step) ? 'on the way' : 'stopped');
    }
    this.#finish(why);
  }

  /** What has left for the console counts: it is there in a moment. */
  #isOnTheWay({ id, from, to }: RecallStep): boolean {
    const now = this.#world.desk.meant(id);
    return now !== undefined && now !== from && now !== to;
  }

  #finish(why: string): void {
    this.state = 'over';
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#readBack = undefined;
    this.#fades.stopAll();
    const total = new Set(this.steps.map(({ id }) => id)).size;
    const landed = total - this.#missed.size;
    const between = [...this.#missed.values()].filter((each) => each === 'on the way').length;
    this.#world.done({ total, landed, between, missed: this.#missed, tookMs: this.tookMs, why });
  }
}

/** What the desk may move by itself when a pair becomes one tells nothing of a hand. */
const isAudible = ({ phase, isRepeat }: RecallStep) =>
  !isRepeat && (phase === 'falls' || phase === 'rises' || phase === 'unmutes');
