import type { Clock } from '../../shared/base/clock.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import { encodeMeters, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import type { ServerMessage } from '../../shared/protocol/messages.ts';
import { type Grant, grantKey } from '../../shared/protocol/roles.ts';
import type { HubSession } from './clientSession.ts';
import { View } from './view.ts';

/** Under load, frames leave at most this often. */
const frameGapMs = 8;
/** Deliveries within a frame gap that count as load. */
const deliveriesUnderLoad = 256;

export interface BroadcastOptions {
  readonly clock: Clock;
  /** What clients are told of a parameter now. */
  entryOf(id: ParamId): FrameEntry;
  /** Called before a frame leaves, for what has to go first. */
  beforeFrame(): void;
}

/**
 * Tells clients what changed: one frame an event-loop turn, encoded once for all who see the same and did not say any of it
 * themselves.
 */
export class Broadcast {
  readonly sessions = new Set<HubSession>();
  readonly #options: BroadcastOptions;
  readonly #views = new Map<string, View>();
  #schema: Schema | undefined;
  /** What changed since the last frame, with the client that said it; `undefined` for what everybody has to hear. */
  readonly #dirty = new Map<ParamId, HubSession | undefined>();
  #isScheduled = false;
  #windowStartMs = -Infinity;
  #windowDeliveries = 0;

  constructor(options: BroadcastOptions) {
    this.#options = options;
  }

  /** Lets a client in among those who see the same. @returns what they see */
  join(session: HubSession, grant: Grant): View {
    this.sessions.add(session);
    const key = grantKey(grant);
    let view = this.#views.get(key);
    if (!view) {
      view = new View(grant, this.#schema);
      this.#views.set(key, view);
    }
    view.sessions.add(session);
    return view;
  }

  /** @returns whether it was there. */
  leave(session: HubSession): boolean {
    if (!this.sessions.delete(session)) return false;
    const { view } = session;
    view.sessions.delete(session);
    if (view.sessions.size === 0) this.#views.delete(grantKey(view.grant));
    return true;
  }

  /** A parameter changed; `origin` said so itself and is not told again. */
  mark(id: ParamId, origin?: HubSession): void {
    this.#dirty.set(id, origin);
    this.schedule();
  }

  /** Another desk, or none: nothing of what was known counts any more. */
  startOver(schema: Schema | undefined): void {
    this.#schema = schema;
    this.#dirty.clear();
    for (const view of this.#views.values()) view.startOver(schema);
  }

  /** Lets a frame leave at the end of this turn, or a little later when very many have just left. */
  schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const send = () => {
      this.#isScheduled = false;
      this.flush();
    };
    const { clock } = this.#options;
    const waitMs = this.#windowStartMs + frameGapMs - clock.nowMs();
    if (waitMs > 0 && this.#windowDeliveries > deliveriesUnderLoad) clock.after(waitMs, send);
    else clock.endOfTurn(send);
  }

  flush(): void {
    this.#options.beforeFrame();
    // Where nobody listens, as while a console is read before the first page opens, a later snapshot has it all.
    const entries = this.sessions.size > 0 ? Array.from(this.#dirty.keys(), this.#options.entryOf) : [];
    const speakers = this.#speakers();
    let deliveries = 0;
    // A client that fails while it is told leaves its view.
    for (const view of [...this.#views.values()]) deliveries += this.#tellView(view, entries, speakers);
    this.#dirty.clear();
    if (deliveries > 0) this.#countDeliveries(deliveries);
  }

  #speakers(): ReadonlySet<HubSession> {
    const speakers = new Set<HubSession>();
    for (const origin of this.#dirty.values()) if (origin) speakers.add(origin);
    for (const session of this.sessions) if (session.corrections.size > 0 || session.isOwed) speakers.add(session);
    return speakers;
  }

  /** @returns how many frames left */
  #tellView(view: View, all: readonly FrameEntry[], speakers: ReadonlySet<HubSession>): number {
    const entries = view.sight.isWhole ? all : all.filter(({ id }) => view.sight.maySee(id));
    if (entries.length === 0) {
      if (speakers.size === 0) return 0;
      for (const session of view.sessions) {
        if (!speakers.has(session)) continue;
        session.sendChanges(view.sequence, undefined, this.#entriesFor(session, entries));
      }
      return 0;
    }
    view.sequence++;
    let shared: Uint8Array | undefined;
    const frame = () => {
      shared ??= encodeValues('diff', view.sequence, entries);
      return shared;
    };
    for (const session of view.sessions) {
      const own = speakers.has(session) ? this.#entriesFor(session, entries) : undefined;
      session.sendChanges(view.sequence, frame, own);
    }
    return view.sessions.size;
  }

  /** What a client hears that spoke itself: everything but its own words, and what became of them. */
  #entriesFor(session: HubSession, entries: readonly FrameEntry[]): readonly FrameEntry[] {
    const heard = entries.filter(({ id }) => this.#dirty.get(id) !== session || session.corrections.has(id));
    const { sight } = session.view;
    for (const id of session.corrections) {
      if (!this.#dirty.has(id) && sight.maySee(id)) heard.push(this.#options.entryOf(id));
    }
    return heard;
  }

  #countDeliveries(deliveries: number): void {
    const nowMs = this.#options.clock.nowMs();
    if (nowMs - this.#windowStartMs > frameGapMs) {
      this.#windowStartMs = nowMs;
      this.#windowDeliveries = 0;
    }
    this.#windowDeliveries += deliveries;
  }

  /** Sends one client everything that it sees; the frame is made once for all who ask before the next change. */
  sendSnapshot(session: HubSession, known: () => Iterable<ParamId>): void {
    this.flush();
    const { view } = session;
    if (view.snapshot?.sequence !== view.sequence) {
      const seen = Array.from(known()).filter((id) => view.sight.maySee(id));
      const entries = seen.map(this.#options.entryOf);
      view.snapshot = { sequence: view.sequence, frame: encodeValues('snapshot', view.sequence, entries) };
    }
    session.sendSnapshot(view.snapshot.frame);
  }

  tellAll(message: ServerMessage): void {
    for (const view of this.#views.values()) view.tell(message);
  }

  tellMeters(levels: Uint8Array): void {
    let frame: Uint8Array | undefined;
    const shared = () => {
      frame ??= encodeMeters(levels);
      return frame;
    };
    for (const view of this.#views.values()) view.tellMeters(levels, shared);
  }
}
