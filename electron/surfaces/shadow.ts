import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';

/** What goes first when much is due: motors, then lights, then texts. */
export type Urgency = 'motor' | 'light' | 'text';

const order: readonly Urgency[] = ['motor', 'light', 'text'];

interface Slot {
  readonly urgency: Urgency;
  wanted: Uint8Array;
  shown: Uint8Array | undefined;
  /** Meant to be sent although the device shows it already: it lets meters fall by itself. */
  isPulse: boolean;
  notBeforeMs: number;
}

/** How fast a device may be spoken to. */
export interface Pace {
  /** Time that a message of three bytes takes, in ms. */
  readonly shortMs: number;
  /** Time that a system exclusive message takes, in ms. */
  readonly longMs: number;
  /** A slot with texts is written at most this often, in ms. */
  readonly textGapMs: number;
}

export const usbPace: Pace = { shortMs: 1, longMs: 5, textGapMs: 50 };

/** Messages that are due leave in turns of this length. */
const turnMs = 10;

/**
 * What a device shows, slot by slot, and what it should show. Only what differs is sent, the newest of each slot, urgent ones
 * first, and no faster than the device reads.
 */
export class Shadow implements Disposable {
  readonly #clock: Clock;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #pace: Pace;
  readonly #slots = new Map<string, Slot>();
  readonly #due: Record<Urgency, Set<Slot>> = { motor: new Set(), light: new Set(), text: new Set() };
  #timer: Disposable | undefined;
  /** When the device has read what was sent so far. */
  #freeMs = -Infinity;
  #isAway = false;

  constructor(clock: Clock, send: (bytes: Uint8Array) => void, pace: Pace = usbPace) {
    this.#clock = clock;
    this.#send = send;
    this.#pace = pace;
  }

  /** The device should show this. */
  show(name: string, urgency: Urgency, bytes: Uint8Array): void {
    this.#want(name, urgency, bytes, false);
  }

  /** The device should be told this, also if it was told the same before. */
  pulse(name: string, urgency: Urgency, bytes: Uint8Array): void {
    this.#want(name, urgency, bytes, true);
  }

  /** Says something at once that the device is to show, such as the answer to its own move. */
  echo(name: string, bytes: Uint8Array): void {
    this.#want(name, 'motor', bytes, false);
    const slot = this.#slots.get(name);
    if (!slot || this.#isAway) return;
    slot.shown = bytes;
    this.#due.motor.delete(slot);
    this.#send(bytes);
  }

  /** What the slot last sent, or is about to. */
  wanted(name: string): Uint8Array | undefined {
    return this.#slots.get(name)?.wanted;
  }

  /** The device is gone: nothing is sent, and what it shows is not known any more. */
  away(): void {
    this.#isAway = true;
    this.#timer?.dispose();
    this.#timer = undefined;
    for (const slot of this.#slots.values()) slot.shown = undefined;
  }

  /** The device is there, showing whatever it likes: everything is sent. */
  back(): void {
    this.#isAway = false;
    for (const slot of this.#slots.values()) {
      slot.shown = undefined;
      slot.notBeforeMs = -Infinity;
      this.#due[slot.urgency].add(slot);
    }
    this.#schedule(0);
  }

  dispose(): void {
    this.away();
    this.#slots.clear();
    for (const urgency of order) this.#due[urgency].clear();
  }

  #want(name: string, urgency: Urgency, bytes: Uint8Array, isPulse: boolean): void {
    let slot = this.#slots.get(name);
    if (!slot) {
      slot = { urgency, wanted: bytes, shown: undefined, isPulse, notBeforeMs: -Infinity };
      this.#slots.set(name, slot);
    }
    slot.wanted = bytes;
    slot.isPulse = isPulse;
    if (!isPulse && slot.shown && sameBytes(slot.shown, bytes)) {
      this.#due[slot.urgency].delete(slot);
      return;
    }
    this.#due[slot.urgency].add(slot);
    if (!this.#isAway) this.#schedule(0);
  }

  #schedule(delayMs: number): void {
    this.#timer ??= this.#clock.after(delayMs, () => this.#turn());
  }

  #turn(): void {
    this.#timer = undefined;
    const nowMs = this.#clock.nowMs();
    const untilMs = nowMs + turnMs;
    let freeMs = Math.max(this.#freeMs, nowMs);
    let isLeft = false;
    for (const urgency of order) {
      for (const slot of this.#due[urgency]) {
        if (freeMs >= untilMs || slot.notBeforeMs > nowMs) {
          isLeft = true;
          continue;
        }
        this.#due[urgency].delete(slot);
        slot.shown = slot.wanted;
        if (urgency === 'text') slot.notBeforeMs = nowMs + this.#pace.textGapMs;
        freeMs += this.#costMs(slot.wanted);
        this.#send(slot.wanted);
      }
    }
    this.#freeMs = freeMs;
    if (isLeft) this.#schedule(turnMs);
  }

  #costMs(bytes: Uint8Array): number {
    return bytes[0] === 0xf0 ? this.#pace.longMs : this.#pace.shortMs * Math.ceil(bytes.length / 3);
  }
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
