import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';

type Step = Map<ParamId, { readonly before: ParamValue; after: ParamValue }>;

interface Person {
  done: Step[];
  undone: Step[];
  open: Step | undefined;
}

/** What undo promises, written down once more and in the plainest way: values, who holds what, and each person's steps. */
export class UndoModel {
  readonly values: Map<ParamId, ParamValue>;
  readonly #holders = new Map<ParamId, number>();
  readonly #people: readonly Person[];

  constructor(values: ReadonlyMap<ParamId, ParamValue>, people: number) {
    this.values = new Map(values);
    this.#people = Array.from({ length: people }, () => ({ done: [], undone: [], open: undefined }));
  }

  canUndo(who: number): boolean {
    return this.#person(who).done.length > 0;
  }

  canRedo(who: number): boolean {
    return this.#person(who).undone.length > 0;
  }

  holds(who: number): readonly ParamId[] {
    return [...this.#holders].filter(([, holder]) => holder === who).map(([id]) => id);
  }

  isHeld(id: ParamId): boolean {
    return this.#holders.has(id);
  }

  /** A hand at the desk. */
  move(id: ParamId, value: ParamValue): void {
    this.values.set(id, value);
  }

  set(who: number, id: ParamId, value: ParamValue): void {
    if (this.#isOthers(who, id)) return;
    const before = this.values.get(id) as ParamValue;
    if (before === value) return;
    const person = this.#person(who);
    const step = person.open ?? new Map();
    const known = step.get(id);
    if (known) known.after = value;
    else step.set(id, { before, after: value });
    this.values.set(id, value);
    if (!person.open) this.#add(person, step);
  }

  touch(who: number, id: ParamId): void {
    if (this.#isOthers(who, id)) return;
    this.#holders.set(id, who);
    this.#person(who).open ??= new Map();
  }

  release(who: number, id: ParamId, cancel: boolean): void {
    if (this.#holders.get(id) !== who) return;
    this.#holders.delete(id);
    const person = this.#person(who);
    const trace = person.open?.get(id);
    if (cancel && trace) {
      person.open?.delete(id);
      this.values.set(id, trace.before);
    }
    if (this.holds(who).length === 0) this.#close(person);
  }

  /** Takes back the newest step, as far as its values are still those that it left and nobody else's hand is on them. */
  undo(who: number): void {
    const person = this.#person(who);
    const isHolding = person.open !== undefined;
    this.#close(person);
    if (isHolding) person.open = new Map();
    const step = person.done.pop();
    if (!step) return;
    person.undone.push(step);
    for (const [id, { before, after }] of step) this.#put(who, id, after, before);
  }

  redo(who: number): void {
    const person = this.#person(who);
    const step = person.undone.pop();
    if (!step) return;
    person.done.push(step);
    for (const [id, { before, after }] of step) this.#put(who, id, before, after);
  }

  #put(who: number, id: ParamId, expected: ParamValue, value: ParamValue): void {
    if (this.values.get(id) === expected && !this.#isOthers(who, id)) this.values.set(id, value);
  }

  #close(person: Person): void {
    const step = person.open;
    person.open = undefined;
    if (!step) return;
    for (const [id, { before, after }] of step) if (before === after) step.delete(id);
    if (step.size > 0) this.#add(person, step);
  }

  #add(person: Person, step: Step): void {
    person.done.push(step);
    person.undone = [];
    if (person.done.length > 500) person.done.shift();
  }

  #isOthers(who: number, id: ParamId): boolean {
    const holder = this.#holders.get(id);
    return holder !== undefined && holder !== who;
  }

  #person(who: number): Person {
    const person = this.#people[who];
    if (!person) throw new Error(`There is no person ${who}`);
    return person;
  }
}
