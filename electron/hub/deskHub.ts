import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { StripAddress } from '../../shared/desk/address.ts';
import { withAppParams } from '../../shared/desk/appParams.ts';
import { usualCeilingDb } from '../../shared/desk/cueMix.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import { buildSchema, type ParamId, type Schema } from '../../shared/desk/schema.ts';
import type { ConnectionStatus, FoundDesk } from '../../shared/protocol/connection.ts';
import type { FrameEntry } from '../../shared/protocol/frames.ts';
import type { ServerMessage } from '../../shared/protocol/messages.ts';
import type { Grant } from '../../shared/protocol/roles.ts';
import { Broadcast } from './broadcast.ts';
import type { Cause } from './cause.ts';
import { HubSession } from './clientSession.ts';
import { ConsoleSeat } from './consoleSeat.ts';
import type { HubFeature } from './feature.ts';
import { Features } from './features.ts';
import { tellDesk } from './greeting.ts';
import { guardedClock } from './guardedClock.ts';
import { Hands } from './hands.ts';
import { Journal } from './journal.ts';
import { KeptValues } from './keptValues.ts';
import { LiveDesk } from './liveDesk.ts';
import type {
  Authority,
  ClientLink,
  ConsoleCommands,
  DeskHost,
  DeskScenes,
  DeskSeat,
  DeskSoftKeys,
  HandHost,
  HandIdentity,
  HandPeer,
  Identity,
} from './peer.ts';
import { People } from './people.ts';
import { SafetyDesk } from './safetyDesk.ts';
import { SurfaceSession } from './surfaceSession.ts';
import type { View } from './view.ts';
import { Watching } from './watching.ts';

export interface HubOptions {
  readonly clock: Clock;
  /** Version of the app, shown to clients. */
  readonly version: string;
  /** Wall-clock time in ms since the epoch, for people; everything that is timed uses the monotonic clock. */
  readonly wallMs: () => number;
}

/**
 * The authority: holds the desk state that everybody sees, takes intents from clients and reports from the console, and tells
 * each peer what it did not say itself. One frame an event-loop turn, encoded once however many clients there are.
 */
export class DeskHub implements Authority, DeskHost, HandHost {
  readonly version: string;
  readonly journal: Journal;
  readonly safety: SafetyDesk;
  readonly features = new Features();
  readonly hands: Hands;
  /** What somebody looks at. */
  readonly watching: Watching;
  /** Who is here, by names. */
  readonly people: People;
  /** What the app keeps beside the desk's own values, such as the purposes of busses. */
  readonly kept = new KeptValues();
  /** The level above which nobody who performs raises a send to a bus, in dB. */
  ceilingOf: (bus: StripAddress) => number = () => usualCeilingDb;
  console: ConsoleCommands | undefined;

  readonly #clock: Clock;
  readonly #wallMs: () => number;
  readonly #broadcast: Broadcast;
  readonly #seat: ConsoleSeat;
  #desk: LiveDesk | undefined;
  #found: Extract<ServerMessage, { type: 'found' }> = { type: 'found', desks: [], searching: false };
  #areHoldsStale = false;
  #isWholeReadDue = false;
  #lastGesture = 0;

  constructor(options: HubOptions) {
    const clock = guardedClock(options.clock, (error) => this.safety.fault(error));
    this.#clock = clock;
    this.#wallMs = options.wallMs;
    this.version = options.version;
    this.journal = new Journal({ clock, wallMs: options.wallMs });
    this.#broadcast = new Broadcast({
      clock,
      entryOf: (id) => this.#entryOf(id),
      beforeFrame: () => this.#beforeFrame(),
    });
    this.#seat = new ConsoleSeat({
      wallMs: options.wallMs,
      schema: () => this.#desk?.schema,
      bound: () => this.watching.visible.changed(),
      identified: (schema) => this.#identify(schema),
      status: (status, isNew) => this.#statusChanged(status, isNew),
      sent: (ids) => this.#desk?.sent(ids),
      reported: (changes) => this.#merge(changes),
      meters: (levels) => this.#broadcast.tellMeters(levels),
      vacated: () => this.#desk?.dispose(),
      gone: () => {
        this.#forgetDesk();
        this.#tellDesk();
      },
      fault: (error) => this.safety.fault(error),
    });
    this.hands = new Hands({
      clock,
      wallMs: options.wallMs,
      features: this.features,
      desk: () => this.#desk,
      gesture: () => this.nextGesture(),
      holdsChanged: () => this.#holdsChanged(),
    });
    this.people = new People({
      clock,
      present: () => this.sessions,
      tell: (names) => this.#broadcast.tellAll({ type: 'people', names }),
    });
    this.watching = new Watching({
      clock,
      sessions: this.sessions,
      desk: () => this.#desk,
      port: () => this.#seat.port,
    });
    this.safety = new SafetyDesk({
      clock,
      wallMs: options.wallMs,
      journal: this.journal,
      touches: this.hands.touches,
      desk: () => this.#desk,
      port: () => this.#seat.port,
      isRead: () => this.#seat.isRead,
      isLive: () => this.#seat.isLive,
      tellAll: (message) => this.#broadcast.tellAll(message),
      tellStatus: () => this.#outputChanged(),
      gesture: () => this.nextGesture(),
      freed: (ids) => this.hands.freed(ids),
      pulledDown: (ids) => this.features.pulledDown(ids),
    });
  }

  /** The desk's state as everybody sees it; `undefined` while no console has said what it is. */
  get state(): DeskState | undefined {
    return this.#desk?.state;
  }

  get desk(): LiveDesk | undefined {
    return this.#desk;
  }

  /** Adds a part of the app that clients speak to through the hub. */
  addFeature(feature: HubFeature): void {
    this.features.add(feature);
  }

  /** The console's own scenes, where they can be recalled. */
  get deskScenes(): DeskScenes | undefined {
    return this.#seat.port?.scenes;
  }

  /** The console's own keys, where it has any that can be pressed from outside. */
  get deskKeys(): DeskSoftKeys | undefined {
    return this.#seat.port?.softKeys;
  }

  tellAll(message: ServerMessage): void {
    this.#broadcast.tellAll(message);
  }

  /** Everybody who is connected. */
  get sessions(): ReadonlySet<HubSession> {
    return this.#broadcast.sessions;
  }

  get status(): ConnectionStatus {
    return this.safety.shown(this.#seat.status);
  }

  get clientCount(): number {
    return this.sessions.size;
  }

  /** Whether sets may leave. */
  get isOpen(): boolean {
    return this.#seat.isLive && this.safety.isOpen;
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  /** A timer whose errors are the hub's. */
  after(delayMs: number, action: () => void): Disposable {
    return this.#clock.after(delayMs, action);
  }

  wallMs(): number {
    return this.#wallMs();
  }

  /** A number for what belongs together in the journal. */
  nextGesture(): number {
    return ++this.#lastGesture;
  }

  #entryOf(id: ParamId): FrameEntry {
    const value = this.#desk?.state.get(id);
    return { id, value, landing: value === undefined ? 'unknown' : (this.#desk?.landingOf(id) ?? 'unknown') };
  }

  // ---- the console -------------------------------------------------------------------------------------------------

  /** Makes a console's session a peer. What an earlier one still says is not heard. */
  attach(isEmulated: boolean): DeskSeat {
    return this.#seat.attach(isEmulated);
  }

  /** Nothing of what was known of a console counts any more. */
  #forgetDesk(): void {
    this.#desk?.dispose();
    this.#desk = undefined;
    this.hands.touches.clear();
    this.#broadcast.startOver(undefined);
    this.watching.visible.startOver();
    this.journal.forgetDesk();
    for (const session of this.sessions) {
      session.history.clear();
      session.corrections.clear();
      session.lastMove = undefined;
    }
  }

  #tellDesk(): void {
    for (const session of this.sessions) if (session.isGreeted) tellDesk(this, session);
  }

  #identify(ownSchema: Schema): void {
    const schema = buildSchema(withAppParams(ownSchema.profile));
    this.#forgetDesk();
    this.safety.identified(schema);
    this.#isWholeReadDue = true;
    this.#desk = new LiveDesk(schema, {
      kept: this.kept,
      clock: this.#clock,
      journal: this.journal,
      touches: this.hands.touches,
      port: () => this.#seat.port,
      isOpen: () => this.isOpen,
      isRead: () => this.#seat.isRead,
      isKeptDown: (id) => this.safety.isKeptDown(id),
      ceilingOf: (bus) => this.ceilingOf(bus),
      mark: (id, origin) => this.#broadcast.mark(id, origin),
      problem: (message) => this.#broadcast.tellAll({ type: 'problem', message }),
      landingsChanged: () => this.safety.landingsChanged(),
    });
    this.#broadcast.startOver(schema);
    this.#tellDesk();
    this.features.identified();
  }

  #statusChanged(status: ConnectionStatus, isNew: boolean): void {
    if (isNew) this.#stateChanged(status);
    this.#tellStatus();
    if (isNew) this.features.connection(() => this.#seat.status);
  }

  #stateChanged(status: ConnectionStatus): void {
    if (status.state === 'live') {
      if (this.safety.isOpen) this.#desk?.trust();
      if (!this.#isWholeReadDue || !this.#desk) return;
      this.#isWholeReadDue = false;
      this.journal.found(this.#desk.state, status);
      this.safety.readWhole();
    } else if (status.state === 'stale') this.#desk?.cutShortWhere(() => true);
    else {
      // Nothing that was wanted before a break is sent after it; what the desk has is read anew.
      this.#desk?.stop();
      this.hands.touches.clear();
      this.#holdsChanged();
    }
  }

  #outputChanged(): void {
    this.#tellStatus();
    this.features.outputChanged(() => this.isOpen);
  }

  #tellStatus(): void {
    this.#broadcast.tellAll({ type: 'connection', status: this.status });
  }

  #merge(changes: DeskDiff): void {
    this.#desk?.merge(changes);
    this.safety.heard(changes);
    this.features.reported(changes);
  }

  // ---- clients -----------------------------------------------------------------------------------------------------

  connect(link: ClientLink, who: Identity): HubSession {
    return new HubSession(this, link, { ...who, name: this.people.freeName(who.name) });
  }

  /** Lets a client in among those who see the same. */
  join(session: HubSession, grant: Grant): View {
    return this.#broadcast.join(session, grant);
  }

  /** Takes a client from among them, to {@link join} others. */
  part(session: HubSession): void {
    this.#broadcast.leave(session);
    this.watching.visible.forget(session);
  }

  connectHand(who: HandIdentity): HandPeer {
    return new SurfaceSession(this, who);
  }

  leave(session: HubSession): void {
    if (!this.#broadcast.leave(session)) return;
    this.hands.letGo(session);
    this.watching.visible.forget(session);
    this.features.left(session);
    this.watching.metersWanted();
    this.people.changed();
  }

  /** Tells a client everything that it sees of the desk. */
  sendSnapshot(session: HubSession): void {
    const { state } = this;
    if (state) this.#broadcast.sendSnapshot(session, () => Array.from(state.known(), ({ id }) => id));
  }

  /** Does something for a client as a step of its history, and asks it about what needs a second yes. @returns what was refused */
  want(session: HubSession, entries: readonly (Change | FrameEntry)[], cause: Cause): readonly ParamId[] {
    return this.hands.want(session, entries, cause);
  }

  /** Asks a client for a second yes. */
  ask(session: HubSession, guarded: readonly Change[]): void {
    this.hands.ask(session, guarded);
  }

  tellHistory(session: HubSession): void {
    this.hands.tellHistory(session);
  }

  /** What the last search for consoles has brought. */
  get found(): Extract<ServerMessage, { type: 'found' }> {
    return this.#found;
  }

  /** Results of a search for consoles. */
  tellFound(desks: readonly FoundDesk[], searching: boolean): void {
    this.#found = { type: 'found', desks, searching };
    this.#broadcast.tellAll(this.#found);
  }

  // ---- what everybody is told --------------------------------------------------------------------------------------

  /** A client has spoken and waits for an answer. */
  scheduleFlush(): void {
    this.#broadcast.schedule();
  }

  #holdsChanged(): void {
    this.#areHoldsStale = true;
    this.#broadcast.schedule();
  }

  #beforeFrame(): void {
    this.safety.beforeFrame();
    const { state } = this;
    for (const session of this.sessions) {
      if (state) session.tellSteps(state);
      if (this.#areHoldsStale && session.isGreeted)
        session.send({ type: 'held', holds: this.hands.touches.seenBy(session) });
    }
    this.#areHoldsStale = false;
  }

  /** Ends all timers; clients are closed by those who opened them. */
  dispose(): void {
    this.features.dispose();
    this.#seat.vacate();
    this.safety.dispose();
    this.journal.handOn();
    this.watching.dispose();
    this.hands.touches.clear();
    this.people.dispose();
  }
}
