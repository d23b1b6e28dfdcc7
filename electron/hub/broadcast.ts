import type { Clock } from '../../shared/base/clock.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { encodeMeters, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import { printServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';

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

/** Tells clients what changed: one frame an event-loop turn, encoded once for all who did not say any of it themselves. */
export class Broadcast {
  readonly sessions = new Set<HubSession>();
  readonly #options: BroadcastOptions;
  /** What changed since the last frame, with the client that said it; `undefined` for what everybody has to hear. */
  readonly #dirty = new Map<ParamId, HubSession | undefined>();
  #sequence = 0;
  #snapshot: { readonly sequence: number; readonly frame: Uint8Array } | undefined;
  #isScheduled = false;
  #windowStartMs = -Infinity;
  #windowDeliveries = 0;

  constructor(options: BroadcastOptions) {
    this.#options = options;
  }

  /** A parameter changed; `origin` said so itself and is not told again. */
  mark(id: ParamId, origin?: HubSession): void {
    this.#dirty.set(id, origin);
    this.schedule();
  }

  /** Another desk: nothing of what was known counts any more. */
  startOver(): void {
    this.#dirty.clear();
    this.#snapshot = undefined;
    this.#sequence++;
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
    if (this.sessions.size === 0) {
      // Nobody listens, as while a console is read before the first page opens; a later snapshot has it all.
      if (this.#dirty.size > 0) this.#sequence++;
      this.#dirty.clear();
      return;
    }
    const speakers = new Set<HubSession>();
    for (const origin of this.#dirty.values()) if (origin) speakers.add(origin);
    for (const session of this.sessions) if (session.corrections.size > 0 || session.isOwed) speakers.add(session);
    const entries = Array.from(this.#dirty.keys(), this.#options.entryOf);
    if (entries.length === 0) {
      for (const session of speakers)
        session.sendChanges(this.#sequence, undefined, this.#entriesFor(session, entries));
      return;
    }
    this.#sequence++;
    const shared = encodeValues('diff', this.#sequence, entries);
    for (const session of this.sessions) {
      const own = speakers.has(session) ? this.#entriesFor(session, entries) : undefined;
      session.sendChanges(this.#sequence, shared, own);
    }
    this.#dirty.clear();
    this.#countDeliveries();
  }

  /** What a client hears that spoke itself: everything but its own words, and what became of them. */
  #entriesFor(session: HubSession, entries: readonly FrameEntry[]): readonly FrameEntry[] {
    const heard = entries.filter(({ id }) => this.#dirty.get(id) !== session || session.corrections.has(id));
    for (const id of session.corrections) if (!this.#dirty.has(id)) heard.push(this.#options.entryOf(id));
    return heard;
  }

  #countDeliveries(): void {
    const nowMs = this.#options.clock.nowMs();
    if (nowMs - this.#windowStartMs > frameGapMs) {
      this.#windowStartMs = nowMs;
      this.#windowDeliveries = 0;
    }
    this.#windowDeliveries += this.sessions.size;
  }

  /** Sends one client everything; the frame is made once for all who ask before the next change. */
  sendSnapshot(session: HubSession, known: () => Iterable<ParamId>): void {
    this.flush();
    if (this.#snapshot?.sequence !== this.#sequence) {
      const entries = Array.from(known(), this.#options.entryOf);
      this.#snapshot = { sequence: this.#sequence, frame: encodeValues('snapshot', this.#sequence, entries) };
    }
    session.sendSnapshot(this.#snapshot.frame);
  }

  tellAll(message: ServerMessage): void {
    const text = printServerMessage(message);
    for (const session of this.sessions) if (session.isGreeted) session.sendText(text);
  }

  tellMeters(levels: Uint8Array): void {
    const frame = encodeMeters(levels);
    for (const session of this.sessions) session.sendMeters(frame);
  }
}
