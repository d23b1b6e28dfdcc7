import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Crosspoint } from './crosspoint.ts';
import type { GridView } from './gridView.svelte.ts';
import { LevelGesture } from './routingEdits.ts';
import { type CellAddress, extendTo, selectOne } from './selection.ts';

/**
 * Hands on the grid. Every pointer has its own gesture, so that several fingers move several sends. A pointer that goes down
 * selects and changes nothing; moved, it drags the level from where it was. A finger scrolls, unless it lies on what is selected
 * already or has rested on a cell for a moment.
 */

/** Length of the full travel of a level. */
const travelPx = 220;
const fineFactor = 0.1;
/** Movement that makes a drag out of a press: more for a finger, which rolls. */
const slackPx = { mouse: 3, touch: 7 } as const;
const holdMs = 220;

type Phase = 'pressed' | 'waiting' | 'dragging' | 'ranging';

interface Hand {
  phase: Phase;
  readonly cell: CellAddress;
  readonly isTouch: boolean;
  x: number;
  y: number;
  /** The axis of the drag, decided by its first movement. */
  axis: 'x' | 'y' | undefined;
  gesture: LevelGesture | undefined;
  /** Whether a range that began in a gap has met its first crosspoint. */
  hasRange: boolean;
  hold: ReturnType<typeof setTimeout> | undefined;
}

/** The cell under a point of the page, whether it holds a crosspoint or a gap. */
export type FindCell = (x: number, y: number) => CellAddress | undefined;

export class GridPointers {
  readonly #mirror: DeskMirror;
  readonly #view: GridView;
  readonly #findCell: FindCell;
  readonly #hands = new Map<number, Hand>();

  constructor(mirror: DeskMirror, view: GridView, findCell: FindCell) {
    this.#mirror = mirror;
    this.#view = view;
    this.#findCell = findCell;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const cell = this.#findCell(event.clientX, event.clientY);
    if (!cell) return;
    const isTouch = event.pointerType === 'touch';
    const exists = this.#view.layout.at(cell.source, cell.destination) !== undefined;
    const isSelected = this.#view.isSelected(cell.source, cell.destination);
    const hand: Hand = {
      phase: 'pressed',
      cell,
      isTouch,
      x: event.clientX,
      y: event.clientY,
      axis: undefined,
      gesture: undefined,
      hasRange: event.shiftKey,
      hold: undefined,
    };
    if (isTouch && !isSelected) {
      // It may be a scroll: nothing is selected before the finger has rested or left.
      hand.phase = 'waiting';
      if (exists) hand.hold = setTimeout(() => this.#rested(hand), holdMs);
    } else if (event.shiftKey || !exists) {
      hand.phase = 'ranging';
      if (event.shiftKey) this.#extend(cell);
    } else if (!isSelected) {
      this.#view.selectCell(cell);
    }
    this.#hands.set(event.pointerId, hand);
    if (this.#hands.size === 1) addEventListener('keydown', this.#escape, { capture: true });
    if (!isTouch && event.isTrusted && event.currentTarget instanceof Element)
      event.currentTarget.setPointerCapture(event.pointerId);
  };

  readonly move = (event: PointerEvent): void => {
    const hand = this.#hands.get(event.pointerId);
    if (!hand) return;
    switch (hand.phase) {
      case 'waiting':
        if (this.#isBeyondSlack(hand, event)) this.#drop(event.pointerId);
        return;
      case 'ranging': {
        const cell = this.#findCell(event.clientX, event.clientY);
        if (cell) this.#extend(cell, hand);
        return;
      }
      case 'pressed':
        if (!this.#isBeyondSlack(hand, event)) return;
        this.#startDrag(hand, event);
        return;
      case 'dragging':
        this.#drag(hand, event);
    }
  };

  readonly up = (event: PointerEvent): void => {
    const hand = this.#hands.get(event.pointerId);
    if (!hand) return;
    if (hand.phase === 'waiting') this.#extendOrSelect(hand.cell, event.shiftKey);
    // A press on one of several selected cells that was no drag means this cell alone.
    else if (hand.phase === 'pressed' && !event.shiftKey) this.#extendOrSelect(hand.cell, false);
    hand.gesture?.release();
    this.#drop(event.pointerId);
  };

  /** The system took the pointer, for a scroll or a dialog: what was done so far stays. */
  readonly lost = (event: PointerEvent): void => {
    this.#hands.get(event.pointerId)?.gesture?.release();
    this.#drop(event.pointerId);
  };

  /** A finger that drags a level must not scroll as well. For a listener that is not passive. */
  readonly touchMove = (event: TouchEvent): void => {
    const isBusy = [...this.#hands.values()].some((hand) => hand.isTouch && hand.phase !== 'waiting');
    if (isBusy && event.cancelable) event.preventDefault();
  };

  /** Lets go of everything: the grid goes away or may not be operated any more. */
  stop(): void {
    for (const [id, hand] of this.#hands) {
      hand.gesture?.release();
      this.#drop(id);
    }
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    for (const [id, hand] of this.#hands) {
      hand.gesture?.cancel();
      this.#drop(id);
    }
  };

  #isBeyondSlack(hand: Hand, event: PointerEvent): boolean {
    const slack = hand.isTouch ? slackPx.touch : slackPx.mouse;
    return Math.hypot(event.clientX - hand.x, event.clientY - hand.y) > slack;
  }

  #rested(hand: Hand): void {
    this.#view.selectCell(hand.cell);
    hand.phase = 'pressed';
  }

  #startDrag(hand: Hand, event: PointerEvent): void {
    hand.axis = Math.abs(event.clientX - hand.x) > Math.abs(event.clientY - hand.y) ? 'x' : 'y';
    // The slack is not made up for: the level begins to move from where it is.
    hand.x = event.clientX;
    hand.y = event.clientY;
    hand.phase = 'dragging';
    const { source, destination } = hand.cell;
    const lead = this.#view.points.at(source, destination);
    // What another finger holds already is that finger's alone.
    const held = new Set([...this.#hands.values()].flatMap(({ gesture }) => gesture?.params ?? []));
    const isTaken = ({ level }: Crosspoint) => level !== undefined && held.has(level);
    if (!lead || isTaken(lead)) return;
    const others = this.#view.isSelected(source, destination) ? this.#view.selectedPoints : [];
    hand.gesture = LevelGesture.grab(
      this.#mirror,
      lead,
      others.filter((point) => !isTaken(point)),
    );
  }

  #drag(hand: Hand, event: PointerEvent): void {
    const px = hand.axis === 'x' ? event.clientX - hand.x : hand.y - event.clientY;
    hand.x = event.clientX;
    hand.y = event.clientY;
    if (px !== 0) hand.gesture?.dragBy((px / travelPx) * (event.shiftKey ? fineFactor : 1));
  }

  #extendOrSelect(cell: CellAddress, extend: boolean): void {
    if (extend) this.#extend(cell);
    else if (this.#view.layout.at(cell.source, cell.destination)) this.#view.select(selectOne(cell));
  }

  /** A range that begins in a gap begins with the first crosspoint that the hand meets. */
  #extend(cell: CellAddress, hand?: Hand): void {
    if (!this.#view.layout.at(cell.source, cell.destination)) return;
    const { selection } = this.#view;
    if (!selection || hand?.hasRange === false) this.#view.selectCell(cell);
    else this.#view.select(extendTo(selection, cell));
    if (hand) hand.hasRange = true;
  }

  #drop(pointerId: number): void {
    clearTimeout(this.#hands.get(pointerId)?.hold);
    this.#hands.delete(pointerId);
    if (this.#hands.size === 0) removeEventListener('keydown', this.#escape, { capture: true });
  }
}
