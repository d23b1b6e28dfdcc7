import { DeskState } from '../../shared/desk/deskState.ts';
import { accept, type ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { Cause } from './cause.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskWorld } from './deskWorld.ts';
import type { JournalCause } from './journal.ts';
import type { Tracker } from './tracker.ts';

const theConsole: JournalCause = { by: 'Console', why: 'console', gesture: 0 };
/** Another show was opened. */
const theShow: JournalCause = { by: 'Omnibus', why: 'restore', gesture: 0 };

/** What everybody sees of one console. Whoever changes it, the journal is told why and everybody is told of it. */
export class DeskValues {
  readonly state: DeskState;
  readonly #schema: Schema;
  readonly #world: DeskWorld;
  readonly #tracker: Tracker;
  readonly #rising: (id: ParamId) => Cause | undefined;

  /** @param rising who wants a level that is on its way up */
  constructor(schema: Schema, world: DeskWorld, tracker: Tracker, rising: (id: ParamId) => Cause | undefined) {
    this.state = new DeskState(schema);
    this.#schema = schema;
    this.#world = world;
    this.#tracker = tracker;
    this.#rising = rising;
  }

  /** Somebody wants this; nobody is told of it yet. */
  set(id: ParamId, before: ParamValue, value: ParamValue, cause: Cause): void {
    this.state.set(id, value);
    cause.stepped?.(id, value);
    this.#world.journal.note(this.#schema, id, before, value, cause);
    if (this.#schema.specOf(id).keptByApp) {
      this.#tracker.report(id, value);
      this.#world.journal.landed(id);
      this.#world.kept.set(this.#schema.addressOf(id), value);
    } else this.#tracker.want(id, value);
  }

  /** Takes over what the desk has. @returns whether that is something else */
  take(id: ParamId, said: ParamValue | undefined): boolean {
    const before = this.state.get(id);
    if (said === undefined || !this.state.set(id, said)) return false;
    if (this.#world.isRead()) this.#world.journal.note(this.#schema, id, before, said, theConsole);
    this.mark(id);
    return true;
  }

  /** Takes over what the app keeps, as a desk's report would be: when a console arrives or another show is opened. */
  takeKept(): void {
    for (const [id, spec] of this.#schema.specs.entries()) {
      if (!spec.keptByApp) continue;
      const value = this.#world.kept.get(this.#schema.addressOf(id)) ?? this.#schema.defaultOf(id);
      const accepted = accept(spec, value);
      if (accepted.ok) this.#takeFromShow(id, accepted.value);
    }
  }

  #takeFromShow(id: ParamId, value: ParamValue): void {
    const before = this.state.get(id);
    this.#tracker.report(id, value);
    if (!this.state.set(id, value)) return;
    if (this.#world.isRead() && before !== undefined) {
      this.#world.journal.note(this.#schema, id, before, value, theShow);
      this.#world.journal.landed(id);
    }
    this.mark(id);
  }

  /** Everybody is told what this has now, but for `origin`, who said so. */
  mark(id: ParamId, origin?: HubSession): void {
    const rising = this.#rising(id);
    // Whoever wants a level up sees where it is going; everybody else sees it rise.
    this.#world.mark(id, origin ?? (rising?.isSpoken ? rising.session : undefined));
  }
}
