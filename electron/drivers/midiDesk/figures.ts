import type { Clock } from '../../../shared/base/clock.ts';
import { cutText } from '../../../shared/desk/paramSpec.ts';
import { midiEncode } from '../../transports/midiEncode.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';

const longestShown = 120;

/** Counts of a link for the diagnostics panel. */
export class Figures {
  readonly #clock: Clock;
  #sinceMs: number;
  #sent = 0;
  #received = 0;
  #unknownMessages = 0;
  #lastUnknown = '';

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#sinceMs = clock.nowMs();
  }

  sent(): void {
    this.#sent++;
  }

  received(): void {
    this.#received++;
  }

  /** A message that means nothing to this console's driver. */
  unknown(event: MidiEvent): void {
    this.#unknownMessages++;
    const start = midiEncode(event).subarray(0, longestShown / 3);
    this.say(`${event.type} ${Array.from(start, (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`);
  }

  /** Something else that people who look for a fault should see. */
  say(what: string): void {
    this.#lastUnknown = cutText(what, longestShown);
  }

  /** What is shown; the rates are since the last time. */
  take() {
    const nowMs = this.#clock.nowMs();
    const seconds = Math.max(0.001, (nowMs - this.#sinceMs) / 1000);
    const figures = {
      sentPerSecond: Math.round(this.#sent / seconds),
      receivedPerSecond: Math.round(this.#received / seconds),
      unknownMessages: this.#unknownMessages,
      lastUnknown: this.#lastUnknown,
    };
    this.#sinceMs = nowMs;
    this.#sent = 0;
    this.#received = 0;
    return figures;
  }
}
