import { type Disposable, disposable } from './disposable.ts';

export type Listener<T> = (event: T) => void;

/** A typed event. Listeners are called in the order in which they came; one that leaves while an event is delivered misses it. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  on(listener: Listener<T>): Disposable {
    this.#listeners.add(listener);
    return disposable(() => this.#listeners.delete(listener));
  }

  emit(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }

  get size(): number {
    return this.#listeners.size;
  }
}
