import type { Address } from '../../shared/desk/address.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { type Landing, landings } from '../../shared/desk/landing.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { FrameEntry } from '../../shared/protocol/frames.ts';
import { sightOf } from '../../shared/protocol/paramRights.ts';
import type { Grant } from '../../shared/protocol/roles.ts';
import { type OnShown, Param } from './param.svelte.ts';

interface Hold {
  readonly id: ParamId;
  readonly by: string;
}

/** What the app has said of the values of one desk, and on top of it what the hands of this page want. */
export class ValuePicture {
  schema = $state.raw<Schema | undefined>();
  /** Parameters that are wanted but not landed, by id; grows and shrinks with them. */
  unlanded = $state.raw<ReadonlySet<ParamId>>(new Set());
  /** Whether the values of a desk have come. It stays so while they are told anew, so that a page keeps what it has drawn. */
  isTold = $state.raw(false);

  readonly #wanted: (id: ParamId) => ParamValue | undefined;
  readonly #onShown: OnShown;
  #truth: DeskState | undefined;
  #landing = new Uint8Array(0);
  /** All parameters by id, made at once: signals that are made inside a reaction are not followed by it. */
  #params: readonly (Param | undefined)[] = [];
  readonly #unlanded = new Set<ParamId>();
  #heldByOthers: readonly ParamId[] = [];

  /** @param wanted what a hand wants of a parameter and the app has not acknowledged */
  constructor(wanted: (id: ParamId) => ParamValue | undefined, onShown: OnShown) {
    this.#wanted = wanted;
    this.#onShown = onShown;
  }

  param(address: Address): Param | undefined {
    const id = this.schema?.idOf(address);
    return id === undefined ? undefined : this.#params[id];
  }

  /** @throws RangeError for an id that the desk does not have. */
  paramById(id: ParamId): Param {
    const param = this.#params[id];
    if (!param) throw new RangeError(`The desk has no parameter ${id}`);
    return param;
  }

  /** Another desk, or none: nothing is known of its values yet. @param isCut whether the schema has been cut to the grant already */
  begin(schema: Schema | undefined, grant: Grant, isCut: boolean): void {
    this.#unlanded.clear();
    this.unlanded = new Set();
    this.#truth = schema && new DeskState(schema);
    this.#landing = new Uint8Array(schema?.size ?? 0);
    this.#params = schema ? this.#paramsOf(schema, grant, isCut) : [];
    this.schema = schema;
    if (!schema) this.isTold = false;
  }

  /** What this page's person may not move looks as what nobody can; what is never shown is not made: a phone has better to do. */
  #paramsOf(schema: Schema, grant: Grant, isCut: boolean): (Param | undefined)[] {
    // A part has been cut to the person's rights already, and has no entries for all the rest.
    const sight = grant.role === 'engineer' || isCut ? undefined : sightOf(schema, grant);
    return schema.addresses.map((address, id) => {
      if (sight && !sight.maySee(id)) return undefined;
      const spec = schema.specOf(id);
      return new Param(id, address, sight && !sight.mayChange(id) ? { ...spec, readOnly: true } : spec, this.#onShown);
    });
  }

  takeHolds(holds: readonly Hold[]): void {
    for (const id of this.#heldByOthers) this.#setHeldBy(id, undefined);
    this.#heldByOthers = holds.map(({ id }) => id);
    for (const { id, by } of holds) this.#setHeldBy(id, by);
  }

  #setHeldBy(id: ParamId, by: string | undefined): void {
    const param = this.#params[id];
    if (param) param.heldBy = by;
  }

  /** All that the app knows; what it does not name is unknown. */
  takeSnapshot(entries: readonly FrameEntry[]): void {
    this.#truth?.forget();
    this.#landing.fill(0);
    this.#unlanded.clear();
    const told = new Set(entries.map(({ id }) => id));
    this.take(entries);
    for (let id = 0; id < this.#params.length; id++) if (!told.has(id)) this.show(id);
    this.isTold = true;
  }

  /** What has changed. */
  take(entries: readonly FrameEntry[]): void {
    for (const { id, value, landing } of entries) {
      if (!this.#params[id]) continue;
      if (value === undefined) this.#truth?.forget(id);
      else this.#truth?.set(id, value);
      this.#setLanding(id, landing);
      this.show(id);
    }
    this.#publishUnlanded();
  }

  /** What hands wanted is the app's now. */
  takeAcknowledged(values: ReadonlyMap<ParamId, ParamValue>): void {
    for (const [id, value] of values) {
      this.#truth?.set(id, value);
      // Told to the app, not yet to the desk: the desk's word comes with a later diff.
      if (this.#landing[id] === landings.indexOf('landed')) this.#setLanding(id, 'pending');
      this.show(id);
    }
    this.#publishUnlanded();
  }

  /** Brings what a parameter shows in line with what is known and wanted of it. */
  show(id: ParamId): void {
    const param = this.#params[id];
    if (!param) return;
    const wanted = this.#wanted(id);
    param.value = wanted ?? this.#truth?.get(id);
    param.landing = wanted === undefined ? (landings[this.#landing[id] ?? 0] ?? 'unknown') : 'pending';
  }

  #setLanding(id: ParamId, landing: Landing): void {
    this.#landing[id] = landings.indexOf(landing);
    if (landing === 'pending' || landing === 'unconfirmed') this.#unlanded.add(id);
    else this.#unlanded.delete(id);
  }

  #publishUnlanded(): void {
    const known = this.unlanded;
    if (known.size === this.#unlanded.size && [...this.#unlanded].every((id) => known.has(id))) return;
    this.unlanded = new Set(this.#unlanded);
  }
}
