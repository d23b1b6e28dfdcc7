import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { splitMidi } from './midiEncode.ts';
import type { NativeEnd, NativeMidi, NativePlace } from './midiNative.ts';
import { ListenedMidiPort } from './midiPort.ts';

/** A thousand messages in one moment lose a fifth of them in the system's own buffers; so many at a time lose none. */
const burstMessages = 50;
const burstGapMs = 10;
/** Nobody waits for what stands behind so many messages: a port that takes nothing any more. */
const mostWaiting = 20_000;

/** Where a port is now: the system's names of its ends, or a sentence that says why it is nowhere. */
export interface PortPlace {
  readonly name: string;
  place(): { readonly input: NativePlace | undefined; readonly output: NativePlace | undefined } | string;
}

/** One of the machine's ports, opened while it is plugged in. */
export class SystemMidiPort extends ListenedMidiPort {
  readonly name: string;
  readonly #place: PortPlace;
  readonly #native: NativeMidi | undefined;
  readonly #clock: Clock;
  readonly #closed: () => void;
  #key = '';
  #input: NativeEnd | undefined;
  #output: ReturnType<NativeMidi['openOutput']> | undefined;
  #waiting: Uint8Array[] = [];
  /** How many may still leave before the timer. */
  #left = burstMessages;
  #timer: Disposable | undefined;

  constructor(place: PortPlace, native: NativeMidi | string, clock: Clock, closed: () => void) {
    super(typeof native === 'string' ? { state: 'off', detail: native } : { state: 'waiting', detail: '' });
    this.name = place.name;
    this.#place = place;
    this.#native = typeof native === 'string' ? undefined : native;
    this.#clock = clock;
    this.#closed = closed;
  }

  /** Opens what has been plugged in, lets go of what has been pulled out. Called whenever the system's ports may have changed. */
  look(): void {
    const native = this.#native;
    if (!native || this.status.state === 'closed') return;
    const place = this.#place.place();
    const key = JSON.stringify(place);
    if (this.status.state === 'open' && key === this.#key) return;
    this.#letGo();
    if (typeof place === 'string') {
      this.enter('waiting', place);
      return;
    }
    try {
      this.#key = key;
      this.#output = place.output && native.openOutput(place.output);
      this.#input = place.input && native.openInput(place.input, (bytes) => this.arrive(bytes));
      this.enter('open');
    } catch (error) {
      this.#letGo();
      const reason = error instanceof Error ? error.message : String(error);
      this.enter(
        'waiting',
        `The MIDI port "${this.name}" cannot be opened: ${reason}. Close the program that uses it.`,
      );
    }
  }

  send(bytes: Uint8Array | readonly number[]): void {
    if (!this.#output) return;
    // The system takes whole messages, one at a time.
    this.#waiting.push(...splitMidi(bytes));
    if (this.#waiting.length > mostWaiting) this.#failed('it takes nothing any more');
    else this.#flush();
  }

  close(): Promise<void> {
    this.#letGo();
    this.enter('closed');
    this.#closed();
    return Promise.resolve();
  }

  #flush(): void {
    const output = this.#output;
    if (!output || this.#waiting.length === 0) return;
    const leaving = this.#waiting.splice(0, this.#left);
    this.#left -= leaving.length;
    this.#timer ??= this.#clock.after(burstGapMs, () => {
      this.#timer = undefined;
      this.#left = burstMessages;
      this.#flush();
    });
    try {
      for (const message of leaving) output.send(message);
    } catch (error) {
      this.#failed(error instanceof Error ? error.message : String(error));
    }
  }

  #failed(reason: string): void {
    this.#letGo();
    this.enter('waiting', `The MIDI port "${this.name}" has failed: ${reason}. Plug it in again.`);
  }

  #letGo(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#waiting = [];
    this.#left = burstMessages;
    this.#key = '';
    for (const end of [this.#input, this.#output]) quietly(end);
    this.#input = undefined;
    this.#output = undefined;
  }
}

/** Ends one side. A device that is gone cannot be closed any more: its end is reached either way. */
function quietly(end: NativeEnd | undefined): boolean {
  try {
    end?.close();
    return true;
  } catch {
    return false;
  }
}
