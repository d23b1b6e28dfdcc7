import type { Change } from '../../shared/desk/diff.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';

/** How many steps a peer can take back. */
const maxSteps = 500;

interface Trace {
  readonly before: ParamValue;
  after: ParamValue;
}

/** One gesture: what it moved, from where, to where. */
export interface Step {
  /** Wall-clock ms at which it began. */
  readonly atMs: number;
  /** Its number in the journal. */
  readonly gesture: number;
  readonly traces: ReadonlyMap<ParamId, Readonly<Trace>>;
  /** Its own name, if it is more than the sum of its values. */
  readonly label?: string;
}

interface OpenStep extends Step {
  readonly traces: Map<ParamId, Trace>;
}

/** What the history is told of the time and the numbers of gestures. */
export interface StepStamp {
  readonly atMs: number;
  readonly gesture: number;
  readonly label?: string;
}

/** One change as its person meant it: a level that takes time to rise leaves its target. */
export interface Meant {
  readonly id: ParamId;
  readonly before: ParamValue;
  readonly after: ParamValue;
}

/** Steps to take, and those that somebody else has changed since. */
export interface Reversal {
  readonly changes: readonly Change[];
  /** The step's number in the journal. */
  readonly gesture: number;
  /** With the value that the step left. */
  readonly overtaken: readonly Change[];
  /** Of a step that has one. */
  readonly label?: string;
}

/**
 * What one peer did, by gestures. A gesture is open while the peer holds something; what it changes then is one step. A change
 * outside a gesture is a step of its own.
 */
export class UndoHistory {
  readonly #done: OpenStep[] = [];
  readonly #undone: OpenStep[] = [];
  #open: OpenStep | undefined;

  beginGesture({ atMs, gesture }: StepStamp): void {
    this.#open ??= { atMs, gesture, traces: new Map() };
  }

  /** The number of the gesture that is open now. */
  get openGesture(): number | undefined {
    return this.#open?.gesture;
  }

  /** Ends the gesture; without any change it leaves no step. */
  endGesture(): void {
    const step = this.#open;
    this.#open = undefined;
    if (!step) return;
    for (const [id, trace] of step.traces) if (trace.before === trace.after) step.traces.delete(id);
    if (step.traces.size > 0) this.#push(step);
  }

  /** Takes some parameters out of the open gesture, as if it had not moved them. @returns what they had before. */
  cancel(ids: readonly ParamId[]): readonly Change[] {
    const changes: Change[] = [];
    for (const id of ids) {
      const trace = this.#open?.traces.get(id);
      if (!trace) continue;
      this.#open?.traces.delete(id);
      changes.push({ id, value: trace.before });
    }
    return changes;
  }

  /** Notes changes that belong together. Unknown values leave no trace: nothing could be restored. */
  record(changes: readonly Meant[], stamp: StepStamp): void {
    const step = this.#open ?? { ...stamp, traces: new Map<ParamId, Trace>() };
    for (const { id, before, after } of changes) {
      const trace = step.traces.get(id);
      if (trace) trace.after = after;
      else step.traces.set(id, { before, after });
    }
    if (!this.#open && step.traces.size > 0) this.#push(step);
  }

  /** Notes more of the same step if it is still the last one. */
  recordMore(changes: readonly Meant[], stamp: StepStamp): void {
    const last = this.#done.at(-1);
    if (this.#open || last?.gesture !== stamp.gesture) {
      this.record(changes, stamp);
      return;
    }
    for (const { id, before, after } of changes) {
      const trace = last.traces.get(id);
      if (trace) trace.after = after;
      else last.traces.set(id, { before, after });
    }
  }

  /** A value did not get where the last steps meant it to go: this is what they left. */
  cutShort(id: ParamId, meant: ParamValue, left: ParamValue): void {
    for (const step of [this.#open, this.#done.at(-1)]) {
      const trace = step?.traces.get(id);
      if (trace?.after === meant) trace.after = left;
    }
  }

  /** A step came to its end: what it left where it did not get where it was meant to go. Without a value it left no trace there. */
  settle(gesture: number, left: ReadonlyMap<ParamId, ParamValue | undefined>): void {
    const step = [...this.#done, ...this.#undone].findLast((each) => each.gesture === gesture);
    for (const [id, value] of left) {
      const trace = step?.traces.get(id);
      if (!trace) continue;
      if (value === undefined || value === trace.before) step?.traces.delete(id);
      else trace.after = value;
    }
    if (step?.traces.size !== 0) return;
    for (const list of [this.#done, this.#undone]) if (list.includes(step)) list.splice(list.indexOf(step), 1);
  }

  #push(step: OpenStep): void {
    this.#done.push(step);
    if (this.#done.length > maxSteps) this.#done.shift();
    this.#undone.length = 0;
  }

  /** Steps that undo would take back, newest first. */
  get done(): readonly Step[] {
    return this.#done.toReversed();
  }

  /** Steps that redo would do again, the next one first. */
  get undone(): readonly Step[] {
    return this.#undone.toReversed();
  }

  get nextUndo(): Step | undefined {
    return this.#done[this.#done.length - 1];
  }

  get nextRedo(): Step | undefined {
    return this.#undone[this.#undone.length - 1];
  }

  /** Takes the last step back, as far as its values are still the ones that it left. */
  undo(current: (id: ParamId) => ParamValue | undefined, next: StepStamp): Reversal | undefined {
    // What a hand is moving just now is the newest step, and what it does after this another one. A key's gesture is open for a
    // moment after the key.
    const isHandOn = this.#open !== undefined;
    this.endGesture();
    if (isHandOn) this.beginGesture(next);
    const step = this.#done.pop();
    if (!step) return undefined;
    this.#undone.push(step);
    return reverse(step, current, 'after', 'before');
  }

  redo(current: (id: ParamId) => ParamValue | undefined): Reversal | undefined {
    const step = this.#undone.pop();
    if (!step) return undefined;
    this.#done.push(step);
    return reverse(step, current, 'before', 'after');
  }

  clear(): void {
    this.#done.length = 0;
    this.#undone.length = 0;
    this.#open = undefined;
  }
}

function reverse(
  step: Step,
  current: (id: ParamId) => ParamValue | undefined,
  from: 'before' | 'after',
  to: 'before' | 'after',
): Reversal {
  const changes: Change[] = [];
  const overtaken: Change[] = [];
  for (const [id, trace] of step.traces) {
    if (current(id) === trace[from]) changes.push({ id, value: trace[to] });
    else overtaken.push({ id, value: trace[from] });
  }
  return { gesture: step.gesture, changes, overtaken, ...(step.label === undefined ? {} : { label: step.label }) };
}
