/** Something that can be ended once; ending it again does nothing. */
export interface Disposable {
  dispose(): void;
}

/** Makes a {@link Disposable} from a function that is called at most once. */
export function disposable(end: () => void): Disposable {
  let ended = false;
  return {
    dispose() {
      if (ended) return;
      ended = true;
      end();
    },
  };
}

/** Collects disposables and ends them in reverse order. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];

  add<T extends Disposable>(item: T): T {
    this.#items.push(item);
    return item;
  }

  dispose(): void {
    for (let item = this.#items.pop(); item; item = this.#items.pop()) item.dispose();
  }
}
