import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { cutText } from '../../shared/desk/paramSpec.ts';

/** A client's name is cut to so many UTF-16 units. */
const longestName = 60;
/** Who come or go within this time are told of together: a crowd that arrives would else be told of to itself, one by one. */
const togetherMs = 50;

export interface PeopleOptions {
  readonly clock: Clock;
  /** Everybody who is here now. */
  present(): Iterable<{ readonly name: string }>;
  /** Tells everybody who is here. */
  tell(names: readonly string[]): void;
}

/** Who is here, by names that can be told apart. */
export class People implements Disposable {
  readonly #options: PeopleOptions;
  #timer: Disposable | undefined;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  get names(): readonly string[] {
    return Array.from(this.#options.present(), ({ name }) => name);
  }

  /** The wanted name, with a number behind it if somebody here has it already. */
  freeName(wanted: string): string {
    const name = cutText(wanted.replace(/\p{Cc}/gu, ' ').trim(), longestName) || 'Somebody';
    const taken = new Set(this.names);
    if (!taken.has(name)) return name;
    for (let number = 2; ; number++) {
      const numbered = `${name} ${number}`;
      if (!taken.has(numbered)) return numbered;
    }
  }

  /** Somebody came or went: everybody is told in a moment. */
  changed(): void {
    this.#timer ??= this.#options.clock.after(togetherMs, () => {
      this.#timer = undefined;
      this.#options.tell(this.names);
    });
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
