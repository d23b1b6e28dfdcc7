import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatedDesk } from '../../../electron/emulator/simulatedDesk.ts';
import { seededRandom } from '../../../shared/base/random.ts';
import { canonical, type ParamValue, stepCount, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { LightPage } from '../../support/lightPage.ts';
import { percentile } from '../faults/history.ts';

/** The sending side of a client's connection to the app under test. */
export interface SoakLink {
  send(data: string | Uint8Array): void;
  close(): void;
}

export interface SoakOptions {
  readonly seed: number;
  readonly clients: number;
  /** How long hands move things, in seconds. */
  readonly seconds: number;
  /** The console that the app is connected to, over whatever network. */
  readonly desk: SimulatedDesk;
  /** Connects a client. @param closed the app has closed the connection */
  open(hear: (data: string | Uint8Array) => void, closed: () => void): Promise<SoakLink>;
  /** What the app's process takes now, in MB. */
  memoryMb(): number;
  /** Something to tell a person who waits. */
  say(line: string): void;
}

export interface SoakFigures {
  readonly sets: number;
  readonly movesAtDesk: number;
  readonly comings: number;
  /** Connections that the app closed. */
  readonly closedByApp: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** After a tenth of the time, in the middle and at the end, each as the least around it: the rest is garbage not yet collected. */
  readonly memoryMb: readonly [number, number, number];
  /** From the first half to the second, in MB an hour. */
  readonly growthMbPerHour: number;
  /** How long it took after the last move until nothing differed; `Infinity` if something still did. */
  readonly restMs: number;
  /** Values in which a client differs from the console at the end, or that have not landed there. */
  readonly differences: readonly string[];
}

const setsPerSecond = 120;
const movesAtDeskPerSecond = 20;
const tickMs = 25;
/** The audit reads everything within this time; what a lossy network swallowed is found by then. */
const restLimitMs = 40_000;
const leaves = ['fader', 'mute', 'pan', 'send/bus/3/level', 'send/bus/4/on', 'assign/dca/2', 'name'];

interface Visitor {
  page: LightPage;
  link: SoakLink;
  /** Whether the connection has ended. */
  isOver(): boolean;
  readonly waiting: Map<ParamId, { readonly value: ParamValue; readonly atMs: number }>;
}

/** Clients come, move things, undo, look at meters and go, while a hand moves things at the console, for as long as it is wanted. */
export class Soak {
  readonly #options: SoakOptions;
  readonly #random: () => number;
  readonly #schema: Schema;
  readonly #controls: readonly ParamId[];
  readonly #visitors: Visitor[] = [];
  readonly #tookMs: number[] = [];
  readonly #memory: { readonly atMs: number; readonly mb: number }[] = [];
  #sets = 0;
  #movesAtDesk = 0;
  #comings = 0;
  #closedByApp = 0;

  constructor(options: SoakOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#schema = options.desk.schema;
    this.#controls = Array.from({ length: 32 }, (_, index) =>
      leaves.map((leaf) => this.#schema.need(`channel/${index + 1}/${leaf}`)),
    ).flat();
  }

  async run(): Promise<SoakFigures> {
    const { clients, seconds, say } = this.#options;
    for (let index = 0; index < clients; index++) this.#visitors.push(await this.#come());
    await this.#until(
      () => this.#visitors.every(({ page }) => page.isLive),
      30_000,
      'The clients were not live in time',
    );
    say(`${clients} clients are live`);
    const startMs = performance.now();
    const endMs = startMs + seconds * 1000;
    let saidMs = startMs;
    let dueSets = 0;
    let dueMoves = 0;
    let lastMs = startMs;
    for (let nowMs = startMs; nowMs < endMs; nowMs = performance.now()) {
      // Real time, so that whatever the machine can do is what is asked for; at most a second is made up for.
      const passedMs = Math.min(1000, nowMs - lastMs);
      lastMs = nowMs;
      for (dueSets += (passedMs * setsPerSecond) / 1000; dueSets >= 1; dueSets--) this.#set();
      for (dueMoves += (passedMs * movesAtDeskPerSecond) / 1000; dueMoves >= 1; dueMoves--) this.#moveAtDesk();
      if (this.#random() < 0.05) await this.#comeAndGo();
      await this.#comeBack();
      this.#memory.push({ atMs: nowMs - startMs, mb: this.#options.memoryMb() });
      if (nowMs - saidMs > 60_000) {
        saidMs = nowMs;
        const minutes = Math.round((nowMs - startMs) / 60_000);
        say(`${minutes} min: ${this.#sets} sets, ${this.#memory.at(-1)?.mb.toFixed(1)} MB`);
      }
      await wait(tickMs);
    }
    return this.#rest(seconds * 1000);
  }

  /** Lets everything come to rest, and counts. */
  async #rest(lastedMs: number): Promise<SoakFigures> {
    for (const { page } of this.#visitors) page.say({ type: 'meters', on: false });
    const endedMs = performance.now();
    let differences = this.#differences();
    while (differences.length > 0 && performance.now() - endedMs < restLimitMs) {
      await wait(250);
      await this.#comeBack();
      differences = this.#differences();
    }
    const restMs = differences.length > 0 ? Infinity : performance.now() - endedMs;
    for (const { link } of this.#visitors) link.close();
    const at = (share: number) => this.#memoryAround(share * lastedMs, lastedMs * 0.1);
    const memoryMb = [at(0.1), at(0.5), at(0.9)] as const;
    return {
      sets: this.#sets,
      movesAtDesk: this.#movesAtDesk,
      comings: this.#comings,
      closedByApp: this.#closedByApp,
      p50Ms: percentile(this.#tookMs, 0.5),
      p99Ms: percentile(this.#tookMs, 0.99),
      memoryMb,
      growthMbPerHour: ((memoryMb[2] - memoryMb[1]) * 3_600_000) / (0.4 * lastedMs),
      restMs,
      differences,
    };
  }

  #memoryAround(atMs: number, widthMs: number): number {
    const near = this.#memory.filter((sample) => Math.abs(sample.atMs - atMs) <= widthMs).map(({ mb }) => mb);
    return near.reduce((least, mb) => Math.min(least, mb), Infinity);
  }

  async #until(isMet: () => boolean, withinMs: number, otherwise: string): Promise<void> {
    const startMs = performance.now();
    while (!isMet()) {
      if (performance.now() - startMs > withinMs) throw new Error(`${otherwise} (${withinMs} ms)`);
      await wait(tickMs);
    }
  }

  async #come(): Promise<Visitor> {
    const waiting: Visitor['waiting'] = new Map();
    const page = new LightPage((data) => link.send(data), {
      told: (id, value, landing) => {
        const wait = waiting.get(id);
        if (!wait || landing !== 'landed') return;
        waiting.delete(id);
        // Somebody else may have moved it meanwhile; then there is nothing to measure.
        if (value === wait.value) this.#tookMs.push(performance.now() - wait.atMs);
      },
    });
    let isOver = false;
    const link = await this.#options.open(
      (data) => page.hear(data),
      () => {
        if (!isOver) this.#closedByApp++;
        isOver = true;
      },
    );
    const visitor: Visitor = {
      page,
      isOver: () => isOver,
      link: {
        send: (data) => link.send(data),
        close: () => {
          isOver = true;
          link.close();
        },
      },
      waiting,
    };
    this.#comings++;
    page.hello();
    if (this.#random() < 0.3) page.say({ type: 'meters', on: true });
    return visitor;
  }

  /** One client goes, often with a hand on something, and another one comes. */
  async #comeAndGo(): Promise<void> {
    const place = Math.floor(this.#random() * this.#visitors.length);
    const leaving = this.#visitors[place];
    if (leaving && this.#random() < 0.5) leaving.page.say({ type: 'touch', ids: [this.#control()] });
    leaving?.link.close();
    this.#visitors[place] = await this.#come();
  }

  /** A page that the app has closed, as one that seemed stuck, connects anew by itself. */
  async #comeBack(): Promise<void> {
    for (const [place, visitor] of this.#visitors.entries())
      if (visitor.isOver()) this.#visitors[place] = await this.#come();
  }

  #control(): ParamId {
    return this.#controls[Math.floor(this.#random() * this.#controls.length)] as ParamId;
  }

  #value(id: ParamId): ParamValue {
    const spec = this.#schema.specOf(id);
    if (spec.kind === 'text') return `N${Math.floor(this.#random() * 1000)}`;
    if (spec.kind === 'level') return canonical(spec, this.#random() * 20 - 15);
    return valueAtStep(spec, Math.floor(this.#random() * stepCount(spec)));
  }

  #set(): void {
    const visitor = this.#visitors[Math.floor(this.#random() * this.#visitors.length)];
    if (!visitor?.page.isLive) return;
    this.#sets++;
    if (this.#random() < 0.02) {
      visitor.page.say({ type: this.#random() < 0.7 ? 'undo' : 'redo' });
      return;
    }
    const id = this.#control();
    const value = this.#value(id);
    if (visitor.page.get(id) === value || visitor.page.get(id) === undefined) return;
    visitor.waiting.set(id, { value, atMs: performance.now() });
    visitor.page.set({ id, value });
  }

  #moveAtDesk(): void {
    this.#movesAtDesk++;
    const id = this.#control();
    this.#options.desk.apply([{ id, value: this.#value(id) }], 'surface');
  }

  #differences(): string[] {
    const { desk } = this.#options;
    return this.#visitors.flatMap(({ page }, index) =>
      page.differences((id) => desk.get(id)).map((difference) => `client ${index} ${difference}`),
    );
  }
}
