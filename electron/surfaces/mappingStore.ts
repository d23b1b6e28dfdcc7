import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { Mapping } from '../../shared/scenes/sections/mappings.ts';

/** Where mappings live: the open show, once one is plugged in. */
export interface MappingStore {
  readonly mappings: readonly Mapping[];
  /** @returns a sentence if they cannot be kept */
  keep(mappings: readonly Mapping[]): string | undefined;
  /** Calls when they are others, also because another show was opened. */
  onChange(listener: () => void): Disposable;
}

/** Mappings that last as long as the app runs. */
export class MemoryMappings implements MappingStore {
  mappings: readonly Mapping[];
  readonly #changed = new Emitter<void>();

  constructor(mappings: readonly Mapping[] = []) {
    this.mappings = mappings;
  }

  keep(mappings: readonly Mapping[]): string | undefined {
    this.mappings = mappings;
    this.#changed.emit();
    return undefined;
  }

  onChange(listener: () => void): Disposable {
    return this.#changed.on(listener);
  }
}

/** The most that a show holds. */
const most = 2000;

/** The list with one more, or with another version of one. @returns a sentence if it is full */
export function withMapping(mappings: readonly Mapping[], mapping: Mapping): readonly Mapping[] | string {
  const at = mappings.findIndex(({ id }) => id === mapping.id);
  if (at >= 0) return mappings.with(at, mapping);
  if (mappings.length >= most) return `There are ${most} mappings already: delete some first.`;
  return [...mappings, mapping];
}

/** An id that no mapping has. */
export function freeMappingId(mappings: readonly Mapping[]): string {
  const taken = new Set(mappings.map(({ id }) => id));
  for (let number = mappings.length + 1; ; number++) if (!taken.has(`m${number}`)) return `m${number}`;
}
