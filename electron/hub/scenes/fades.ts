import type { Disposable } from '../../../shared/base/disposable.ts';
import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import type { NumericSpec, ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { type FadeLaw, type FadeSettings, fadeMsOf, fadeValue, isFadeable } from '../../../shared/scenes/fade.ts';
import type { RecallStep } from '../../../shared/scenes/recallPlan.ts';
import type { Cause, LiveDesk } from '../liveDesk.ts';

/** Why a level stopped on its way: somebody has a hand on it, or it was moved by somebody else. */
export type FadeStop = 'held' | 'moved';

export interface FadeWorld {
  readonly desk: LiveDesk;
  nowMs(): number;
  after(delayMs: number, action: () => void): Disposable;
  /** A level does not go on. */
  stopped(id: ParamId, why: FadeStop): void;
  /** A level was given its last value. */
  arrived(id: ParamId): void;
}

interface Fade {
  readonly id: ParamId;
  readonly spec: NumericSpec;
  readonly from: number;
  readonly to: number;
  readonly law: FadeLaw;
  readonly startMs: number;
  readonly ms: number;
  /** What was wanted of it and when, in monotonic ms: anything else that the desk says is somebody else's doing. */
  readonly wanted: Map<ParamValue, number>;
  last: number;
}

/** What was wanted longer ago than this is not echoed any more: the desk has it from a hand. */
const echoMs = 500;
/** Levels take a step this often … */
const tickMs = 25;
/** … or less often when there are many of them: so many sets a second leave room for hands. */
const setsPerSecond = 800;

/**
 * Levels on their way from one scene to the next. Each starts from the value that the desk is known to have, and ends where it is when
 * a hand takes it or the desk says something that was not sent. A fade that ended is not resumed by itself.
 */
export class Fades {
  readonly #world: FadeWorld;
  readonly #fades = new Map<ParamId, Fade>();
  #cause: Cause | undefined;
  #timer: Disposable | undefined;

  constructor(world: FadeWorld) {
    this.#world = world;
  }

  has(id: ParamId): boolean {
    return this.#fades.has(id);
  }

  get count(): number {
    return this.#fades.size;
  }

  /** @param steps levels with a time of their own in `fade`. What is not known any more is left alone. */
  start(steps: readonly RecallStep[], fade: FadeSettings, cause: Cause): void {
    const { desk } = this.#world;
    this.#cause = cause;
    for (const step of steps) {
      const spec = desk.schema.specOf(step.id);
      const from = desk.state.number(step.id);
      if (!isFadeable(spec) || from === undefined || typeof step.to !== 'number') {
        this.#world.stopped(step.id, 'moved');
        continue;
      }
      this.#fades.set(step.id, {
        id: step.id,
        spec,
        from,
        to: step.to,
        law: fade.law,
        startMs: this.#world.nowMs(),
        ms: fadeMsOf(step, spec, fade),
        wanted: new Map<ParamValue, number>([[from, this.#world.nowMs()]]),
        last: from,
      });
    }
    this.#wake();
  }

  #wake(): void {
    if (this.#fades.size === 0 || this.#timer) return;
    const everyMs = Math.max(tickMs, (this.#fades.size * 1000) / setsPerSecond);
    this.#timer = this.#world.after(everyMs, () => this.#tick());
  }

  #tick(): void {
    this.#timer = undefined;
    const { desk } = this.#world;
    const nowMs = this.#world.nowMs();
    const steps: Change[] = [];
    const arrived: ParamId[] = [];
    for (const fade of [...this.#fades.values()]) {
      if (desk.meant(fade.id) !== fade.last) {
        this.#stop(fade.id, 'moved');
        continue;
      }
      const progress = fade.ms > 0 ? (nowMs - fade.startMs) / fade.ms : 1;
      const value = fadeValue(fade.spec, fade.from, fade.to, fade.law, progress);
      if (value !== fade.last) steps.push({ id: fade.id, value });
      fade.last = value;
      if (progress >= 1) arrived.push(fade.id);
    }
    this.#send(steps);
    for (const id of arrived) if (this.#fades.delete(id)) this.#world.arrived(id);
    this.#wake();
  }

  #send(steps: DeskDiff): void {
    if (steps.length === 0 || !this.#cause) return;
    const { refused } = this.#world.desk.want(steps, this.#cause);
    for (const id of refused) this.#stop(id, 'held');
  }

  #stop(id: ParamId, why: FadeStop): void {
    if (this.#fades.delete(id)) this.#world.stopped(id, why);
  }

  /** A value of ours has left, one of a rise's own steps perhaps. */
  stepped(id: ParamId, value: ParamValue): void {
    this.#fades.get(id)?.wanted.set(value, this.#world.nowMs());
  }

  /** A hand is on these. */
  touched(ids: readonly ParamId[]): void {
    for (const id of ids) this.#stop(id, 'held');
  }

  /** The desk said something: what was never wanted is somebody else's. */
  reported(changes: DeskDiff): void {
    if (this.#fades.size === 0) return;
    for (const { id } of changes) {
      const fade = this.#fades.get(id);
      if (!fade) continue;
      const said = this.#world.desk.reported(id);
      const isOurs = said === undefined || (fade.wanted.get(said) ?? -Infinity) > this.#world.nowMs() - echoMs;
      if (!isOurs) this.#stop(id, 'moved');
    }
  }

  /** Ends all of them where they are, without a word. */
  stopAll(): void {
    this.#fades.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
