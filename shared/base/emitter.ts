import { type Disposable, disposable } from './disposable.ts';

export type Listener<T> = (event: T) => void;

/** A typed event. Listeners are called in the order in which they came; one that leaves while an event is delivered misses it. */
export class Emitter<T> {
  /** Wrapped, so that the same function can listen twice and leave once. */
  readonly #listeners = new Set<{ readonly listener: Listener<T> }>();

  on(listener: Listener<T>): Disposable {
    const entry = { listener };
    this.#listeners.add(entry);
    return disposable(() => this.#listeners.delete(entry));
  }

  emit(event: T): void {
    for (const { listener } of this.#listeners) listener(event);
  }

  get size(): number {
    return this.#listeners.size;
  }
}
