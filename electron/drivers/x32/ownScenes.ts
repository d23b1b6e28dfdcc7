import type { Clock } from '../../../shared/base/clock.ts';
import { encodeMessage, type OscReader } from '../../transports/oscCodec.ts';
import type { DeskSession } from '../driver.ts';

type DeskScenes = NonNullable<DeskSession['scenes']>;

/** Slots of the show in the console: `/-show/showfile/scene/000` to `099` (facts, section 10). */
const slotCount = 100;
/** Names take at most this many characters. */
const longestName = 32;
/** Names that somebody looks at are asked for anew after this. */
const freshMs = 4000;

const nameOf = (slot: number) => `/-show/showfile/scene/${String(slot).padStart(3, '0')}/name`;
const namePattern = /^\/-show\/showfile\/scene\/(\d{3})\/name$/;

export interface OwnScenesOptions {
  readonly clock: Clock;
  /** Why nothing can be asked of the console now; `undefined` if it can. */
  problem(): string | undefined;
  /** Asks for addresses without hurry. */
  ask(keys: readonly string[]): void;
  answered(key: string): void;
  send(message: Uint8Array): void;
  /** The console does something that changes everything, or may. */
  changing(): void;
}

/** The console's own scenes: slot 0 is number 1. Names are asked for only while somebody looks at them. */
export class OwnScenes implements DeskScenes {
  readonly count = slotCount;
  readonly #options: OwnScenesOptions;
  readonly #names = new Map<number, string>();
  #askedMs = -Infinity;

  constructor(options: OwnScenesOptions) {
    this.#options = options;
  }

  /** Those that are known to hold something; the first call asks for them. */
  list(): readonly { readonly number: number; readonly name: string }[] {
    const { clock, problem, ask } = this.#options;
    if (problem() === undefined && clock.nowMs() - this.#askedMs > freshMs) {
      this.#askedMs = clock.nowMs();
      ask(Array.from({ length: slotCount }, (_, slot) => nameOf(slot)));
    }
    return Array.from(this.#names, ([slot, name]) => ({ number: slot + 1, name }))
      .filter(({ name }) => name !== '')
      .toSorted((a, b) => a.number - b.number);
  }

  recall(scene: number): string | undefined {
    return this.#tell(scene, (slot) => {
      this.#options.send(encodeMessage('/-action/goscene', 'i', [slot]));
      this.#options.changing();
    });
  }

  store(scene: number, name: string): string | undefined {
    return this.#tell(scene, (slot) => {
      const short = name.slice(0, longestName);
      this.#options.send(encodeMessage('/save', 'siss', ['scene', slot, short, '']));
      this.#names.delete(slot);
      // Its answer may come before the work is done, so the name is read.
      this.#options.ask([nameOf(slot)]);
    });
  }

  #tell(scene: number, action: (slot: number) => void): string | undefined {
    const why = this.#options.problem();
    if (why !== undefined) return why;
    if (!Number.isInteger(scene) || scene < 1 || scene > slotCount) return `The console has scenes 1 to ${slotCount}.`;
    action(scene - 1);
    return undefined;
  }

  /** Takes a name that the console says. @returns whether it was one */
  receive(reader: OscReader): boolean {
    const slot = namePattern.exec(reader.address)?.[1];
    if (slot === undefined || reader.tag(0) !== 's') return false;
    this.#names.set(Number(slot), reader.text(0) ?? '');
    this.#options.answered(reader.address);
    return true;
  }

  /** Another console, or none. */
  forget(): void {
    this.#names.clear();
    this.#askedMs = -Infinity;
  }
}
