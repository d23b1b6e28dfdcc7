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
export type Step = ReadonlyMap<ParamId, Readonly<Trace>>;

/** Steps to take, and those that somebody else has changed since. */
export interface Reversal {
  readonly changes: readonly Change[];
  readonly overtaken: readonly ParamId[];
}

/**
 * What one peer did, by gestures. A gesture is open while the peer holds something; what it changes then is one step. A change
 * outside a gesture is a step of its own.
 */
export class UndoHistory {
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];
  #open: Map<ParamId, Trace> | undefined;

  beginGesture(): void {
    this.#open ??= new Map();
  }

  /** Ends the gesture; without any change it leaves no step. */
  endGesture(): void {
    const step = this.#open;
    this.#open = undefined;
    if (!step) return;
    for (const [id, trace] of step) if (trace.before === trace.after) step.delete(id);
    if (step.size > 0) this.#push(step);
  }

  /** Takes some parameters out of the open gesture, as if it had not moved them. @returns what they had before. */
  cancel(ids: readonly ParamId[]): readonly Change[] {
    const changes: Change[] = [];
    for (const id of ids) {
      const trace = this.#open?.get(id);
      if (!trace) continue;
      this.#open?.delete(id);
      changes.push({ id, value: trace.before });
    }
    return changes;
  }

  /** Notes changes that belong together. Unknown values leave no trace: nothing could be restored. */
  record(changes: readonly { readonly id: ParamId; readonly before: ParamValue; readonly after: ParamValue }[]): void {
    const gesture = this.#open ?? new Map<ParamId, Trace>();
    for (const { id, before, after } of changes) {
      const trace = gesture.get(id);
      if (trace) trace.after = after;
      else gesture.set(id, { before, after });
    }
    if (!this.#open && gesture.size > 0) this.#push(gesture);
  }

  #push(step: Step): void {
    this.#done.push(step);
    if (this.#done.length > maxSteps) this.#done.shift();
    this.#undone.length = 0;
  }

  get nextUndo(): Step | undefined {
    return this.#done[this.#done.length - 1];
  }

  get nextRedo(): Step | undefined {
    return this.#undone[this.#undone.length - 1];
  }

  /** Takes the last step back, as far as its values are still the ones that it left. */
  undo(current: (id: ParamId) => ParamValue | undefined): Reversal | undefined {
    // What a hand is moving just now is the newest step, and what it does after this another one. A key's gesture is open for a
    // moment after the key.
    const isHandOn = this.#open !== undefined;
    this.endGesture();
    if (isHandOn) this.beginGesture();
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
  const overtaken: ParamId[] = [];
  for (const [id, trace] of step) {
    if (current(id) === trace[from]) changes.push({ id, value: trace[to] });
    else overtaken.push(id);
  }
  return { changes, overtaken };
}
