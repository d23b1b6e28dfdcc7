import type { FaderGesture } from './faderGesture.svelte.ts';
import { StillTaps } from './stillTap.ts';

const fineFactor = 0.1;
/** A finger that only rests on a control trembles this much; the drag begins where it gets beyond. */
const slopPx = 3;

export interface DragOptions {
  /** Length of the travel in px, asked once when a hand comes. */
  travelPx(): number;
  /** How far the pointer went along the travel, in px, upwards or to the right. */
  along(movement: { readonly x: number; readonly y: number }): number;
  /** Where two still taps send the control; left out, taps move nothing. */
  readonly restValue?: number;
}

/** Moves a control by one pointer at a time; others may move other controls meanwhile. */
export class Dragging {
  readonly #gesture: FaderGesture;
  readonly #options: DragOptions;
  readonly #taps = new StillTaps();
  #pointer: { readonly id: number; readonly travelPx: number; x: number; y: number; isMoving: boolean } | undefined;

  constructor(gesture: FaderGesture, options: DragOptions) {
    this.#gesture = gesture;
    this.#options = options;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#pointer || !this.#gesture.grab()) return;
    const { currentTarget, pointerId: id, clientX: x, clientY: y } = event;
    if (currentTarget instanceof Element && event.isTrusted) currentTarget.setPointerCapture(id);
    this.#pointer = { id, travelPx: Math.max(this.#options.travelPx(), 1), x, y, isMoving: false };
    this.#taps.down(event);
    addEventListener('keydown', this.#escape, { capture: true });
  };

  readonly move = (event: PointerEvent): void => {
    const pointer = this.#pointer;
    if (pointer?.id !== event.pointerId) return;
    this.#taps.move(event);
    if (!pointer.isMoving && Math.hypot(event.clientX - pointer.x, event.clientY - pointer.y) < slopPx) return;
    pointer.isMoving = true;
    const px = this.#options.along({ x: event.clientX - pointer.x, y: event.clientY - pointer.y });
    pointer.x = event.clientX;
    pointer.y = event.clientY;
    this.#gesture.drag((px / pointer.travelPx) * (event.shiftKey ? fineFactor : 1));
  };

  readonly up = (event: PointerEvent): void => {
    if (this.#pointer?.id !== event.pointerId) return;
    const { restValue } = this.#options;
    if (this.#taps.up(event) && restValue !== undefined) this.#gesture.dragTo(restValue);
    this.#end();
    this.#gesture.release();
  };

  /** The system took the pointer away: what was done so far stays, as if the hand had let go. */
  readonly lost = (event: PointerEvent): void => {
    if (this.#pointer?.id !== event.pointerId) return;
    this.#end();
    this.#gesture.release();
  };

  /** The control is gone or may not be moved any more. */
  stop(): void {
    this.#end();
    this.#gesture.release();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
    this.#gesture.cancel();
  };

  #end(): void {
    this.#pointer = undefined;
    removeEventListener('keydown', this.#escape, { capture: true });
  }
}
