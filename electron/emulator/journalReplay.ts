import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { accept, type ParamValue } from '../../shared/desk/paramSpec.ts';
import type { JournalRecord } from '../../shared/protocol/journal.ts';
import type { SimulatedDesk } from './simulatedDesk.ts';

/** A pause in which nothing happened is not waited for any longer, in ms of the replay. */
const longestPauseMs = 3000;

export interface ReplayOptions {
  readonly clock: Clock;
  /** Where it is played. Only a simulated desk will do: a real one is never given to a replay. */
  readonly desk: SimulatedDesk;
  /** Oldest first. */
  readonly records: readonly JournalRecord[];
  /** What the desk had before, as far as that is known beside the records themselves. */
  readonly start?: ReadonlyMap<Address, ParamValue>;
  /** So many times as fast as it was. */
  readonly speed: number;
  played?(record: JournalRecord, count: number): void;
  finished(): void;
}

/** Plays recorded changes on a simulated desk, in their order and at their pace, as if a hand made them there. */
export class JournalReplay implements Disposable {
  /** Changes that this desk has no parameter for. */
  readonly left: number;
  readonly #options: ReplayOptions;
  readonly #records: readonly JournalRecord[];
  #next = 0;
  #timer: Disposable | undefined;

  constructor(options: ReplayOptions) {
    this.#options = options;
    const { schema } = options.desk;
    this.#records = options.records.filter(({ address }) => {
      const id = schema.idOf(address);
      return id !== undefined && !schema.specOf(id).readOnly;
    });
    this.left = options.records.length - this.#records.length;
    this.#prepare();
    this.#wait(0);
  }

  get count(): number {
    return this.#records.length;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  /** Puts the desk where the stretch began: each parameter that changes in it had the old value of its first change. */
  #prepare(): void {
    const start = new Map(this.#options.start);
    const seen = new Set<Address>();
    for (const { address, before } of this.#records) {
      if (!seen.has(address) && before !== undefined) start.set(address, before);
      seen.add(address);
    }
    const changes = Array.from(start, ([address, value]) => this.#change(address, value)).flatMap(
      (change) => change ?? [],
    );
    this.#options.desk.apply(changes, undefined);
  }

  /** What an old record says may not be a value of this desk: then it takes the nearest, or nothing. */
  #change(address: Address, value: ParamValue): Change | undefined {
    const { schema } = this.#options.desk;
    const id = schema.idOf(address);
    const accepted = id === undefined ? undefined : accept(schema.specOf(id), value);
    return id !== undefined && accepted?.ok ? { id, value: accepted.value } : undefined;
  }

  #wait(delayMs: number): void {
    this.#timer = this.#options.clock.after(delayMs, () => this.#play());
  }

  /** Plays what is due now, and waits for the next. */
  #play(): void {
    const { desk, speed, played, finished } = this.#options;
    for (;;) {
      const record = this.#records[this.#next];
      if (!record) {
        this.#timer = undefined;
        finished();
        return;
      }
      this.#next++;
      const change = this.#change(record.address, record.after);
      if (change) desk.apply([change], 'surface');
      played?.(record, this.#next);
      const following = this.#records[this.#next];
      const pauseMs = following ? Math.min(longestPauseMs, Math.max(0, following.atMs - record.atMs) / speed) : 0;
      if (pauseMs > 0 || !following) {
        this.#wait(pauseMs);
        return;
      }
    }
  }
}
