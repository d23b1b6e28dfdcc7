/** As many as a phone shows at once. */
const atFirst = 8;
/** So many more at once … */
const more = 6;
/** … after a pause in which a finger is answered. */
const pauseMs = 50;

/**
 * How many of a long list are drawn: those on the screen at once, the others a few at a time, so that a slow phone lets the first
 * ones be moved before it has drawn the last.
 */
export class FewAtFirst {
  #count = $state(atFirst);

  get count(): number {
    return this.#count;
  }

  /** To be called in an effect, once the first are drawn. @param total how many there are */
  follow(total: number): (() => void) | undefined {
    if (this.#count >= total) return undefined;
    const timer = setTimeout(() => {
      this.#count += more;
    }, pauseMs);
    return () => clearTimeout(timer);
  }
}
