import { systemClock } from '../../electron/transports/systemClock.ts';
import { type Endpoint, openUdp, type UdpSocket } from '../../electron/transports/udp.ts';
import { type Heard, int, type Said, type Seen, said, seen } from '../osc/consoleRig.ts';

const renewEveryMs = 4000;
const repeatAfterMs = 300;
const patienceMs = 5000;

/**
 * Another program at the same console, with a socket of its own: it hears by `/xremote` what anybody changes, sets, reads, and
 * takes meters. It knows bytes and addresses, nothing of the app under test.
 */
export class OtherClient {
  /** All that came, oldest first. */
  readonly heard: Heard[] = [];
  readonly #socket: UdpSocket;
  readonly #renewal: ReturnType<typeof setInterval>;
  readonly #waiting = new Set<(message: Heard) => void>();

  private constructor(socket: UdpSocket) {
    this.#socket = socket;
    socket.onMessage((bytes) => this.#hear(seen(bytes, systemClock.nowMs())));
    this.#renewal = setInterval(() => this.say('/xremote'), renewEveryMs);
  }

  static async join(remote: Endpoint): Promise<OtherClient> {
    const client = new OtherClient(await openUdp({ host: '127.0.0.1', port: 0, remote }));
    client.say('/xremote');
    // The answer to a later question proves that the console has heard the first one.
    await client.ask('/xinfo');
    return client;
  }

  say(address: string, ...args: readonly Said[]): void {
    this.#socket.send(said(address, ...args));
  }

  /** The arguments of the reply to a bare address. */
  async ask(address: string): Promise<readonly Seen[]> {
    const repeat = setInterval(() => this.say(address), repeatAfterMs);
    try {
      const reply = this.next(address);
      this.say(address);
      return (await reply).args;
    } finally {
      clearInterval(repeat);
    }
  }

  /** The one number that an address holds at the console now. */
  async number(address: string): Promise<number> {
    return Number((await this.ask(address))[0]);
  }

  /** The next message from an address. */
  next(address: string): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const take = (message: Heard) => {
        if (message.address !== address) return;
        clearTimeout(limit);
        this.#waiting.delete(take);
        resolve(message);
      };
      const limit = setTimeout(() => {
        this.#waiting.delete(take);
        reject(new Error(`The console said nothing of ${address} within ${patienceMs} ms`));
      }, patienceMs);
      this.#waiting.add(take);
    });
  }

  /** What was heard of an address since a moment: {@link OtherClient.heard}'s length then. */
  since(start: number, address: string): readonly Heard[] {
    return this.heard.slice(start).filter((message) => message.address === address);
  }

  /** The last value heard of an address since a moment. */
  lastSince(start: number, address: string): Seen | undefined {
    return this.since(start, address).at(-1)?.args[0];
  }

  /** Levels of the busses after their faders, as linear amplitude, in `count` meter messages that follow from now. */
  async busLevels(bus: number, count: number): Promise<readonly number[]> {
    const levels: number[] = [];
    this.say('/meters', busMeters, int(0));
    while (levels.length < count) {
      const [blob] = (await this.next(busMeters)).args;
      if (!(blob instanceof Uint8Array)) throw new Error('A meter message without a blob');
      // A count of words, then the words, all with the low byte first (unlike everything else of the protocol).
      levels.push(new DataView(blob.buffer, blob.byteOffset, blob.byteLength).getFloat32(4 * bus, true));
    }
    return levels;
  }

  async close(): Promise<void> {
    clearInterval(this.#renewal);
    await this.#socket.close();
  }

  #hear(message: Heard): void {
    this.heard.push(message);
    for (const take of [...this.#waiting]) take(message);
  }
}

const busMeters = '/meters/2';
