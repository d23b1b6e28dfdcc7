import type { Disposable } from '../../shared/base/disposable.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { decodeFrame, encodeAck, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import {
  type ClientMessage,
  parseClientMessage,
  printServerMessage,
  type ServerMessage,
} from '../../shared/protocol/messages.ts';
import { type Grant, grantKey } from '../../shared/protocol/roles.ts';
import type { UndoStep } from '../../shared/protocol/trust.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { ClientPace, messagesPerSecond } from './clientPace.ts';
import type { DeskHub } from './deskHub.ts';
import { greet } from './greeting.ts';
import { Confirmations } from './guards.ts';
import type { ClientLink, ClientSession, Identity } from './peer.ts';
import { heardBy, isMove, maySay, maySet } from './rights.ts';
import { stepLabel } from './stepLabel.ts';
import { takeBack } from './takeBack.ts';
import { isTrustMessage, obey } from './trustCommands.ts';
import { type Step, UndoHistory } from './undo.ts';
import type { View } from './view.ts';

/** A message of a client may not be larger. */
const maxMessageBytes = 64 * 1024;
/** A client that lets this much pile up gets no meters until it has caught up … */
const meterBacklogBytes = 64 * 1024;
/** … and one that lets this much pile up is closed: it will connect again and get a snapshot. */
const maxBacklogBytes = 8 * 1024 * 1024;

/** A link on which nobody has said hello by then is closed. */
const helloWithinMs = 2000;

/** So many steps of the history are shown each way. */
const shownSteps = 50;

const grantOf = ({ role, busses = [] }: Identity): Grant => ({ role, busses });

/** What a client moved last. */
export interface LastMove {
  readonly id: ParamId;
  readonly value: ParamValue;
  /** Wall-clock ms. */
  readonly atMs: number;
}

/** One client with a screen: reads what it says, checks it, and keeps what only it is told. */
export class HubSession implements ClientSession {
  /** Wall-clock ms since when it is here. */
  readonly sinceMs: number;
  readonly history = new UndoHistory();
  readonly confirmations = new Confirmations();
  wantsMeters = false;
  wantsSteps = false;
  wantsDiagnostics = false;
  /** Has said hello and is told everything. */
  isGreeted = false;
  /** Parameters of which this client must hear although it spoke last: refused, corrected or already so. */
  readonly corrections = new Set<ParamId>();
  lastMove: LastMove | undefined;

  readonly #hub: DeskHub;
  readonly #link: ClientLink;
  #who: Identity;
  #grant: Grant;
  #view: View;
  #stoppedBy: string | undefined;
  #unacknowledged: number | undefined;
  #lastHistory = '';
  #areStepsStale = false;
  #isGone = false;
  readonly #pace = new ClientPace();
  readonly #lateHello: Disposable | undefined;

  constructor(hub: DeskHub, link: ClientLink, who: Identity) {
    this.#hub = hub;
    this.#link = link;
    this.sinceMs = hub.wallMs();
    this.#who = who;
    this.#grant = grantOf(who);
    this.#view = hub.join(this, this.#grant);
    this.#lateHello = link.isWindow ? undefined : hub.after(helloWithinMs, () => this.#close('nobody said hello'));
  }

  get name(): string {
    return this.#who.name;
  }

  get grant(): Grant {
    return this.#grant;
  }

  /** What it sees and moves, together with all who have the same grant. */
  get view(): View {
    return this.#view;
  }

  /** How fast what it raises may rise. */
  get rises(): 'hand' | 'midi' | 'performer' {
    return this.#grant.role === 'performer' ? 'performer' : (this.#who.rises ?? 'hand');
  }

  /** What it takes back may rise as fast as undo may, or as slowly as its own hand. */
  get undoRises(): 'undo' | 'performer' {
    return this.#grant.role === 'performer' ? 'performer' : 'undo';
  }

  /** Round trip in ms, −1 while not known. */
  get latencyMs(): number {
    return this.#link.latencyMs?.() ?? -1;
  }

  /** Somebody else's word on who this is: what it held is freed, and it is told anew what it may see. */
  become(who: Identity): void {
    const isOther = grantKey(grantOf(who)) !== grantKey(this.#grant);
    this.#who = who;
    if (isOther) {
      this.#hub.hands.letGo(this);
      this.history.clear();
      this.corrections.clear();
      this.#hub.part(this);
      this.#grant = grantOf(who);
      this.#view = this.#hub.join(this, this.#grant);
    }
    if (!this.isGreeted) return;
    this.#sayHello();
    if (isOther) greet(this.#hub, this);
  }

  /** Stops its hands, or frees them. */
  stop(by: string | undefined): void {
    if (this.#stoppedBy === by) return;
    this.#stoppedBy = by;
    if (by !== undefined) this.#hub.hands.letGo(this);
    if (this.isGreeted) this.send({ type: 'stopped', by: by ?? null });
  }

  /** Ends the connection. */
  end(reason: string): void {
    if (!this.#isGone) this.#close(reason);
  }

  /** Whether this client waits for an ack. */
  get isOwed(): boolean {
    return this.#unacknowledged !== undefined;
  }

  receive(data: string | Uint8Array): void {
    if (this.#isGone) return;
    if (!this.#link.isWindow && !this.#pace.take(this.#hub.nowMs())) {
      this.problem(`More than ${messagesPerSecond} messages came within a second: the connection is closed.`);
      this.#close('too many messages');
      return;
    }
    try {
      this.#take(data);
    } catch (error) {
      this.#hub.safety.fault(error);
    }
  }

  #take(data: string | Uint8Array): void {
    if (data.length > maxMessageBytes) {
      this.problem(`A message of ${data.length} bytes was ignored: at most ${maxMessageBytes} are taken.`);
      return;
    }
    if (typeof data === 'string') {
      const parsed = parseClientMessage(data);
      if ('error' in parsed) this.problem(`A message could not be understood (${parsed.error}).`);
      else this.#handle(parsed.message);
      return;
    }
    const frame = decodeFrame(data);
    if (frame?.kind !== 'set') {
      this.problem('A frame could not be understood and was ignored.');
      return;
    }
    if (!this.isGreeted) return;
    this.#unacknowledged = frame.sequence;
    const { sight } = this.#view;
    const mayMove = this.#stoppedBy === undefined && maySet(this.#grant.role);
    const allowed = frame.entries.filter(({ id }) => mayMove && sight.mayChange(id));
    if (allowed.length > 0) this.#hub.hands.intend(this, allowed);
    if (allowed.length < frame.entries.length) this.#refuse(frame.entries, new Set(allowed));
    this.#hub.scheduleFlush();
  }

  /** Shows again what the desk has where somebody wanted what they may not have. */
  #refuse(entries: readonly FrameEntry[], allowed: ReadonlySet<FrameEntry>): void {
    for (const entry of entries) if (!allowed.has(entry)) this.corrections.add(entry.id);
  }

  silent(): void {
    if (!this.#isGone) this.#hub.hands.letGo(this);
  }

  closed(): void {
    this.#isGone = true;
    this.#lateHello?.dispose();
    this.#hub.leave(this);
  }

  #handle(message: ClientMessage): void {
    if (message.type === 'hello') {
      if (this.isGreeted) {
        this.problem('Hello was said already on this connection: it was ignored.');
        return;
      }
      this.isGreeted = true;
      this.#lateHello?.dispose();
      this.#sayHello();
      if (this.#stoppedBy !== undefined) this.send({ type: 'stopped', by: this.#stoppedBy });
      greet(this.#hub, this);
      return;
    }
    if (!this.isGreeted) return;
    const refusal = this.#refusalOf(message);
    if (refusal === undefined) this.#obey(message);
    else this.problem(refusal);
  }

  #sayHello(): void {
    const { version } = this.#hub;
    this.send({ type: 'hello', protocol: protocolVersion, version, you: { name: this.name, ...this.#grant } });
  }

  /** Why this client may not say that; `undefined` if it may. */
  #refusalOf({ type }: ClientMessage): string | undefined {
    const { role } = this.#grant;
    if (!maySay(role, type)) {
      return role === 'viewer' ? 'You may look but not change anything.' : 'That is for the engineer to do.';
    }
    if (this.#stoppedBy === undefined || !isMove(type)) return undefined;
    return `${this.#stoppedBy} has stopped your hands for now: nothing was changed.`;
  }

  #obey(message: ClientMessage): void {
    const { sight } = this.#view;
    switch (message.type) {
      case 'snapshot':
        this.#hub.sendSnapshot(this);
        return;
      case 'touch':
        this.#hub.hands.touch(this, message.ids.filter(sight.mayChange));
        return;
      case 'release':
        this.#hub.hands.release(this, message.ids.filter(sight.mayChange), message.cancel);
        return;
      case 'undo':
        takeBack(this.#hub, this, 'undo');
        return;
      case 'redo':
        takeBack(this.#hub, this, 'redo');
        return;
      case 'meters':
        this.wantsMeters = message.on;
        this.#hub.watching.metersWanted();
        return;
      case 'visible':
        this.#hub.watching.visible.see(this, message.ids.filter(sight.maySee));
        return;
      case 'diagnostics':
        this.wantsDiagnostics = message.on;
        this.#hub.watching.diagnosticsWanted();
        return;
      case 'search':
        this.#hub.console?.search();
        return;
      case 'connect': {
        const problem = this.#hub.console?.connect(message.target);
        if (problem) this.problem(problem);
        return;
      }
      case 'disconnect':
        this.#hub.console?.disconnect();
        return;
      default:
        if (isTrustMessage(message)) obey(this.#hub, this, message);
        else this.#hub.features.obey(this, message);
    }
  }

  send(message: ServerMessage): void {
    const heard = heardBy(this.#grant, this.#view.sight, message);
    if (heard) this.sendText(printServerMessage(heard));
  }

  /** A message that was printed once for everybody. */
  sendText(text: string): void {
    this.#out(text);
  }

  /** A link that fails is this client's own bad luck. */
  #out(data: string | Uint8Array): void {
    if (this.#isGone) return;
    try {
      this.#link.send(data);
    } catch {
      this.#close('the connection failed');
    }
  }

  #close(reason: string): void {
    this.#isGone = true;
    this.#lateHello?.dispose();
    try {
      this.#link.close(reason);
    } finally {
      this.#hub.leave(this);
    }
  }

  problem(message: string): void {
    this.send({ type: 'problem', message });
  }

  /**
   * Sends what changed: the frame made for all who see the same, or entries of its own for a client that said some of it itself or
   * has to be corrected. Without a shared frame the sequence has not moved on, and entries are a supplement to the last frame.
   */
  sendChanges(sequence: number, shared: (() => Uint8Array) | undefined, own: readonly FrameEntry[] | undefined): void {
    if (!this.isGreeted) return;
    if (this.#unacknowledged !== undefined) {
      this.#out(encodeAck(this.#unacknowledged));
      this.#unacknowledged = undefined;
    }
    if (own && (shared || own.length > 0)) this.#out(encodeValues('diff', sequence, own));
    else if (shared) this.#out(shared());
    this.corrections.clear();
    if (!this.#isGone && this.#link.bufferedBytes() > maxBacklogBytes) this.#close('too slow');
  }

  sendSnapshot(frame: Uint8Array): void {
    this.#out(frame);
  }

  /** Meters are the first to be left out for a client that cannot keep up. */
  get takesMeters(): boolean {
    return this.wantsMeters && this.#link.bufferedBytes() < meterBacklogBytes;
  }

  sendMeters(frame: Uint8Array): void {
    this.#out(frame);
  }

  /** Tells what undo and redo would do, if that is something else than before. */
  tellHistory(state: DeskState): void {
    this.#areStepsStale = true;
    const { nextUndo, nextRedo } = this.history;
    const undo = nextUndo ? stepLabel(nextUndo, state) : null;
    const redo = nextRedo ? stepLabel(nextRedo, state) : null;
    const text = printServerMessage({ type: 'history', undo, redo });
    if (text === this.#lastHistory) return;
    this.#lastHistory = text;
    this.sendText(text);
  }

  /** Tells the list of steps to a client that shows it, if it may have changed. */
  tellSteps(state: DeskState): void {
    if (!this.wantsSteps || !this.#areStepsStale) return;
    this.#areStepsStale = false;
    const shown = (steps: readonly Step[]): UndoStep[] =>
      steps.slice(0, shownSteps).map((step) => ({
        label: stepLabel(step, state),
        atMs: step.atMs,
        size: step.traces.size,
      }));
    this.send({ type: 'steps', done: shown(this.history.done), undone: shown(this.history.undone) });
  }
}
