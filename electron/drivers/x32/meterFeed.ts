import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import { encodeText } from '../../transports/oscCodec.ts';
import { type MixerMeterId, mergeMixerMeters } from './meters.ts';

/** The meters of a mixer view: inputs with reductions, mixes, and the inputs that the first leaves out. */
const mixerMeterIds: readonly MixerMeterId[] = ['/meters/1', '/meters/2', '/meters/13'];
/** `/meters` lasts 10 s. */
const renewMs = 4000;

export interface MeterFeedOptions {
  readonly clock: Clock;
  send(message: Uint8Array): void;
  levels(bytes: Uint8Array): void;
}

/** Asks for meters while they are wanted and puts the desk's three messages together. */
export class MeterFeed implements Disposable {
  readonly #options: MeterFeedOptions;
  #levels = new Uint8Array(0);
  #isOn = false;
  #timer: Disposable | undefined;

  constructor(options: MeterFeedOptions) {
    this.#options = options;
  }

  /** A desk with this many meters is there; it has forgotten what was asked of it before. */
  begin(count: number): void {
    this.#levels = new Uint8Array(count);
    if (this.#isOn) this.#ask();
  }

  set(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    this.#timer?.dispose();
    if (isOn) this.#ask();
  }

  isMeter(address: string): address is MixerMeterId {
    return (mixerMeterIds as readonly string[]).includes(address);
  }

  /** @returns false if the blob is not what its id promises. */
  receive(id: MixerMeterId, blob: Uint8Array | undefined): boolean {
    if (!blob || !mergeMixerMeters(id, blob, this.#levels)) return false;
    // The three messages come together every 50 ms; the last one completes the picture.
    if (this.#isOn && id === mixerMeterIds[mixerMeterIds.length - 1]) this.#options.levels(this.#levels);
    return true;
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  #ask(): void {
    this.#timer?.dispose();
    if (this.#levels.length > 0) for (const id of mixerMeterIds) this.#options.send(encodeText('/meters', id));
    this.#timer = this.#options.clock.after(renewMs, () => this.#ask());
  }
}
