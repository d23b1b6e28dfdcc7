import { DeskHub } from '../../electron/hub/deskHub.ts';
import type { ClientSession, DeskPort, DeskSeat, Role } from '../../electron/hub/peer.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import type { ConnectionState } from '../../shared/protocol/connection.ts';
import { decodeFrame, encodeValues, type Frame, type FrameEntry } from '../../shared/protocol/frames.ts';
import { parseServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import { smallSchema } from './smallDesk.ts';
import { VirtualClock } from './virtualClock.ts';

/** A console's session that records what the hub wants and says what the test tells it to. */
export class ScriptedDesk implements DeskPort {
  readonly pushed: { readonly id: number; readonly value: ParamValue; readonly touched: boolean }[] = [];
  readonly asked: number[] = [];
  areMetersOn = false;
  /** Set, the desk takes what it is sent and says so after this time, and answers when it is asked. */
  answersAfterMs: number | undefined;
  /** Set, what is sent to the desk is lost. */
  isDeaf = false;
  readonly #seat: DeskSeat;
  readonly #clock: VirtualClock;
  /** What the desk has. */
  readonly values = new Map<number, ParamValue>();

  constructor(hub: DeskHub, clock: VirtualClock) {
    this.#clock = clock;
    this.#seat = hub.attach(false);
    this.#seat.bind(this);
  }

  push(changes: DeskDiff, touched: boolean): void {
    for (const { id, value } of changes) this.pushed.push({ id, value, touched });
    this.#seat.listener.sent(changes.map(({ id }) => id));
    if (this.answersAfterMs === undefined || this.isDeaf) return;
    for (const { id, value } of changes) this.values.set(id, value);
    this.#answer(changes.map(({ id }) => id));
  }

  /** Says what it has when the time has come. */
  #answer(ids: readonly number[]): void {
    this.#clock.after(this.answersAfterMs ?? 0, () => {
      this.#seat.listener.report(ids.map((id) => ({ id, value: this.values.get(id) ?? 0 })));
    });
  }

  readBack(ids: readonly number[]): void {
    this.asked.push(...ids);
    if (this.answersAfterMs !== undefined) this.#answer(ids);
  }

  setMeters(on: boolean): void {
    this.areMetersOn = on;
  }

  diagnostics() {
    return {
      roundTripMs: 1,
      lossPercent: 0,
      sentPerSecond: 0,
      receivedPerSecond: 0,
      unknownMessages: 0,
      lastUnknown: '',
      malformed: 0,
    };
  }

  enter(state: ConnectionState): void {
    this.#seat.listener.status({
      state,
      target: 'small://desk',
      name: 'Desk',
      model: 'Small',
      firmware: '1.0',
      read: 0,
      total: 0,
      detail: '',
    });
  }

  say(...changes: readonly Change[]): void {
    for (const { id, value } of changes) this.values.set(id, value);
    this.#seat.listener.report(changes);
  }

  meters(...levels: readonly number[]): void {
    this.#seat.listener.meters(Uint8Array.from(levels));
  }

  /** Says what it is, everything that it has, and that it is live. */
  goLive(schema: Schema = smallSchema): void {
    this.#seat.listener.identified(schema);
    this.enter('reading');
    for (let id = 0; id < schema.size; id++) this.say({ id, value: schema.defaultOf(id) ?? 0 });
    this.enter('live');
  }

  /** The link is back after a break: everything that the desk has is read again before it is live. */
  comeBack(schema: Schema): void {
    this.#seat.listener.identified(schema);
    this.enter('reading');
    this.#seat.listener.report(Array.from(this.values, ([id, value]) => ({ id, value })));
    this.enter('live');
  }

  detach(): void {
    this.#seat.detach();
  }
}

/** A client that keeps everything that it is told. */
export class RecordingClient {
  readonly messages: ServerMessage[] = [];
  readonly frames: Frame[] = [];
  readonly session: ClientSession;
  backlogBytes = 0;
  closedBecause: string | undefined;
  #sequence = 0;

  constructor(hub: DeskHub, name = 'tester', role: Role = 'engineer', busses: readonly string[] = []) {
    this.session = hub.connect(
      {
        send: (data) => {
          if (typeof data === 'string') this.messages.push(parseServerMessage(data));
          else this.frames.push(decodeFrame(data) as Frame);
        },
        bufferedBytes: () => this.backlogBytes,
        close: (reason) => {
          this.closedBecause = reason;
        },
      },
      { name, role, busses },
    );
    this.say({ type: 'hello', protocol: 1 });
  }

  say(message: object): void {
    this.session.receive(JSON.stringify(message));
  }

  /** Wants values, as a page does. @returns the sequence of the frame. */
  set(...changes: readonly Change[]): number {
    const entries = changes.map((change): FrameEntry => ({ ...change, landing: 'pending' }));
    this.session.receive(encodeValues('set', ++this.#sequence, entries));
    return this.#sequence;
  }

  /** Forgets what it was told so far. */
  clear(): void {
    this.messages.length = 0;
    this.frames.length = 0;
  }

  /** Entries of all diffs so far, in order. */
  get heard(): FrameEntry[] {
    return this.frames.flatMap((frame) => (frame.kind === 'diff' ? [...frame.entries] : []));
  }

  last<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }> | undefined {
    return this.messages.findLast(
      (message): message is Extract<ServerMessage, { type: Type }> => message.type === type,
    );
  }
}

/** A hub on a virtual clock. */
export function hubBench() {
  const clock = new VirtualClock();
  const hub = new DeskHub({ clock, version: '1.2.3', wallMs: () => clock.nowMs() });
  /** Lets everything happen that is due within a moment. */
  const settle = (ms = 1) => clock.advance(ms);
  return { clock, hub, settle, desk: () => new ScriptedDesk(hub, clock) };
}
