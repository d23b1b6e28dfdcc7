import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import { meterByteOfDb } from '../../../shared/protocol/meterScale.ts';

const frameMs = 50;
/** A surface lets its meters fall by itself: one step in so many ms. */
const fallMs = 300;
/** Level in dB that each step of a meter stands for, from silence up (section A7: host dependent). */
const stepDb = [-Infinity, -60, -50, -40, -30, -20, -14, -10, -8, -6, -4, -2, 0];

/** Meters as the DAW tells them: a step now and then, which falls by itself. */
export class DawMeters implements Disposable {
  readonly #clock: Clock;
  readonly #tell: (levels: Uint8Array) => void;
  readonly #steps: number[];
  readonly #fallsMs: number[];
  readonly #frame: Uint8Array;
  #timer: Disposable | undefined;

  constructor(clock: Clock, count: number, tell: (levels: Uint8Array) => void) {
    this.#clock = clock;
    this.#tell = tell;
    this.#steps = new Array<number>(count).fill(0);
    this.#fallsMs = new Array<number>(count).fill(0);
    this.#frame = new Uint8Array(count);
  }

  hear(strip: number, step: number): void {
    if (strip >= this.#steps.length) return;
    this.#steps[strip] = step;
    this.#fallsMs[strip] = this.#clock.nowMs() + fallMs;
  }

  set(isOn: boolean): void {
    this.#timer?.dispose();
    this.#timer = isOn ? this.#clock.after(frameMs, () => this.#turn()) : undefined;
  }

  dispose(): void {
    this.set(false);
  }

  #turn(): void {
    const nowMs = this.#clock.nowMs();
    for (const [strip, step] of this.#steps.entries()) {
      if (step > 0 && nowMs >= (this.#fallsMs[strip] ?? 0)) {
        this.#steps[strip] = step - 1;
        this.#fallsMs[strip] = nowMs + fallMs;
      }
      this.#frame[strip] = meterByteOfDb(stepDb[this.#steps[strip] ?? 0] ?? -Infinity);
    }
    this.#tell(this.#frame);
    this.set(true);
  }
}
