import type { Clock } from '../../shared/base/clock.ts';
import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { ConnectionStatus } from '../../shared/protocol/connection.ts';
import type { ServerMessage } from '../../shared/protocol/messages.ts';
import type { FreezeReason } from '../../shared/protocol/trust.ts';
import type { HubSession } from './clientSession.ts';
import type { Journal } from './journal.ts';
import type { LiveDesk } from './liveDesk.ts';
import { OutputGate } from './outputGate.ts';
import { Panic } from './panic.ts';
import type { DeskPort } from './peer.ts';
import type { TouchRegistry } from './touch.ts';

export interface SafetyOptions {
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly journal: Journal;
  readonly touches: TouchRegistry<HubSession>;
  desk(): LiveDesk | undefined;
  port(): DeskPort | undefined;
  /** Whether the desk has been read and is not lost. */
  isRead(): boolean;
  /** Whether what it said last is what it has. No fade starts from anything else. */
  isLive(): boolean;
  tellAll(message: ServerMessage): void;
  tellStatus(): void;
  gesture(): number;
  /** These are held by nobody any more. */
  freed(ids: readonly ParamId[]): void;
  /** A panic pulls these down. */
  pulledDown(ids: readonly ParamId[]): void;
}

/** After an error the app lets everything come to rest for this long before it reads the desk anew. */
const faultRestMs = 200;

const theApp = 'Omnibus';

/** What stops the hub: freeze, panic, errors and sleep. It works without any client and whatever state the window is in. */
export class SafetyDesk {
  readonly #options: SafetyOptions;
  readonly #gate: OutputGate;
  readonly #panic: Panic;
  #panicBy: { readonly by: string; readonly session?: HubSession; readonly gesture: number } = { by: '', gesture: 0 };
  #hash = '';
  #areLandingsStale = false;
  #toldUnconfirmed = 0;

  constructor(options: SafetyOptions) {
    const { clock, wallMs } = options;
    this.#options = options;
    this.#gate = new OutputGate(clock, wallMs, {
      stop: () => {
        const stopped = options.desk()?.stop() ?? [];
        // A panic goes through everything.
        this.#panic.repeat();
        return stopped;
      },
      readBack: (ids) => options.port()?.readBack(ids),
      giveUp: (ids) => {
        for (const id of ids) options.desk()?.forget(id);
      },
      changed: () => this.#gateChanged(),
    });
    this.#panic = new Panic(clock, (changes) => this.#pullDown(changes));
  }

  get isOpen(): boolean {
    return this.#gate.isOpen;
  }

  // ---- freeze --------------------------------------------------------------------------------------------------------

  freeze(by: string): void {
    if (this.#gate.isClosedFor('freeze')) return;
    this.#options.journal.event(by, 'freeze');
    this.#gate.close('freeze', by);
  }

  unfreeze(by: string): void {
    if (!this.#gate.isClosedFor('freeze')) return;
    this.#options.journal.event(by, 'end of freeze');
    this.#gate.release('freeze');
  }

  /** The computer goes to sleep. */
  suspend(): void {
    this.#options.journal.event(theApp, 'sleep');
    this.#gate.close('sleep', theApp);
  }

  /** The computer is awake again: whatever the desk had may be different. */
  resume(): void {
    if (!this.#gate.isClosedFor('sleep')) return;
    this.#options.journal.event(theApp, 'awake');
    this.#gate.close('sleep', theApp, this.#everything());
    this.#gate.release('sleep');
  }

  /** Something in the app failed: nothing is sent until the desk has been read anew. */
  fault(error: unknown): void {
    const what = error instanceof Error ? error.message : String(error);
    this.#options.journal.event(theApp, `error: ${what}`);
    this.#options.tellAll({
      type: 'problem',
      message: `Omnibus made an error (${what}). Nothing is sent until the console has been read again.`,
    });
    this.#gate.close('fault', theApp, this.#everything());
    this.#options.clock.after(faultRestMs, () => this.#gate.release('fault'));
  }

  #everything(): ParamId[] {
    const desk = this.#options.desk();
    if (!desk) return [];
    // The console cannot be asked for what the app keeps itself.
    return Array.from(desk.state.known(), ({ id }) => id).filter((id) => !desk.schema.specOf(id).keptByApp);
  }

  heard(changes: DeskDiff): void {
    if (this.#gate.isOpen) return;
    for (const { id } of changes) this.#gate.heard(id);
  }

  /** The whole desk has been read on connecting. */
  readWhole(): void {
    this.#gate.readWhole();
    this.#panic.repeat();
    this.#options.tellAll(this.#asFound());
  }

  identified(schema: Schema): void {
    if (schema.hash !== this.#hash) this.#endPanic();
    this.#hash = schema.hash;
  }

  #gateChanged(): void {
    if (this.#gate.isOpen) this.#options.desk()?.trust();
    this.#options.tellAll({ type: 'output', output: this.#gate.status });
    this.#options.tellStatus();
  }

  /** The connection as people should see it: what was read before a sleep is no news. */
  shown(status: ConnectionStatus): ConnectionStatus {
    if (status.state !== 'live' || !this.#gate.isAsleep) return status;
    return { ...status, state: 'stale', detail: 'The computer was asleep; the console is read again.' };
  }

  /** Why something cannot be done now. */
  closedSentence(what: string): string {
    const { status } = this.#gate;
    if (status.state === 'open') return `No ${what}: the console is not live.`;
    const reasons: Record<FreezeReason, string> = {
      freeze: `${status.by} has frozen the console`,
      fault: 'the console is read again after an error',
      sleep: 'the console is read again after sleep',
    };
    return `No ${what}: ${status.state === 'reading' ? 'the console is read again first' : reasons[status.why]}.`;
  }

  // ---- panic ---------------------------------------------------------------------------------------------------------

  /** Fades outputs down and keeps them down. @param strips the mains if left out. @returns a sentence if it cannot be done */
  startPanic(by: string, strips?: readonly string[], session?: HubSession): string | undefined {
    const desk = this.#options.desk();
    if (!desk || !this.#options.isRead()) return 'There is no console to pull down: its state is not known.';
    const { schema, state } = desk;
    const mains = schema.profile.strips.find(({ kind }) => kind === 'main')?.strips ?? [];
    const levels = new Map<ParamId, number>();
    const chosen = (strips ?? mains).filter((strip) => {
      const id = schema.idOf(`${strip}/fader`);
      if (id === undefined || state.number(id) === undefined) return false;
      levels.set(id, this.#options.isLive() ? desk.softest(id) : -Infinity);
      return true;
    });
    if (levels.size === 0) return 'None of these outputs has a fader whose level is known.';
    this.#options.journal.event(by, `panic: ${chosen.join(', ')}`);
    this.#options.freed(this.#options.touches.releaseWhere((id) => levels.has(id)));
    this.#options.pulledDown([...levels.keys()]);
    this.#panicBy = { by, gesture: this.#options.gesture(), ...(session && { session }) };
    const already = this.#panic.status?.strips ?? [];
    const allStrips = [...new Set([...already, ...chosen])];
    this.#panic.start({ by, sinceMs: this.#options.wallMs(), strips: allStrips }, levels);
    this.#tellPanic();
    return undefined;
  }

  endPanic(by: string): void {
    if (!this.#panic.status) return;
    this.#options.journal.event(by, 'end of panic');
    this.#endPanic();
  }

  #endPanic(): void {
    if (!this.#panic.status) return;
    this.#panic.release();
    this.#tellPanic();
  }

  isKeptDown(id: ParamId): boolean {
    return this.#panic.holds(id);
  }

  #pullDown(changes: DeskDiff): void {
    const desk = this.#options.desk();
    if (!desk || !this.#options.isRead()) return;
    // A hand at the desk may have been quicker; where the desk is not heard, nothing but off is sure to be a fall.
    const isLive = this.#options.isLive();
    const due = isLive ? changes : changes.map(({ id }) => ({ id, value: -Infinity }));
    const falls = due.filter(
      ({ id, value }) => value === -Infinity || (typeof value === 'number' && value < desk.softest(id)),
    );
    const { session, ...cause } = this.#panicBy;
    const { applied } = desk.want(falls, { ...cause, why: 'panic', kind: 'hand', isPanic: true });
    session?.history.recordMore(applied, { atMs: this.#options.wallMs(), gesture: cause.gesture });
  }

  #tellPanic(): void {
    this.#options.tellAll({ type: 'panic', panic: this.#panic.status });
  }

  // ---- what clients are told -------------------------------------------------------------------------------------------

  #asFound(): ServerMessage {
    return { type: 'asFound', atMs: this.#options.journal.foundMs ?? null };
  }

  /** Everything here that a client has to know when it arrives. */
  messages(): readonly ServerMessage[] {
    return [
      { type: 'output', output: this.#gate.status },
      { type: 'panic', panic: this.#panic.status },
      { type: 'unconfirmed', ids: this.#options.desk()?.unconfirmed() ?? [] },
      this.#asFound(),
    ];
  }

  landingsChanged(): void {
    this.#areLandingsStale = true;
  }

  /** Tells what could not be confirmed, if that has changed. */
  beforeFrame(): void {
    if (!this.#areLandingsStale) return;
    this.#areLandingsStale = false;
    const ids = this.#options.desk()?.unconfirmed() ?? [];
    if (ids.length === 0 && this.#toldUnconfirmed === 0) return;
    this.#toldUnconfirmed = ids.length;
    this.#options.tellAll({ type: 'unconfirmed', ids });
  }

  dispose(): void {
    this.#gate.dispose();
    this.#panic.release();
  }
}
