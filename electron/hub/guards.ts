import { type Address, stripOf } from '../../shared/desk/address.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import { type ParamSpec, type ParamValue, printValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import { nameOf } from './stepLabel.ts';

/** What a set may do that cannot be heard back: it needs a second yes. */
const guards = ['none', 'phantom', 'talkback', 'gain'] as const;
type Guard = (typeof guards)[number];

/** Gain up to here is taken without asking, in dB. */
const freeGainDb = 10;
/** How long a yes counts for the same parameter, so that a gain can be dragged. */
const yesMs = 10_000;

function guardOf(address: Address, spec: ParamSpec): Guard {
  if (spec.readOnly) return 'none';
  if (address.endsWith('/phantom')) return 'phantom';
  if (spec.kind === 'switch' && spec.group === 'talkback') return 'talkback';
  const isGain = spec.kind === 'number' && spec.unit === 'dB' && spec.group === 'preamps';
  return isGain && /\/(?:gain|trim)$/.test(address) ? 'gain' : 'none';
}

const tables = new WeakMap<Schema['addresses'], Uint8Array>();

/** Which parameters of a desk are guarded: looked up by id. */
export class GuardTable {
  readonly #guards: Uint8Array;

  constructor(schema: Schema) {
    const table =
      tables.get(schema.addresses) ??
      Uint8Array.from(schema.addresses, (address, id) => guards.indexOf(guardOf(address, schema.specOf(id))));
    tables.set(schema.addresses, table);
    this.#guards = table;
  }

  /** Whether this change needs a second yes. Switching talkback off and turning gain down never do. */
  isGuarded(id: ParamId, before: ParamValue, after: ParamValue): boolean {
    switch (guards[this.#guards[id] ?? 0]) {
      case 'phantom':
        return before !== after;
      case 'talkback':
        return after === 1;
      case 'gain':
        return typeof after === 'number' && after > freeGainDb && after > Number(before);
      default:
        return false;
    }
  }
}

/** What one client has said yes to lately. */
export class Confirmations {
  readonly #untilMs = new Map<ParamId, number>();

  say(id: ParamId, nowMs: number): void {
    this.#untilMs.set(id, nowMs + yesMs);
  }

  has(id: ParamId, nowMs: number): boolean {
    if (this.#untilMs.size === 0) return false;
    const untilMs = this.#untilMs.get(id);
    if (untilMs !== undefined && untilMs > nowMs) return true;
    this.#untilMs.delete(id);
    return false;
  }
}

/** The question that goes with a guarded change: "Set channel 1 headamp gain to 35.0 dB?" */
export function guardQuestion(state: DeskState, id: ParamId, after: ParamValue): string {
  const address = state.schema.addressOf(id);
  const spec = state.schema.specOf(id);
  const name = nameOf(address, state);
  const title = stripOf(address) ? name : name.charAt(0).toUpperCase() + name.slice(1);
  if (spec.kind === 'switch') return `Switch ${title} ${printValue(spec, after)}?`;
  return `Set ${title} to ${printValue(spec, after)}${spec.unit === '' ? '' : ` ${spec.unit}`}?`;
}
