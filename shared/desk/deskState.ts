import type { Address } from './address.ts';
import type { Change, DeskDiff } from './diff.ts';
import { canonical, cutText, type ParamValue } from './paramSpec.ts';
import type { ParamId, Schema } from './schema.ts';

/**
 * Values of all parameters of a desk. Numbers, switches and choices lie in one typed array (unknown is NaN inside and
 * `undefined` outside, −∞ dB is a plain number), texts in a list. Values are kept in their canonical form.
 */
export class DeskState {
  readonly schema: Schema;
  readonly #numbers: Float64Array;
  readonly #texts: (string | undefined)[];

  constructor(schema: Schema) {
    this.schema = schema;
    this.#numbers = new Float64Array(schema.size).fill(Number.NaN);
    this.#texts = new Array<string | undefined>(schema.size).fill(undefined);
  }

  /** Value of a numeric parameter, `undefined` while unknown (and for texts). */
  number(id: ParamId): number | undefined {
    const value = this.#numbers[id];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  /** Value of a text parameter, `undefined` while unknown (and for numbers). */
  text(id: ParamId): string | undefined {
    return this.#texts[id];
  }

  /** Value of any parameter, `undefined` while unknown. */
  get(id: ParamId): ParamValue | undefined {
    return this.#texts[id] ?? this.number(id);
  }

  /** Value at an address, `undefined` while unknown or if the desk has no such parameter. */
  at(address: Address): ParamValue | undefined {
    const id = this.schema.idOf(address);
    return id === undefined ? undefined : this.get(id);
  }

  /** Stores one value in its canonical form. @returns whether anything changed. */
  set(id: ParamId, value: ParamValue): boolean {
    const spec = this.schema.specOf(id);
    if (spec.kind === 'text') {
      const text = cutText(String(value), spec.maxLength);
      if (this.#texts[id] === text) return false;
      this.#texts[id] = text;
      return true;
    }
    if (typeof value !== 'number' || Number.isNaN(value)) return false;
    const kept = canonical(spec, value);
    if (this.#numbers[id] === kept) return false;
    this.#numbers[id] = kept;
    return true;
  }

  /** Stores several values. @returns those that changed something, in their canonical form. */
  merge(changes: Iterable<Change>): DeskDiff {
    const changed: Change[] = [];
    for (const { id, value } of changes) {
      if (this.set(id, value)) changed.push({ id, value: this.get(id) as ParamValue });
    }
    return changed;
  }

  /** Makes one parameter, or all of them, unknown again. */
  forget(id?: ParamId): void {
    if (id === undefined) {
      this.#numbers.fill(Number.NaN);
      this.#texts.fill(undefined);
      return;
    }
    this.#numbers[id] = Number.NaN;
    this.#texts[id] = undefined;
  }

  /** All known values, by id: a snapshot as changes. */
  *known(): Generator<Change> {
    for (let id = 0; id < this.schema.size; id++) {
      const value = this.get(id);
      if (value !== undefined) yield { id, value };
    }
  }

  /** A second state with the same values. */
  copy(): DeskState {
    const other = new DeskState(this.schema);
    other.#numbers.set(this.#numbers);
    for (let id = 0; id < this.#texts.length; id++) other.#texts[id] = this.#texts[id];
    return other;
  }

  /** Values in which another state of the same schema differs, as changes that lead to it. */
  diffTo(target: DeskState): DeskDiff {
    const changes: Change[] = [];
    for (const change of target.known()) if (this.get(change.id) !== change.value) changes.push(change);
    return changes;
  }
}
