import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import { type ConnectionStatus, offlineStatus } from '../../shared/protocol/connection.ts';
import { ownPort } from './ownPort.ts';
import type { DeskPort, DeskSeat } from './peer.ts';

/** What the hub does with what the console in the seat says. */
export interface SeatActions {
  readonly wallMs: () => number;
  /** The table in force; `undefined` while no console has said what it is. */
  schema(): Schema | undefined;
  /** The console can be asked from now on. */
  bound(): void;
  identified(schema: Schema): void;
  /** @param isNew whether it is another state or another console, not only another word on it */
  status(status: ConnectionStatus, isNew: boolean): void;
  sent(ids: readonly ParamId[]): void;
  reported(changes: DeskDiff): void;
  meters(levels: Uint8Array): void;
  /** The console is not asked any more: it left, or another one takes its place. */
  vacated(): void;
  /** It left, and none has taken its place. */
  gone(): void;
  /** Something failed while the console was heard. */
  fault(error: unknown): void;
}

/** The place of the one console that is heard, how the link to it is, and what it is asked through. */
export class ConsoleSeat {
  readonly #actions: SeatActions;
  /** Whoever sits here is heard. */
  #taken: object | undefined;
  #port: DeskPort | undefined;
  #status: ConnectionStatus = offlineStatus;

  constructor(actions: SeatActions) {
    this.#actions = actions;
  }

  get port(): DeskPort | undefined {
    return this.#port;
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** Whether what the console said last is what it has. */
  get isLive(): boolean {
    return this.#status.state === 'live';
  }

  /** Whether the console has been read and is not lost. */
  get isRead(): boolean {
    return this.isLive || this.#status.state === 'stale';
  }

  /** Makes a console's session a peer. What an earlier one still says is not heard. */
  attach(isEmulated: boolean): DeskSeat {
    const actions = this.#actions;
    this.vacate();
    const taken = {};
    this.#taken = taken;
    const whileCurrent =
      <Arguments extends readonly unknown[]>(action: (...values: Arguments) => void) =>
      (...values: Arguments) => {
        if (this.#taken === taken) this.#guard(() => action(...values));
      };
    return {
      listener: {
        identified: whileCurrent((schema: Schema) => actions.identified(schema)),
        status: whileCurrent((status) => this.#setStatus({ ...status, emulated: isEmulated, sinceMs: 0 })),
        sent: whileCurrent((ids) => actions.sent(ids)),
        report: whileCurrent((changes) => actions.reported(changes)),
        meters: whileCurrent((levels) => actions.meters(levels)),
      },
      bind: whileCurrent((port) => {
        this.#port = ownPort(port, () => actions.schema());
        actions.bound();
      }),
      detach: whileCurrent(() => {
        this.vacate();
        this.#taken = undefined;
        this.#setStatus(offlineStatus);
        actions.gone();
      }),
    };
  }

  /** Nothing is asked of the console any more. */
  vacate(): void {
    this.#port = undefined;
    this.#actions.vacated();
  }

  /** What fails here is told and kept from everybody else. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#actions.fault(error);
    }
  }

  #setStatus(status: ConnectionStatus): void {
    const isNew = status.state !== this.#status.state || status.target !== this.#status.target;
    this.#status = { ...status, sinceMs: isNew ? this.#actions.wallMs() : this.#status.sinceMs };
    this.#actions.status(status, isNew);
  }
}
