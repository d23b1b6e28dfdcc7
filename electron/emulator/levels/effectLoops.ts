import type { ParamId } from '../../../shared/desk/schema.ts';
import { absent, type ParamView } from './paramView.ts';

/** What comes back of what goes into an effect. */
const returnDb = -3;
const returnPower = 10 ** (returnDb / 10);
/** The tail of an effect falls to a thousandth in about this time. */
const tailSeconds = 1.6;

const sides = ['left', 'right'] as const;

/** Effects fed by busses: their returns follow what the busses carry, with a tail. */
export class EffectLoops {
  readonly #view: ParamView;
  /** Two for each effect: left and right. */
  readonly #sources: readonly ParamId[];
  readonly #tails: Float64Array;
  readonly #next: Float64Array;
  readonly #decay: number;

  constructor(view: ParamView, tickMs: number) {
    this.#view = view;
    const sources: ParamId[] = [];
    for (let slot = 1; view.idOf(`fx/${slot}/source/left`) !== absent; slot++) {
      for (const side of sides) sources.push(view.idOf(`fx/${slot}/source/${side}`));
    }
    this.#sources = sources;
    this.#tails = new Float64Array(sources.length);
    this.#next = new Float64Array(sources.length);
    this.#decay = 10 ** ((-60 / 10) * (tickMs / 1000 / tailSeconds));
  }

  /** Takes over what the last tick's signals left in the effects. */
  advance(): void {
    this.#tails.set(this.#next);
  }

  silence(): void {
    this.#tails.fill(0);
    this.#next.fill(0);
  }

  /** Power that comes back at an effect return, by its number from 0: left and right of the first effect, of the second … */
  returned(index: number): number {
    return index < this.#tails.length ? (this.#tails[index] as number) : 0;
  }

  /** Feeds the effects for the next tick. */
  feed(powerOf: (strip: string) => number): void {
    for (let index = 0; index < this.#sources.length; index++) {
      const strip = this.#view.option(this.#sources[index] as ParamId);
      const fresh = strip.includes('/') ? powerOf(strip) * returnPower : 0;
      this.#next[index] = Math.max(fresh, (this.#tails[index] as number) * this.#decay);
    }
  }
}
