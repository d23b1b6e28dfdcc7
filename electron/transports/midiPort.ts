import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { type MidiEvent, MidiParser } from './midiParser.ts';

/**
 * Whether bytes can pass. `waiting`: it is being looked for or connected again by itself; `off`: this machine cannot do it at
 * all; `closed`: by us, for good.
 */
export interface MidiStatus {
  readonly state: 'open' | 'waiting' | 'off' | 'closed';
  /** In words, for people: what is wrong and what to do. Empty when all is well. */
  readonly detail: string;
}

/** A MIDI connection in both directions: a port of this machine, a TCP connection, or one in memory. */
export interface MidiPort {
  /** For people, and stable: without numbers that change from start to start. */
  readonly name: string;
  readonly status: MidiStatus;
  /** Sends whole messages, one or several; they stay in order. What is sent while the port is not open is dropped. */
  send(bytes: Uint8Array | readonly number[]): void;
  /** Calls for what arrives, as it arrives: cut anywhere. The bytes must not be kept. */
  onBytes(listener: (bytes: Uint8Array) => void): Disposable;
  /** Calls for every whole message that arrives. */
  onMessage(listener: (event: MidiEvent) => void): Disposable;
  /** Calls for every change of {@link status}; a port that opens again begins with a fresh running status. */
  onStatus(listener: (status: MidiStatus) => void): Disposable;
  /** Ends the port; nothing is heard of it afterwards. */
  close(): Promise<void>;
}

/** The listening half of every kind of port. */
export abstract class ListenedMidiPort implements MidiPort {
  abstract readonly name: string;
  readonly #bytes = new Emitter<Uint8Array>();
  readonly #messages = new Emitter<MidiEvent>();
  readonly #statuses = new Emitter<MidiStatus>();
  readonly #parser = new MidiParser((event) => this.#messages.emit(event));
  #status: MidiStatus;

  constructor(status: MidiStatus) {
    this.#status = status;
  }

  get status(): MidiStatus {
    return this.#status;
  }

  /** What arrived and made no message. */
  get skipped(): number {
    return this.#parser.skipped;
  }

  onBytes(listener: (bytes: Uint8Array) => void): Disposable {
    return this.#bytes.on(listener);
  }

  onMessage(listener: (event: MidiEvent) => void): Disposable {
    return this.#messages.on(listener);
  }

  onStatus(listener: (status: MidiStatus) => void): Disposable {
    return this.#statuses.on(listener);
  }

  abstract send(bytes: Uint8Array | readonly number[]): void;
  abstract close(): Promise<void>;

  protected arrive(bytes: Uint8Array): void {
    if (this.#status.state !== 'open') return;
    this.#bytes.emit(bytes);
    this.#parser.push(bytes);
  }

  protected enter(state: MidiStatus['state'], detail = ''): void {
    const { state: before, detail: said } = this.#status;
    if (before === 'closed' || (before === state && said === detail)) return;
    if (state !== before) this.#parser.reset();
    this.#status = { state, detail };
    if (state !== 'closed') this.#statuses.emit(this.#status);
  }
}
