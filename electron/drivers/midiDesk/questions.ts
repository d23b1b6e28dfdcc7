import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';

/** Questions that may be unanswered at a time: the console's own speed is the pace, and no burst fills its memory. */
const windowSize = 24;
/** An unanswered question is asked again after this long, or when later ones have been answered: answers come in order. */
const answerWithinMs = 1500;
const lookEveryMs = 250;
/** Asked this often in vain, a value is one that this console does not have now. */
const mostTries = 2;

interface Open {
  readonly order: number;
  readonly sentMs: number;
  readonly tries: number;
}

export interface QuestionsOptions {
  readonly clock: Clock;
  send(ids: readonly ParamId[]): void;
  /** Nothing is left to ask. */
  finished(): void;
  /** The console does not answer for this value. */
  gaveUp(id: ParamId): void;
}

/** Values that the console is asked for one by one, urgent ones first, never more at a time than it takes. */
export class Questions implements Disposable {
  readonly #options: QuestionsOptions;
  readonly #urgent = new Map<ParamId, number>();
  readonly #bulk = new Map<ParamId, number>();
  readonly #open = new Map<ParamId, Open>();
  #order = 0;
  /** A value that the console answers for: asked behind doubtful ones, its answer shows that they have none. */
  #certain: ParamId | undefined;
  #timer: Disposable | undefined;
  /** Of the last answer, in ms; −1 before the first. */
  roundTripMs = -1;
  readonly counts = { asked: 0, missed: 0 };

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  /** How many questions are not answered yet, sent or not. */
  get pending(): number {
    return this.#urgent.size + this.#bulk.size + this.#open.size;
  }

  get hasRoom(): boolean {
    return this.#open.size < windowSize;
  }

  ask(ids: readonly ParamId[], urgency: 'urgent' | 'bulk'): void {
    for (const id of ids) {
      if (urgency === 'urgent') {
        this.#bulk.delete(id);
        this.#urgent.set(id, 0);
      } else if (!this.#urgent.has(id) && !this.#open.has(id)) this.#bulk.set(id, 0);
    }
    this.#fill();
  }

  /** Questions that have just left with something else. */
  asked(ids: readonly ParamId[]): void {
    for (const id of ids) this.#note(id, 0);
  }

  /** The console has said this value. */
  answered(id: ParamId): void {
    const answer = this.#open.get(id);
    if (!answer) return;
    this.#open.delete(id);
    this.#certain = id;
    this.roundTripMs = this.#options.clock.nowMs() - answer.sentMs;
    for (const [other, open] of this.#open) {
      if (open.order > answer.order) break;
      this.#missed(other, open);
    }
    this.#fill();
    if (this.pending === 0) this.#options.finished();
  }

  clear(): void {
    for (const list of [this.#urgent, this.#bulk, this.#open]) list.clear();
    this.#certain = undefined;
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  dispose(): void {
    this.clear();
  }

  #missed(id: ParamId, { tries }: Open): void {
    this.#open.delete(id);
    this.counts.missed++;
    if (tries < mostTries) this.#bulk.set(id, tries);
    else this.#options.gaveUp(id);
  }

  #note(id: ParamId, tries: number): void {
    this.counts.asked++;
    // In the order in which they were sent.
    this.#open.delete(id);
    this.#open.set(id, { order: this.#order++, sentMs: this.#options.clock.nowMs(), tries: tries + 1 });
    this.#timer ??= this.#options.clock.after(lookEveryMs, () => this.#look());
  }

  #fill(): void {
    const ids: ParamId[] = [];
    let isDoubtful = false;
    for (const list of [this.#urgent, this.#bulk]) {
      for (const [id, tries] of list) {
        if (!this.hasRoom) break;
        list.delete(id);
        this.#note(id, tries);
        ids.push(id);
        isDoubtful ||= tries > 0;
      }
    }
    if (isDoubtful && this.#certain !== undefined) {
      this.#note(this.#certain, 0);
      ids.push(this.#certain);
    }
    if (ids.length > 0) this.#options.send(ids);
  }

  #look(): void {
    this.#timer = undefined;
    const oldestMs = this.#options.clock.nowMs() - answerWithinMs;
    const had = this.pending;
    for (const [id, open] of this.#open) {
      if (open.sentMs > oldestMs) break;
      this.#missed(id, open);
    }
    this.#fill();
    if (this.#open.size > 0) this.#timer ??= this.#options.clock.after(lookEveryMs, () => this.#look());
    else if (had > 0 && this.pending === 0) this.#options.finished();
  }
}
