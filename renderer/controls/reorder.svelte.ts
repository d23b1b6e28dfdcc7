/** A hand trembles this much; a drag begins where it gets beyond. */
const slopPx = 5;
/** So near an end of what scrolls, a drag scrolls it. */
const edgePx = 36;
const scrollStepPx = 12;

export interface ReorderOptions {
  /** The list, whose children are the rows in their order. */
  list(): HTMLElement | undefined;
  /** Where a row is now; others may have moved it meanwhile. */
  indexOf(id: string): number;
  /** The row is wanted at this place, counted without it. */
  move(id: string, index: number): void;
}

/** Puts rows of a list in another order by mouse, pen or finger. Escape leaves all as it was. */
export class Reorder {
  /** The row in the hand. */
  dragged = $state.raw<string | undefined>();
  /** It would come before the row with this index; behind the last one if there are no more. */
  gap = $state.raw<number | undefined>();

  readonly #options: ReorderOptions;
  #hold: { readonly id: string; readonly pointerId: number; readonly startY: number } | undefined;

  constructor(options: ReorderOptions) {
    this.#options = options;
  }

  /** A hand comes to a row. @param isGrip a finger drags by the grip alone: elsewhere it scrolls */
  down(event: PointerEvent, id: string, isGrip: boolean): void {
    if (event.button !== 0 || this.#hold || (event.pointerType === 'touch' && !isGrip)) return;
    this.#hold = { id, pointerId: event.pointerId, startY: event.clientY };
    addEventListener('pointermove', this.#onMove);
    addEventListener('pointerup', this.#onUp);
    addEventListener('pointercancel', this.#onCancel);
    addEventListener('keydown', this.#onKey, true);
  }

  /** Whoever draws the list is gone. */
  readonly end = (): void => {
    this.#hold = undefined;
    this.dragged = undefined;
    this.gap = undefined;
    removeEventListener('pointermove', this.#onMove);
    removeEventListener('pointerup', this.#onUp);
    removeEventListener('pointercancel', this.#onCancel);
    removeEventListener('keydown', this.#onKey, true);
  };

  readonly #onMove = (event: PointerEvent): void => {
    const hold = this.#hold;
    if (!hold || event.pointerId !== hold.pointerId) return;
    if (this.dragged === undefined && Math.abs(event.clientY - hold.startY) < slopPx) return;
    this.dragged = hold.id;
    this.#scroll(event.clientY);
    this.gap = this.#gapAt(event.clientY);
  };

  readonly #onUp = (event: PointerEvent): void => {
    const { dragged, gap } = this;
    if (event.pointerId !== this.#hold?.pointerId) return;
    this.end();
    if (dragged === undefined || gap === undefined) return;
    swallowClick();
    const from = this.#options.indexOf(dragged);
    const index = gap > from ? gap - 1 : gap;
    if (from >= 0 && index !== from) this.#options.move(dragged, index);
  };

  readonly #onCancel = (event: PointerEvent): void => {
    if (event.pointerId === this.#hold?.pointerId) this.end();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.dragged === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.end();
    swallowNextUp();
  };

  #gapAt(y: number): number {
    const rows = [...(this.#options.list()?.children ?? [])];
    return rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;
  }

  #scroll(y: number): void {
    let box = this.#options.list();
    while (box && box.scrollHeight <= box.clientHeight) box = box.parentElement ?? undefined;
    if (!box) return;
    const { top, bottom } = box.getBoundingClientRect();
    if (y < top + edgePx) box.scrollTop -= scrollStepPx;
    else if (y > bottom - edgePx) box.scrollTop += scrollStepPx;
  }
}

/** The click that a drop makes is no press of a button. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}

function swallowNextUp(): void {
  addEventListener('pointerup', swallowClick, { once: true });
}
