import type { Clock } from '../../shared/base/clock.ts';
import { ListenedMidiPort, type MidiPort } from './midiPort.ts';

export interface MemoryMidiOptions {
  /** With a clock, bytes arrive in a later turn of it; without one, at once. */
  readonly clock?: Clock;
  /** Cuts what is sent into pieces of this many bytes. */
  readonly pieceBytes?: number;
  readonly names?: readonly [string, string];
}

/** One end of a cable in memory. */
export interface MemoryMidiPort extends MidiPort {
  /** Pulls the plug of both ends, or puts it back. */
  plug(isIn: boolean): void;
}

/** Two ports on one cable: what one sends the other hears. */
export function memoryMidiPair(options: MemoryMidiOptions = {}): readonly [MemoryMidiPort, MemoryMidiPort] {
  const [nameA, nameB] = options.names ?? ['Memory A', 'Memory B'];
  const a = new CablePort(nameA, options);
  const b = new CablePort(nameB, options);
  a.other = b;
  b.other = a;
  return [a, b];
}

class CablePort extends ListenedMidiPort implements MemoryMidiPort {
  readonly name: string;
  readonly #options: MemoryMidiOptions;
  other: CablePort | undefined;

  constructor(name: string, options: MemoryMidiOptions) {
    super({ state: 'open', detail: '' });
    this.name = name;
    this.#options = options;
  }

  send(bytes: Uint8Array | readonly number[]): void {
    if (this.status.state !== 'open') return;
    const { clock, pieceBytes = bytes.length } = this.#options;
    // What lies in the cable is nobody's to change.
    const copy = Uint8Array.from(bytes);
    for (let at = 0; at < copy.length; at += pieceBytes) {
      const piece = copy.subarray(at, at + pieceBytes);
      if (clock) clock.after(0, () => this.other?.arrive(piece));
      else this.other?.arrive(piece);
    }
  }

  plug(isIn: boolean): void {
    for (const end of [this, this.other]) {
      if (isIn) end?.enter('open');
      else end?.enter('waiting', `${end.name} is unplugged.`);
    }
  }

  close(): Promise<void> {
    this.enter('closed');
    return Promise.resolve();
  }
}
