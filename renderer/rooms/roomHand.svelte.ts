import type { StripAddress } from '../../shared/desk/address.ts';
import { sendOf } from '../../shared/guided/deskReading.ts';
import { preDelayFor, type Room } from '../../shared/guided/room.ts';
import { distanceOfSend, sendAtDistance } from '../../shared/guided/roomStyles.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import { mirrorReading } from '../desk/mirrorReading.ts';
import type { Param } from '../desk/param.svelte.ts';

/**
 * A hand on an instrument in a room: one distance moves its send, and when it lets go the room's pre-delay follows those who stand
 * in it. Both are one gesture and so one step.
 */
export class RoomHand {
  readonly #mirror: DeskMirror;
  readonly #room: Room;
  readonly #level: Param | undefined;
  #held: readonly Param[] = [];

  constructor(mirror: DeskMirror, room: Room, strip: StripAddress) {
    this.#mirror = mirror;
    this.#room = room;
    this.#level = mirror.param(sendOf(strip, room.bus).level);
  }

  get isHeld(): boolean {
    return this.#held.length > 0;
  }

  /** @returns whether the instrument can be moved now */
  grab(): boolean {
    const level = this.#level;
    if (!level || !this.#mirror.isOperable || level.heldBy !== undefined || level.number === undefined) return false;
    const preDelay = this.#preDelay();
    this.#held = preDelay ? [level, preDelay.param] : [level];
    this.#mirror.touch(this.#held);
    return true;
  }

  /** @param distance 0 near … 1 far */
  moveTo(distance: number): void {
    if (this.#level) this.#mirror.set(this.#level, sendAtDistance(distance));
  }

  get distance(): number | undefined {
    const levelDb = this.#level?.number;
    return levelDb === undefined ? undefined : distanceOfSend(levelDb);
  }

  release(): void {
    if (!this.isHeld) return;
    const preDelay = this.#preDelay();
    if (preDelay && this.#held.includes(preDelay.param)) this.#mirror.set(preDelay.param, preDelay.word);
    this.#mirror.release(this.#held);
    this.#held = [];
  }

  /** Puts it back where it stood. */
  cancel(): void {
    if (this.isHeld) this.#mirror.release(this.#held, true);
    this.#held = [];
  }

  #preDelay(): { readonly param: Param; readonly word: string } | undefined {
    const desk = mirrorReading(this.#mirror);
    const wanted = desk && preDelayFor(desk, this.#room);
    const param = wanted && this.#mirror.param(wanted.address);
    return param && { param, word: wanted.word };
  }
}
