import type { Disposable } from '../../shared/base/disposable.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { JournalRecord } from '../../shared/protocol/journal.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { ReplayStatus } from '../../shared/protocol/replayMessages.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';

/** Clients are told of the progress this often at most, in changes. */
const tellEvery = 20;

/** A stretch to be played. */
export interface Stretch {
  /** Oldest first. */
  readonly records: readonly JournalRecord[];
  /** What the desk had when it began, as far as it is known. */
  readonly start: ReadonlyMap<Address, ParamValue>;
  readonly speed: number;
  played(count: number): void;
  finished(): void;
}

/** A replay that runs, with the number of its changes, and of those that it leaves out. */
export interface RunningReplay extends Disposable {
  readonly count: number;
  readonly left: number;
}

/** Plays on the emulated console. @returns `undefined` if the app is connected to no such one */
export type PlayStretch = (stretch: Stretch) => RunningReplay | undefined;

/** Plays stretches of the journal on the emulated console while the app is connected to it, and never on another one. */
export class ReplayFeature implements HubFeature {
  readonly #hub: DeskHub;
  readonly #play: PlayStretch;
  #running: RunningReplay | undefined;
  #status: ReplayStatus = null;

  constructor(hub: DeskHub, play: PlayStretch) {
    this.#hub = hub;
    this.#play = play;
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    if (message.type === 'endReplay') this.#end();
    else if (message.type === 'replay') this.#begin(session, message);
    else return false;
    return true;
  }

  greet(session: HubSession): void {
    session.send({ type: 'replay', replay: this.#status });
  }

  /** Another console: what was played ends with the old one. */
  identified(): void {
    this.#end();
  }

  dispose(): void {
    this.#running?.dispose();
  }

  #begin(session: HubSession, { fromMs, toMs, speed }: Extract<ClientMessage, { type: 'replay' }>): void {
    if (!this.#hub.status.emulated) {
      session.problem(
        'A replay is played on the emulated console only: choose it in Setup. The real one is left alone.',
      );
      return;
    }
    const records = [...this.#hub.journal.newestFirst({ fromMs, toMs })].reverse();
    if (records.length === 0) {
      session.problem('Nothing changed in this stretch of time, so there is nothing to play.');
      return;
    }
    this.#running?.dispose();
    const then = this.#hub.journal.deskAt(fromMs - 1)?.state;
    const start = new Map(
      Array.from(then?.known() ?? [], ({ id, value }) => [then?.schema.addressOf(id) ?? '', value]),
    );
    const running = this.#play({
      records,
      start,
      speed,
      played: (count) => {
        if (this.#status) this.#tell({ ...this.#status, played: count }, count % tellEvery === 0);
      },
      finished: () => this.#end(),
    });
    this.#running = running;
    if (!running) {
      session.problem('The emulated console is not there any more: choose it again in Setup.');
      return;
    }
    this.#hub.journal.event(session.name, `replay of ${running.count} changes on the emulated console`);
    this.#tell({ by: session.name, played: 0, total: running.count, left: running.left }, true);
  }

  #end(): void {
    this.#running?.dispose();
    this.#running = undefined;
    if (this.#status) this.#tell(null, true);
  }

  #tell(status: ReplayStatus, isToldNow: boolean): void {
    this.#status = status;
    if (isToldNow) this.#hub.tellAll({ type: 'replay', replay: status });
  }
}
