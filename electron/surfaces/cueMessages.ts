import type { OutMessage } from '../../shared/scenes/cueList.ts';
import type { MidiPort } from '../transports/midiPort.ts';
import { encodeMessage } from '../transports/oscEncode.ts';
import { openUdp, type UdpSocket } from '../transports/udp.ts';
import { cueMidiBytes, type MidiOut } from './cueMidi.ts';

/** The outputs of this machine, or others in a test. */
export interface CueMidi {
  /** Why there is no MIDI, in a sentence; empty if there is. */
  readonly off: string;
  open(port: { readonly output: string }): MidiPort;
}

export interface CueMessagesOptions {
  readonly midi: CueMidi;
  /** Is told what is known only after sending: a host that is not found, nobody who listens. */
  readonly problem: (sentence: string) => void;
}

type OscOut = Extract<OutMessage, { type: 'osc' }>;
const isInt32 = (value: number) => (value | 0) === value;

/** So many places are kept open; the oldest is closed for a further one. */
const mostSockets = 32;

/** Sends the messages of cues to other apparatus: MIDI to ports of this machine, OSC by UDP. Ports stay open once they are used. */
export class CueMessages {
  readonly #options: CueMessagesOptions;
  readonly #ports = new Map<string, MidiPort>();
  readonly #sockets = new Map<string, Promise<UdpSocket>>();

  constructor(options: CueMessagesOptions) {
    this.#options = options;
  }

  /** @returns a sentence if it cannot be sent */
  send(message: OutMessage): string | undefined {
    return message.type === 'osc' ? this.#sendOsc(message) : this.#sendMidi(message);
  }

  async close(): Promise<void> {
    const sockets = [...this.#sockets.values()];
    this.#sockets.clear();
    await Promise.all([...this.#ports.values()].map((port) => port.close()));
    this.#ports.clear();
    for (const opened of await Promise.allSettled(sockets)) {
      if (opened.status === 'fulfilled') await opened.value.close();
    }
  }

  #sendMidi(message: MidiOut): string | undefined {
    const { midi } = this.#options;
    if (midi.off !== '') return `Nothing was sent to "${message.port}": ${midi.off}`;
    const bytes = cueMidiBytes(message);
    if (!bytes.ok) return bytes.error;
    let port = this.#ports.get(message.port);
    if (!port) {
      port = midi.open({ output: message.port });
      this.#ports.set(message.port, port);
    }
    if (port.status.state !== 'open') return `Nothing was sent to "${message.port}": ${port.status.detail}`;
    port.send(bytes.value);
    return undefined;
  }

  #sendOsc(message: OscOut): string | undefined {
    try {
      const { path, args } = message;
      const tags = args.map((arg) => (typeof arg === 'string' ? 's' : isInt32(arg) ? 'i' : 'f')).join('');
      void this.#sendBytes(message, encodeMessage(path, tags, args));
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #sendBytes({ host, port, path }: OscOut, bytes: Uint8Array): Promise<void> {
    try {
      (await this.#socket(host, port)).send(bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.problem(`The OSC message ${path} was not sent to ${host}:${port}. ${reason}`);
    }
  }

  /** A socket for each place: the system then tells when nobody listens there. */
  #socket(host: string, port: number): Promise<UdpSocket> {
    const key = `${host} ${port}`;
    const known = this.#sockets.get(key);
    if (known) return known;
    const opening = openUdp({ host: '0.0.0.0', port: 0, broadcast: true, remote: { host, port } }).then((socket) => {
      socket.onError((error) =>
        this.#options.problem(`An OSC message of a cue did not get to ${host}:${port}: ${error.message}.`),
      );
      return socket;
    });
    this.#sockets.set(key, opening);
    // A host that is not found now may be found later.
    opening.catch(() => this.#sockets.delete(key));
    for (const [oldest, socket] of this.#sockets) {
      if (this.#sockets.size <= mostSockets) break;
      this.#sockets.delete(oldest);
      socket.then(
        (each) => each.close(),
        () => undefined,
      );
    }
    return opening;
  }
}
