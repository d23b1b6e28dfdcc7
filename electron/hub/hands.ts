import type { Clock } from '../../shared/base/clock.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { FrameEntry } from '../../shared/protocol/frames.ts';
import type { Cause } from './cause.ts';
import type { HubSession } from './clientSession.ts';
import type { Features } from './features.ts';
import { guardQuestion } from './guards.ts';
import type { LiveDesk } from './liveDesk.ts';
import { TouchRegistry } from './touch.ts';

export interface HandsOptions {
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly features: Features;
  desk(): LiveDesk | undefined;
  /** A number for what belongs together in the journal. */
  gesture(): number;
  /** Somebody holds what they did not hold before, or no longer holds it. */
  holdsChanged(): void;
}

/**
 * What clients do with the desk's values: take hold, move, let go. It keeps their gestures together as steps of their own
 * histories, and asks them where a second yes is needed.
 */
export class Hands {
  readonly touches: TouchRegistry<HubSession>;
  readonly #options: HandsOptions;

  constructor(options: HandsOptions) {
    this.#options = options;
    this.touches = new TouchRegistry({ clock: options.clock, ended: () => options.holdsChanged() });
  }

  /** A client wants these values. What it may not have is told back to it. */
  intend(session: HubSession, entries: readonly FrameEntry[]): void {
    const gesture = session.history.openGesture ?? this.#options.gesture();
    this.touches.moved(
      session,
      entries.map(({ id }) => id),
    );
    this.want(session, entries, {
      by: session.name,
      why: 'hand',
      gesture,
      kind: session.rises,
      session,
      isSpoken: true,
    });
  }

  /** Does something for a client as a step of its history, and asks it about what needs a second yes. @returns what was refused */
  want(session: HubSession, entries: readonly (Change | FrameEntry)[], cause: Cause): readonly ParamId[] {
    const { features, wallMs } = this.#options;
    const desk = this.#options.desk();
    if (!desk) return [];
    const { applied, refused, guarded } = desk.want(entries, cause);
    // A click is a hand, too, though it takes hold of nothing.
    if (cause.why === 'hand' && applied.length > 0) {
      const moved = applied.map(({ id }) => id);
      features.touched(session, moved);
    }
    this.ask(session, guarded);
    const last = applied.at(-1);
    if (last) {
      session.lastMove = { id: last.id, value: last.after, atMs: wallMs() };
      session.history.record(applied, {
        atMs: wallMs(),
        gesture: cause.gesture,
        ...(cause.label !== undefined && { label: cause.label }),
      });
      this.tellHistory(session);
    }
    return refused;
  }

  /** Asks a client for a second yes. */
  ask(session: HubSession, guarded: readonly Change[]): void {
    const desk = this.#options.desk();
    if (!desk) return;
    for (const { id, value } of guarded) {
      if (typeof value !== 'number') continue;
      session.send({ type: 'confirm', id, value, question: guardQuestion(desk.state, id, value) });
    }
  }

  touch(session: HubSession, ids: readonly ParamId[]): void {
    const { features, gesture, holdsChanged, wallMs } = this.#options;
    const desk = this.#options.desk();
    const size = desk?.schema.size ?? 0;
    const grabbed = this.touches.grab(
      session,
      ids.filter((id) => id < size),
    );
    if (grabbed.length === 0) return;
    features.touched(session, grabbed);
    const held = new Set(grabbed);
    desk?.cutShortWhere((id, cause) => held.has(id) && cause.session !== session);
    session.history.beginGesture({ atMs: wallMs(), gesture: gesture() });
    holdsChanged();
  }

  /** @param cancel what the gesture has moved goes back to where it was */
  release(session: HubSession, ids: readonly ParamId[], cancel: boolean): void {
    const freed = this.touches.release(session, ids);
    const gesture = session.history.openGesture ?? this.#options.gesture();
    if (cancel) {
      const back = session.history.cancel(freed);
      this.#options.desk()?.want(back, {
        by: session.name,
        why: 'cancel',
        gesture,
        kind: session.rises,
        session,
        isConfirmed: true,
      });
    }
    // With several fingers down the gesture goes on until the last one leaves.
    if (!this.touches.isHolding(session)) session.history.endGesture();
    this.freed(freed);
    this.tellHistory(session);
  }

  /** Frees what a client holds and ends what it set going. */
  letGo(session: HubSession): void {
    this.#options.desk()?.cutShortWhere((_id, cause) => cause.session === session);
    session.history.endGesture();
    this.freed(this.touches.releaseAll(session));
  }

  /** These are held by nobody any more. */
  freed(ids: readonly ParamId[]): void {
    if (ids.length === 0) return;
    this.#options.desk()?.settle(ids);
    this.#options.holdsChanged();
  }

  /** Tells a client what it could take back now. */
  tellHistory(session: HubSession): void {
    const desk = this.#options.desk();
    if (desk) session.tellHistory(desk.state);
  }
}
