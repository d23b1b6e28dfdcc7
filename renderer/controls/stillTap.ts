const stillPx = 5;
const tapMs = 300;
const pairMs = 400;
const pairPx = 16;

/**
 * Tells two taps in one place from everything else that fingers do. A tap that moved is a small drag: two quick small drags
 * on a fader must not send it to 0 dB, which is what a browser's own double click would do.
 */
export class StillTaps {
  #down: { readonly x: number; readonly y: number; readonly ms: number } | undefined;
  #last: { readonly x: number; readonly y: number; readonly ms: number } | undefined;

  down({ clientX: x, clientY: y, timeStamp: ms }: PointerEvent): void {
    this.#down = { x, y, ms };
  }

  /** The finger moved: whether it is still on the spot where it came down. */
  move({ clientX, clientY }: PointerEvent): void {
    const down = this.#down;
    if (down && Math.hypot(clientX - down.x, clientY - down.y) > stillPx) {
      this.#down = undefined;
      this.#last = undefined;
    }
  }

  /** @returns whether this was the second of two still taps. */
  up({ clientX: x, clientY: y, timeStamp: ms }: PointerEvent): boolean {
    const { down, last } = { down: this.#down, last: this.#last };
    this.#down = undefined;
    if (!down || ms - down.ms > tapMs) {
      this.#last = undefined;
      return false;
    }
    const isSecond = last !== undefined && ms - last.ms < pairMs && Math.hypot(x - last.x, y - last.y) < pairPx;
    this.#last = isSecond ? undefined : { x, y, ms };
    return isSecond;
  }
}
