import type { Disposable } from '../../../shared/base/disposable.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { MidiPort } from '../../transports/midiPort.ts';

export interface CableOptions {
  open(): MidiPort | Promise<MidiPort>;
  /** Bytes pass from now on. */
  opened(): void;
  /** They do not pass, or not yet; the sentence says why. */
  broken(detail: string): void;
  hear(event: MidiEvent): void;
}

/** The present port to the console; another one can be taken in its place. */
export class Cable implements Disposable {
  readonly #options: CableOptions;
  #port: MidiPort | undefined;
  #heard: readonly Disposable[] = [];
  /** Counts ports, so that one that opens too late is closed again. */
  #attempt = 0;

  constructor(options: CableOptions) {
    this.#options = options;
  }

  plugIn(): void {
    this.pullOut();
    const attempt = this.#attempt;
    const opened = this.#options.open();
    const take = (port: MidiPort) => {
      if (attempt === this.#attempt) this.#take(port);
      else void port.close();
    };
    if (opened instanceof Promise) void opened.then(take);
    else take(opened);
  }

  /** Closes the port; nothing is heard of it any more. */
  pullOut(): void {
    this.#attempt++;
    for (const each of this.#heard) each.dispose();
    this.#heard = [];
    void this.#port?.close();
    this.#port = undefined;
  }

  send(bytes: Uint8Array): void {
    this.#port?.send(bytes);
  }

  dispose(): void {
    this.pullOut();
  }

  #take(port: MidiPort): void {
    this.#port = port;
    this.#heard = [port.onMessage((event) => this.#options.hear(event)), port.onStatus(() => this.#changed(port))];
    this.#changed(port);
  }

  #changed({ status }: MidiPort): void {
    if (status.state === 'open') this.#options.opened();
    else this.#options.broken(status.detail);
  }
}
