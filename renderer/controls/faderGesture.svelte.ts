import { nudged, type TravelLaw } from './travelLaw.ts';

/** What a gesture does to the thing that is moved. */
export interface Hand {
  /** A hand is on the control: nobody else moves it. */
  grab(): void;
  drag(value: number): void;
  release(): void;
  /** The hand wants back what was there when it came. */
  cancel(): void;
}

/** Keys and wheels have no moment of letting go: their gesture ends after this much rest. */
const restMs = 400;

/**
 * One gesture on one control: grab, drag, release or cancel. All moves are relative to where the control was, so that a
 * touch never makes it jump. While it is held the control stands where the hand has it, between the desk's steps too.
 */
export class FaderGesture {
  isHeld = $state(false);
  /** Where the hand has the control, 0…1; means something only while held. */
  position = $state.raw(0);
  readonly #law: () => TravelLaw;
  readonly #value: () => number | undefined;
  readonly #hand: () => Hand;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** @param value the control's value now, `undefined` if it must not be moved */
  constructor(law: () => TravelLaw, value: () => number | undefined, hand: () => Hand) {
    this.#law = law;
    this.#value = value;
    this.#hand = hand;
  }

  /** @returns whether the control can be moved. */
  grab(): boolean {
    this.#stopResting();
    if (this.isHeld) return true;
    const value = this.#value();
    if (value === undefined) return false;
    this.position = this.#law().positionOf(value);
    this.isHeld = true;
    this.#hand().grab();
    return true;
  }

  /** Moves by a share of the travel. */
  drag(travel: number): void {
    if (travel !== 0) this.#moveTo(this.position + travel);
  }

  /** Moves to a value; any value is a valid target of a typed number or a double tap. */
  dragTo(value: number): void {
    if (this.isHeld) this.#hand().drag(value);
    this.position = this.#law().positionOf(value);
  }

  release(): void {
    this.#end((hand) => hand.release());
  }

  cancel(): void {
    this.#end((hand) => hand.cancel());
  }

  /** A whole gesture of a key or a wheel: grabs if need be, nudges by an amount of the value, lets go after a rest. */
  nudge(amount: number): void {
    this.#brieflyHeld(() => this.#moveTo(nudged(this.#law(), this.position, amount)));
  }

  /** As {@link nudge}, to a value. */
  jump(value: number): void {
    this.#brieflyHeld(() => this.dragTo(value));
  }

  #moveTo(position: number): void {
    if (!this.isHeld) return;
    this.position = Math.min(Math.max(position, 0), 1);
    this.#hand().drag(this.#law().valueAt(this.position));
  }

  /** A pointer that holds the control already goes on holding it; otherwise the hold ends after a rest. */
  #brieflyHeld(move: () => void): void {
    const isHeldByPointer = this.isHeld && this.#rest === undefined;
    if (!this.grab()) return;
    move();
    if (!isHeldByPointer) this.#rest = setTimeout(() => this.release(), restMs);
  }

  #stopResting(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
  }

  #end(tell: (hand: Hand) => void): void {
    this.#stopResting();
    if (!this.isHeld) return;
    this.isHeld = false;
    tell(this.#hand());
  }
}
