import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { encodeMessage } from '../../transports/oscCodec.ts';
import { Pacer } from '../pacer.ts';
import type { Incoming } from './incoming.ts';
import { encode } from './paramMap.ts';
import { profileFor } from './profile.ts';
import type { WireParam } from './wireMap.ts';

const burst = 64;
/** What waited longer than this while the desk was in doubt is not sent any more. */
const staleSetMs = 500;
/** Bits share an int with others: for so long after it was sent a bit counts as set, whatever older answers say of it. */
const bitHoldsMs = 1000;
/** An effect whose type was set begins anew in about half a second, and what is set meanwhile is lost (field notes). */
const effectRestMs = 650;
const effectPath = /^\/(fx\/\d)\/(type$|par\/)/;

interface Outgoing {
  readonly incoming: Incoming;
  readonly param: WireParam;
  readonly id: ParamId;
  readonly value: ParamValue;
  /** Whether it differs from what the desk had, as far as we know. */
  readonly isOther: boolean;
}

export interface OutboxOptions {
  readonly clock: Clock;
  /** Whether the desk is known to be the one that the sets are meant for. */
  mayLeave(): boolean;
  send(message: Uint8Array): void;
  /** An answer can be expected for these from now on. */
  sent(ids: readonly ParamId[]): void;
  /** A value that the desk did not have has left. */
  left(param: WireParam): void;
}

/** Sets on their way to the desk, within what it takes, and only while it is certain which desk it is. */
export class Outbox implements Disposable {
  readonly #options: OutboxOptions;
  readonly #pacer: Pacer<string, Outgoing>;
  readonly #bits = new Map<ParamId, { readonly value: ParamValue; untilMs: number }>();
  /** What waits for an effect to have begun anew, by its slot. */
  readonly #resting = new Map<string, { readonly held: Outgoing[]; timer: Disposable }>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { setsPerSecond, totalSetsPerSecond } = profileFor('', '4');
    this.#pacer = new Pacer({
      clock: options.clock,
      keyGapMs: 1000 / setsPerSecond,
      totalPerSecond: totalSetsPerSecond,
      burst,
      send: (items) => this.#send(items.map(({ item }) => item)),
      mayLeave: () => options.mayLeave(),
    });
  }

  push(incoming: Incoming, changes: DeskDiff, isTouched: boolean, isClocked = false): void {
    for (const { id, value } of changes) {
      const param = incoming.map.byId[id];
      if (!param) continue;
      const isOther = incoming.expect(id, value);
      if (param.isBitmap) this.#bits.set(id, { value, untilMs: Infinity });
      this.#offer({ incoming, param, id, value, isOther }, isTouched, isClocked);
    }
    this.#pacer.flush();
  }

  #offer(outgoing: Outgoing, isTouched: boolean, isClocked = false): void {
    const { path, codec } = outgoing.param;
    const [, slot, part] = effectPath.exec(path) ?? [];
    if (slot !== undefined && part === 'type') this.#rest(slot);
    const resting = slot === undefined || part === 'type' ? undefined : this.#resting.get(slot);
    if (resting) {
      resting.held.push(outgoing);
      return;
    }
    const { kind } = codec.spec;
    const isContinuous = kind === 'level' || kind === 'number';
    this.#pacer.offer(path, outgoing, { isContinuous, isTouched, isClocked });
  }

  /** Holds an effect's parameters back while it begins anew. */
  #rest(slot: string): void {
    const before = this.#resting.get(slot);
    before?.timer.dispose();
    const held = before?.held ?? [];
    const timer = this.#options.clock.after(effectRestMs, () => {
      this.#resting.delete(slot);
      for (const outgoing of held) this.#offer(outgoing, false);
      this.#pacer.flush();
    });
    this.#resting.set(slot, { held, timer });
  }

  /** The desk is certain again. What waited too long is dropped; whoever wanted it will hear what the desk has instead. */
  resume(): void {
    const dropped = this.#pacer.dropOlderThan(this.#options.clock.nowMs() - staleSetMs);
    for (const { id } of dropped) this.#bits.delete(id);
    if (dropped.length > 0) this.#options.sent(dropped.map(({ id }) => id));
    this.#pacer.flush();
  }

  clear(): void {
    for (const { timer } of this.#resting.values()) timer.dispose();
    this.#resting.clear();
    this.#bits.clear();
    this.#pacer.clear();
  }

  dispose(): void {
    this.clear();
    this.#pacer.dispose();
  }

  #send(outgoing: readonly Outgoing[]): void {
    const sent: ParamId[] = [];
    for (const { incoming, param, id, value, isOther } of outgoing) {
      // Without a message (a bit that shares its int is unknown) the answer will be the desk's own value.
      sent.push(id);
      const message = encode(param, (each) => (each === id ? value : this.#valueOf(each, incoming)));
      if (param.isBitmap) this.#bits.set(id, { value, untilMs: this.#options.clock.nowMs() + bitHoldsMs });
      if (!message) continue;
      this.#options.send(encodeMessage(message.path, message.tag, [message.argument]));
      if (isOther && !param.setByText) this.#options.left(param);
    }
    this.#options.sent(sent);
  }

  #valueOf(id: ParamId, { picture }: Incoming): ParamValue | undefined {
    const bit = this.#bits.get(id);
    if (bit && bit.untilMs > this.#options.clock.nowMs()) return bit.value;
    this.#bits.delete(id);
    return picture.get(id);
  }
}
