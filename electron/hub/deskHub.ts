import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import { accept, type ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import { type ConnectionStatus, type FoundDesk, offlineStatus } from '../../shared/protocol/connection.ts';
import type { FrameEntry } from '../../shared/protocol/frames.ts';
import { printServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import { Broadcast } from './broadcast.ts';
import { HubSession } from './clientSession.ts';
import type {
  Authority,
  ClientLink,
  ClientSession,
  ConsoleCommands,
  DeskHost,
  DeskPort,
  DeskSeat,
  Identity,
} from './peer.ts';
import { nameOf, stepLabel } from './stepLabel.ts';
import { TouchRegistry } from './touch.ts';
import { Tracker } from './tracker.ts';

export interface HubOptions {
  readonly clock: Clock;
  /** Version of the app, shown to clients. */
  readonly version: string;
  /** Wall-clock time in ms since the epoch, for people; everything that is timed uses the monotonic clock. */
  readonly wallMs: () => number;
}

const diagnosticsMs = 1000;

/**
 * The authority: holds the desk state that everybody sees, takes intents from clients and reports from the console, and tells
 * each peer what it did not say itself. One frame an event-loop turn, encoded once however many clients there are.
 */
export class DeskHub implements Authority, DeskHost {
  readonly version: string;
  console: ConsoleCommands | undefined;

  readonly #clock: Clock;
  readonly #wallMs: () => number;
  readonly #broadcast: Broadcast;
  readonly #touches = new TouchRegistry<HubSession>();
  #port: DeskPort | undefined;
  #state: DeskState | undefined;
  #tracker: Tracker | undefined;
  #status: ConnectionStatus = offlineStatus;
  #found: Extract<ServerMessage, { type: 'found' }> = { type: 'found', desks: [], searching: false };
  #areHoldsStale = false;
  #diagnosticsTimer: Disposable | undefined;

  constructor(options: HubOptions) {
    this.#clock = options.clock;
    this.#wallMs = options.wallMs;
    this.version = options.version;
    this.#broadcast = new Broadcast({
      clock: options.clock,
      entryOf: (id) => ({ id, value: this.#state?.get(id), landing: this.#tracker?.landingOf(id) ?? 'unknown' }),
      beforeFrame: () => this.#tellHolds(),
    });
  }

  /** The desk's state as everybody sees it; `undefined` while no console has said what it is. */
  get state(): DeskState | undefined {
    return this.#state;
  }

  get #sessions(): ReadonlySet<HubSession> {
    return this.#broadcast.sessions;
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  get clientCount(): number {
    return this.#sessions.size;
  }

  // ---- the console -------------------------------------------------------------------------------------------------

  /** Makes a console's session a peer. What an earlier one still says is not heard. */
  attach(isEmulated: boolean): DeskSeat {
    let isCurrent = true;
    this.#leaveDesk();
    const whileCurrent =
      <Arguments extends readonly unknown[]>(action: (...values: Arguments) => void) =>
      (...values: Arguments) => {
        if (isCurrent) action(...values);
      };
    return {
      listener: {
        identified: whileCurrent((schema: Schema) => this.#identify(schema)),
        status: whileCurrent((status) => this.#setStatus({ ...status, emulated: isEmulated, sinceMs: 0 })),
        sent: whileCurrent((ids) => this.#tracker?.sent(ids)),
        report: whileCurrent((changes) => this.#merge(changes)),
        meters: whileCurrent((levels) => this.#broadcast.tellMeters(levels)),
      },
      bind: (port) => {
        if (isCurrent) this.#port = port;
      },
      detach: () => {
        if (!isCurrent) return;
        isCurrent = false;
        this.#leaveDesk();
        this.#setStatus(offlineStatus);
      },
    };
  }

  #leaveDesk(): void {
    this.#port = undefined;
    this.#tracker?.abandon();
  }

  #identify(schema: Schema): void {
    this.#tracker?.abandon();
    this.#touches.clear();
    this.#broadcast.startOver();
    this.#state = new DeskState(schema);
    this.#tracker = new Tracker(schema, this.#clock, {
      resend: (changes) => this.#port?.push(changes, false),
      readBack: (ids) => this.#port?.readBack(ids),
      landingChanged: (ids) => {
        for (const id of ids) this.#mark(id);
      },
      deskWins: (id, value, refused) => this.#yield(id, value, refused),
    });
    for (const session of this.#sessions) {
      session.history.clear();
      session.corrections.clear();
      if (session.isGreeted) this.#sendDesk(session);
    }
  }

  #setStatus(status: ConnectionStatus): void {
    const isNew = status.state !== this.#status.state || status.target !== this.#status.target;
    this.#status = { ...status, sinceMs: isNew ? this.#wallMs() : this.#status.sinceMs };
    // Nothing that was wanted before a break is sent after it; what the desk has is read anew.
    if (isNew && status.state !== 'live' && status.state !== 'stale') {
      const abandoned = this.#tracker?.abandon() ?? [];
      for (const id of abandoned) this.#takeReported(id);
      this.#touches.clear();
      this.#areHoldsStale = true;
    }
    this.#broadcast.tellAll({ type: 'connection', status: this.#status });
  }

  #merge(changes: DeskDiff): void {
    const state = this.#state;
    const tracker = this.#tracker;
    if (!state || !tracker) return;
    for (const { id, value } of changes) {
      const wasUnknown = tracker.landingOf(id) === 'unknown';
      const verdict = tracker.report(id, value);
      if (verdict === 'landed') this.#mark(id);
      // A held control is moved by nobody else; it settles on the desk's latest value when it is released.
      else if (verdict === 'told' && (!this.#touches.isHeld(id) || state.get(id) === undefined)) {
        if (state.set(id, value) || wasUnknown) this.#mark(id);
      }
    }
  }

  #takeReported(id: ParamId): void {
    const reported = this.#tracker?.reported(id);
    if (reported !== undefined) this.#state?.set(id, reported);
    this.#mark(id);
  }

  #yield(id: ParamId, value: ParamValue, refused: boolean): void {
    const state = this.#state;
    if (!state) return;
    state.set(id, value);
    this.#mark(id);
    if (refused)
      this.#broadcast.tellAll({
        type: 'problem',
        message: `The console does not take a new value for ${nameOf(state.schema.addressOf(id), state)}; its own is shown.`,
      });
  }

  // ---- clients -----------------------------------------------------------------------------------------------------

  connect(link: ClientLink, who: Identity): ClientSession {
    const session = new HubSession(this, link, who);
    this.#broadcast.sessions.add(session);
    return session;
  }

  leave(session: HubSession): void {
    if (!this.#broadcast.sessions.delete(session)) return;
    this.#free(this.#touches.releaseAll(session));
    this.metersWanted();
    this.#tellPeople();
  }

  /** Tells a client that has said hello everything that there is. */
  greet(session: HubSession): void {
    session.send({ type: 'families', families: this.console?.families ?? [] });
    session.send({ type: 'connection', status: this.#status });
    session.send(this.#found);
    this.#sendDesk(session);
    this.#tellPeople();
  }

  #sendDesk(session: HubSession): void {
    const schema = this.#state?.schema;
    session.send({ type: 'desk', profile: schema?.profile ?? null, schemaHash: schema?.hash ?? '' });
    if (!schema) return;
    this.sendSnapshot(session);
    session.send({ type: 'held', holds: this.#touches.seenBy(session) });
    this.#tellHistory(session);
  }

  sendSnapshot(session: HubSession): void {
    const state = this.#state;
    if (state) this.#broadcast.sendSnapshot(session, () => Array.from(state.known(), ({ id }) => id));
  }

  /** A client wants these values. What it may not have is told back to it. */
  intend(session: HubSession, entries: readonly FrameEntry[]): void {
    const applied = this.#apply(entries, session);
    if (applied.length > 0) {
      session.history.record(applied);
      this.#tellHistory(session);
    }
  }

  /** The one way of a change from a person to the desk. @returns what changed, with the values before. */
  #apply(
    entries: readonly { readonly id: ParamId; readonly value: ParamValue | undefined }[],
    session: HubSession | undefined,
  ) {
    const state = this.#state;
    const applied: { id: ParamId; before: ParamValue; after: ParamValue }[] = [];
    if (!state) return applied;
    const isLive = this.#status.state === 'live';
    for (const { id, value } of entries) {
      if (id >= state.schema.size) continue;
      const spec = state.schema.specOf(id);
      const before = state.get(id);
      const accepted = accept(spec, value);
      const isAllowed = isLive && before !== undefined && !spec.readOnly && accepted.ok;
      if (!isAllowed || (session && this.#touches.isHeldByOther(id, session)) || !state.set(id, accepted.value)) {
        session?.corrections.add(id);
        continue;
      }
      const after = state.get(id) as ParamValue;
      applied.push({ id, before, after });
      this.#tracker?.want(id, after);
      this.#mark(id, session);
      if (after !== value) session?.corrections.add(id);
    }
    this.#push(applied);
    return applied;
  }

  #push(applied: readonly { readonly id: ParamId; readonly after: ParamValue }[]): void {
    const touched: Change[] = [];
    const rest: Change[] = [];
    for (const { id, after } of applied) (this.#touches.isHeld(id) ? touched : rest).push({ id, value: after });
    if (touched.length > 0) this.#port?.push(touched, true);
    if (rest.length > 0) this.#port?.push(rest, false);
  }

  touch(session: HubSession, ids: readonly ParamId[]): void {
    const size = this.#state?.schema.size ?? 0;
    const grabbed = this.#touches.grab(
      session,
      ids.filter((id) => id < size),
    );
    if (grabbed.length === 0) return;
    session.history.beginGesture();
    this.#holdsChanged();
  }

  release(session: HubSession, ids: readonly ParamId[], cancel: boolean): void {
    const freed = this.#touches.release(session, ids);
    if (cancel) this.#apply(session.history.cancel(freed), undefined);
    // With several fingers down the gesture goes on until the last one leaves.
    if (!this.#touches.isHolding(session)) session.history.endGesture();
    this.#free(freed);
    this.#tellHistory(session);
  }

  #free(ids: readonly ParamId[]): void {
    if (ids.length === 0) return;
    for (const id of ids) if (this.#tracker?.landingOf(id) === 'landed') this.#takeReported(id);
    this.#holdsChanged();
  }

  takeBack(session: HubSession, direction: 'undo' | 'redo'): void {
    const state = this.#state;
    if (!state || this.#status.state !== 'live') return;
    const reversal = session.history[direction]((id) => state.get(id));
    if (!reversal) return;
    this.#apply(reversal.changes, undefined);
    if (reversal.overtaken.length > 0) {
      const names = reversal.overtaken.slice(0, 3).map((id) => nameOf(state.schema.addressOf(id), state));
      session.problem(
        `Left as it is, because it was changed since: ${names.join(', ')}${reversal.overtaken.length > 3 ? ' and more' : ''}.`,
      );
    }
    this.#tellHistory(session);
  }

  #tellHistory(session: HubSession): void {
    const state = this.#state;
    if (!state) return;
    const { nextUndo, nextRedo } = session.history;
    session.tellHistory(nextUndo ? stepLabel(nextUndo, state) : null, nextRedo ? stepLabel(nextRedo, state) : null);
  }

  /** Results of a search for consoles. */
  tellFound(desks: readonly FoundDesk[], searching: boolean): void {
    this.#found = { type: 'found', desks, searching };
    this.#broadcast.tellAll(this.#found);
  }

  // ---- what everybody is told --------------------------------------------------------------------------------------

  #mark(id: ParamId, origin?: HubSession): void {
    this.#broadcast.mark(id, origin);
  }

  /** A client has spoken and waits for an answer. */
  scheduleFlush(): void {
    this.#broadcast.schedule();
  }

  #holdsChanged(): void {
    this.#areHoldsStale = true;
    this.#broadcast.schedule();
  }

  #tellHolds(): void {
    if (!this.#areHoldsStale) return;
    this.#areHoldsStale = false;
    for (const session of this.#sessions) {
      if (session.isGreeted) session.send({ type: 'held', holds: this.#touches.seenBy(session) });
    }
  }

  #tellPeople(): void {
    this.#broadcast.tellAll({ type: 'people', names: Array.from(this.#sessions, ({ name }) => name) });
  }

  /** Whether anybody shows meters may have changed. */
  metersWanted(): void {
    const isWanted = [...this.#sessions].some((session) => session.wantsMeters);
    this.#port?.setMeters(isWanted);
  }

  /** Whether anybody watches the link's figures may have changed. */
  diagnosticsWanted(): void {
    if (this.#diagnosticsTimer || ![...this.#sessions].some((session) => session.wantsDiagnostics)) return;
    this.#diagnosticsTimer = this.#clock.after(diagnosticsMs, () => {
      this.#diagnosticsTimer = undefined;
      this.#tellDiagnostics();
      this.diagnosticsWanted();
    });
  }

  #tellDiagnostics(): void {
    const link = this.#port?.diagnostics();
    if (!link) return;
    const counts = this.#tracker?.counts() ?? { pending: 0, unconfirmed: 0 };
    const text = printServerMessage({ type: 'diagnostics', link: { ...link, ...counts } });
    for (const session of this.#sessions) if (session.wantsDiagnostics) session.sendText(text);
  }

  /** Ends all timers; clients are closed by those who opened them. */
  dispose(): void {
    this.#leaveDesk();
    this.#diagnosticsTimer?.dispose();
  }
}
