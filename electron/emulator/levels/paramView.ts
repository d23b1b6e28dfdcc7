import type { Address } from '../../../shared/desk/address.ts';
import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';

/** Stands for a parameter that the desk does not have. */
export const absent = -1;

/**
 * A state's numbers as signal levels need them, many thousand times a second: plain arrays by id, decibels already as power
 * gains. One more place at the end stands for parameters that the desk does not have.
 */
export class ParamView {
  readonly #schema: Schema;
  readonly #values: Float64Array;
  readonly #powers: Float64Array;

  constructor(schema: Schema, state: DeskState) {
    this.#schema = schema;
    this.#values = new Float64Array(schema.size + 1).fill(Number.NaN);
    this.#powers = new Float64Array(schema.size + 1).fill(1);
    this.refresh([...state.known()]);
  }

  refresh(changes: DeskDiff): void {
    for (const { id, value } of changes) {
      if (typeof value !== 'number') continue;
      this.#values[id] = value;
      const { unit } = this.#schema.specOf(id);
      if (unit === 'dB') this.#powers[id] = value === -Infinity ? 0 : 10 ** (value / 10);
    }
  }

  idOf(address: Address): ParamId {
    return this.#schema.idOf(address) ?? absent;
  }

  isOn(id: ParamId): boolean {
    return this.#values[id] === 1;
  }

  /** NaN where the desk has no such parameter. */
  number(id: ParamId): number {
    return id === absent ? Number.NaN : (this.#values[id] as number);
  }

  /** Power gain of a parameter in dB; 1 where the desk has no such parameter. */
  power(id: ParamId): number {
    return id === absent ? 1 : (this.#powers[id] as number);
  }

  /** The word of a choice. */
  option(id: ParamId): string {
    if (id === absent) return '';
    const spec = this.#schema.specOf(id);
    return spec.kind === 'choice' ? (spec.options[this.number(id)] ?? '') : '';
  }

  /** The words of a choice, none where the desk has no such parameter. */
  options(id: ParamId): readonly string[] {
    if (id === absent) return [];
    const spec = this.#schema.specOf(id);
    return spec.kind === 'choice' ? spec.options : [];
  }

  /** What an integer stands for. */
  label(id: ParamId): string {
    if (id === absent) return '';
    const spec = this.#schema.specOf(id);
    return spec.kind === 'integer' ? (spec.labels?.[this.number(id) - spec.min] ?? '') : '';
  }
}
