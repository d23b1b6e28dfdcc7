import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import { type LinkedPairs, linkedPairs } from '../../shared/desk/linkedPairs.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { ServedDesk } from '../drivers/driver.ts';
import { factoryState } from './factoryState.ts';
import { HeadampPatch } from './headampPatch.ts';
import { SignalLevels } from './levels/signalLevels.ts';

interface DeskEvent {
  readonly changes: DeskDiff;
  readonly origin: unknown;
}

/** Effect parameters begin anew when the effect's type changes. */
const effectType = /^fx\/\d+\/type$/;
const soloSwitch = /\/solo$/;

/**
 * A whole desk of any profile in memory: its state from factory defaults on, what follows from each change (linked strips, head
 * amps behind the patch, the solo lamp, fresh effect parameters), and its signal levels.
 */
export class SimulatedDesk implements ServedDesk {
  readonly schema: Schema;
  readonly levels: SignalLevels;
  readonly #state: DeskState;
  readonly #pairs: LinkedPairs;
  readonly #patch: HeadampPatch;
  readonly #events = new Emitter<DeskEvent>();
  readonly #solos: readonly ParamId[];
  readonly #soloActive: ParamId | undefined;
  readonly #effectParams = new Map<ParamId, readonly ParamId[]>();
  readonly #isOn = (id: ParamId) => this.#state.number(id) === 1;

  /** @param seed decides how the players play; the same seed and times give the same levels. */
  constructor(schema: Schema, seed = 1) {
    this.schema = schema;
    this.#state = factoryState(schema);
    this.#pairs = linkedPairs(schema);
    this.#patch = new HeadampPatch(schema);
    this.#soloActive = schema.idOf('monitor/soloActive');
    this.#solos = schema.addresses.flatMap((address) => (soloSwitch.test(address) ? [schema.need(address)] : []));
    for (const address of schema.addresses) {
      if (!effectType.test(address)) continue;
      const params = `${address.slice(0, -'type'.length)}param/`;
      const ids = schema.addresses.flatMap((each) => (each.startsWith(params) ? [schema.need(each)] : []));
      this.#effectParams.set(schema.need(address), ids);
    }
    for (const { id, value } of this.#patch.numbers(this.#state)) this.#state.set(id, value);
    this.levels = new SignalLevels(schema, this.#state, this.#patch, seed);
  }

  get(id: ParamId): ParamValue | undefined {
    return this.#state.get(id);
  }

  /**
   * Applies changes with all that follows from them. Values that the changes name themselves are never overruled by what
   * follows from others of them, so that a whole scene arrives as it was stored. What the desk alone decides is left as it is.
   */
  apply(changes: DeskDiff, origin: unknown): DeskDiff {
    const changed = new Set<ParamId>();
    const named = changes.length > 1 ? new Set(changes.map((change) => change.id)) : undefined;
    const isNamed = (id: ParamId) => (named ? named.has(id) : id === changes[0]?.id);
    const direct: ParamId[] = [];
    for (const { id, value } of changes) {
      if (this.#isReadOnly(id) || !this.#state.set(id, value)) continue;
      changed.add(id);
      direct.push(id);
    }
    for (const id of direct) this.#follow(id, isNamed, changed);
    this.#settle(direct, changed);
    const diff: Change[] = [];
    for (const id of changed) diff.push({ id, value: this.#state.get(id) as ParamValue });
    if (diff.length > 0) {
      this.levels.stateChanged(diff);
      this.#events.emit({ changes: diff, origin });
    }
    return diff;
  }

  onChange(listener: (event: DeskEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  #isReadOnly(id: ParamId): boolean {
    return !(id >= 0 && id < this.schema.size) || this.schema.specOf(id).readOnly === true;
  }

  /** Linked strips and effect parameters. */
  #follow(id: ParamId, isNamed: (id: ParamId) => boolean, changed: Set<ParamId>): void {
    const take = (target: ParamId, value: ParamValue | undefined) => {
      if (value === undefined || isNamed(target)) return;
      if (this.#state.set(target, value)) changed.add(target);
    };
    const other = this.#pairs.followerOf(id, this.#isOn);
    if (other !== undefined) take(other, this.#state.get(id));
    for (const consequence of this.#pairs.consequencesOf(id, this.#isOn)) {
      take(consequence.id, 'from' in consequence ? this.#state.get(consequence.from) : consequence.value);
    }
    for (const param of this.#effectParams.get(id) ?? []) take(param, '0');
  }

  /** What the desk works out by itself. */
  #settle(direct: readonly ParamId[], changed: Set<ParamId>): void {
    if (direct.some((id) => this.#patch.concerns(id))) {
      for (const { id, value } of this.#patch.numbers(this.#state)) if (this.#state.set(id, value)) changed.add(id);
    }
    if (this.#soloActive !== undefined && direct.some((id) => this.schema.specOf(id).group === 'solo')) {
      const active = this.#solos.some(this.#isOn) ? 1 : 0;
      if (this.#state.set(this.#soloActive, active)) changed.add(this.#soloActive);
    }
  }
}
