import type { DeskServer } from '../../../electron/drivers/driver.ts';
import { DeskClient } from '../../../electron/drivers/x32/client.ts';
import { profileFor } from '../../../electron/drivers/x32/profile.ts';
import { serveOn } from '../../../electron/drivers/x32/server.ts';
import { SimulatedDesk } from '../../../electron/emulator/simulatedDesk.ts';
import { DeskHub } from '../../../electron/hub/deskHub.ts';
import { type Impairment, impair, type NetworkQuality } from '../../../electron/transports/badNetwork.ts';
import { MemoryNetwork } from '../../../electron/transports/memory.ts';
import { OscReader } from '../../../electron/transports/oscCodec.ts';
import type { Endpoint } from '../../../electron/transports/udp.ts';
import { DeskMirror } from '../../../renderer/desk/deskMirror.svelte.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { buildSchema, type ParamId } from '../../../shared/desk/schema.ts';
import { hubLink } from '../../support/hubLink.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { History } from './history.ts';

export const deskPort = 10_023;
export const home: Endpoint = { host: '10.0.0.1', port: deskPort };
export const schema = buildSchema(profileFor('X32', '4.06'));
/** A page draws this often. */
const frameMs = 10;
/** Each way, so that a round trip takes 5 ms. */
export const nearby: NetworkQuality = { loss: 0, delayMs: 2.5, jitterMs: 0 };

export interface StageOptions {
  readonly seed: number;
  readonly pages?: number;
  /** Both ways, from the moment at which the console is live. */
  readonly quality?: Partial<NetworkQuality>;
}

/** A console of the stage: an emulated desk that answers on the stage's network. */
export interface StageDesk {
  readonly desk: SimulatedDesk;
  readonly server: DeskServer;
  /** Everything that was set by messages, and whatever else changed, with the time. */
  readonly sets: { readonly atMs: number; readonly id: ParamId; readonly value: ParamValue }[];
}

/** Pages, the hub, the client, a bad network and consoles, on a clock that the test turns: a run is the same each time. */
export class Stage {
  readonly clock = new VirtualClock();
  readonly network = new MemoryNetwork(this.clock);
  readonly history = new History();
  readonly hub: DeskHub;
  readonly pages: readonly DeskMirror[];
  readonly toDesk: Impairment;
  readonly fromDesk: Impairment;
  readonly seed: number;
  readonly client: DeskClient;
  main: StageDesk;
  /** Set messages that left the client, by the host they were meant for. */
  readonly setsTo = new Map<string, { readonly atMs: number; readonly path: string }[]>();
  readonly states: { readonly atMs: number; readonly state: string; readonly detail: string }[] = [];
  readonly #reader = new OscReader();

  private constructor({ seed, pages = 2 }: StageOptions) {
    const { clock } = this;
    this.seed = seed;
    this.toDesk = impair({ ...nearby, seed, clock });
    this.fromDesk = impair({ ...nearby, seed: seed + 7919, clock });
    this.main = this.serve(home, 'Front of house');
    // Rises are limited; from here everything can be reached at once.
    this.main.desk.apply(
      Array.from({ length: 16 }, (_, index) => `channel/${index + 1}/`).flatMap((strip) =>
        ['fader', 'send/bus/3/level'].map((leaf) => ({ id: schema.need(`${strip}${leaf}`), value: 0 })),
      ),
      undefined,
    );
    this.hub = new DeskHub({ clock, version: 'test', wallMs: () => clock.nowMs() });
    const seat = this.hub.attach(false);
    const { listener } = seat;
    const watched = {
      ...listener,
      status: (status: Parameters<typeof listener.status>[0]) => {
        const { state, detail } = status;
        const last = this.states.at(-1);
        if (last?.state !== state || last.detail !== detail) this.states.push({ atMs: clock.nowMs(), state, detail });
        listener.status(status);
      },
    };
    this.client = new DeskClient(
      home,
      watched,
      { clock },
      async (remote) =>
        this.#spied(
          this.network.socket(0, { host: '10.0.0.99', remote, outgoing: this.toDesk, incoming: this.fromDesk }),
          remote,
        ),
      async () => this.network.socket(0, { host: '10.0.0.99', outgoing: this.toDesk, incoming: this.fromDesk }),
    );
    seat.bind(this.client);
    this.pages = Array.from(
      { length: pages },
      (_, index) =>
        new DeskMirror(
          hubLink(this.hub, `page ${index}`),
          (flush) => void clock.after(frameMs, flush),
          (ms, action) => void clock.after(ms, action),
        ),
    );
  }

  /** Pages, hub and client on a good network, live; then the network becomes what it was asked to be. */
  static async open(options: StageOptions): Promise<Stage> {
    const stage = new Stage(options);
    await stage.run(1500);
    if (stage.hub.status.state !== 'live') throw new Error(`The stage is ${stage.hub.status.state}, not live`);
    stage.impair(options.quality ?? {});
    return stage;
  }

  serve(place: Endpoint, name: string, desk = new SimulatedDesk(schema, this.seed)): StageDesk {
    const { clock, history } = this;
    const sets: StageDesk['sets'] = [];
    const watch = desk.onChange(({ changes, origin }) => {
      for (const { id, value } of changes) {
        sets.push({ atMs: clock.nowMs(), id, value });
        history.desk(clock.nowMs(), origin === 'surface' ? 'a hand at the desk' : 'the desk', id, value);
      }
    });
    const server = serveOn(this.network.socket(place.port, { host: place.host }), desk, { clock, name });
    const close = async () => {
      watch.dispose();
      await server.close();
    };
    return { desk, server: { ...server, close }, sets };
  }

  /** Counts what is no question: sets to one desk or another. */
  #spied(socket: ReturnType<MemoryNetwork['socket']>, remote: Endpoint) {
    const send = socket.send.bind(socket);
    return Object.assign(Object.create(socket) as typeof socket, {
      send: (bytes: Uint8Array) => {
        this.#reader.read(bytes);
        const { address, count } = this.#reader;
        const isSet = (count > 0 && address !== '/node' && address !== '/meters') || address === '/';
        if (isSet) {
          const list = this.setsTo.get(remote.host) ?? [];
          list.push({ atMs: this.clock.nowMs(), path: address });
          this.setsTo.set(remote.host, list);
        }
        send(bytes);
      },
    });
  }

  impair(quality: Partial<NetworkQuality>): void {
    this.toDesk.change(quality);
    this.fromDesk.change(quality);
  }

  /** Lets time pass, noting after each millisecond's turn what the pages show of what is touched. */
  async run(ms: number, watched: readonly ParamId[] = []): Promise<void> {
    if (watched.length === 0) return this.clock.advanceAsync(ms);
    for (let passed = 0; passed < ms; passed++) {
      this.clock.advance(1);
      this.look(watched);
    }
  }

  look(watched: readonly ParamId[]): void {
    for (const [index, page] of this.pages.entries()) {
      for (const id of watched) {
        const { value, landing } = page.paramById(id);
        this.history.shown(this.clock.nowMs(), `page ${index}`, id, value, landing);
      }
    }
  }

  set(page: number, id: ParamId, value: ParamValue): void {
    const mirror = this.pages[page];
    if (mirror?.set(mirror.paramById(id), value))
      this.history.wanted(this.clock.nowMs(), `page ${page}`, id, mirror.paramById(id).value as ParamValue);
  }

  hand(id: ParamId, value: ParamValue): void {
    this.main.desk.apply([{ id, value }], 'surface');
  }

  /** Every parameter in which a page or the hub differs from the desk, or that has not landed. */
  differences(): string[] {
    const found: string[] = [];
    for (let id = 0; id < schema.size; id++) {
      const truth = this.main.desk.get(id);
      const address = schema.addressOf(id);
      const atHub = this.hub.state?.get(id);
      if (atHub !== truth) found.push(`hub ${address}: ${atHub}, desk ${truth}`);
      for (const [index, page] of this.pages.entries()) {
        const { value, landing } = page.paramById(id);
        if (value !== truth) found.push(`page ${index} ${address}: ${value}, desk ${truth}`);
        else if (landing !== 'landed') found.push(`page ${index} ${address}: ${landing}`);
      }
    }
    return found;
  }

  /** Waits until nothing differs. @returns how long it took, or the differences after `withinMs`. */
  async settle(withinMs: number): Promise<{ readonly tookMs: number; readonly differences: readonly string[] }> {
    for (let tookMs = 0; ; tookMs += 100) {
      const differences = this.differences();
      if (differences.length === 0 || tookMs >= withinMs) return { tookMs, differences };
      await this.run(100);
    }
  }

  /** When a state was entered for the first time after a moment; `undefined` if it never was. */
  entered(state: string, afterMs: number): number | undefined {
    return this.states.find((each) => each.state === state && each.atMs >= afterMs)?.atMs;
  }

  async close(): Promise<void> {
    this.client.dispose();
    this.hub.dispose();
    for (const page of this.pages) page.dispose();
    await this.main.server.close();
  }
}
