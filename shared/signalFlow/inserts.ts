import type { Address, StripAddress } from '../desk/address.ts';
import type { SignalFlow } from './signalFlow.ts';

/** An insert that is switched on. */
export interface Insert {
  readonly strip: StripAddress;
  /** The parameter that says where it leads. */
  readonly address: Address;
  /** "DES2 in slot 3", "Aux out 2". */
  readonly place: string;
  /** Why nothing comes back from there, where the patch tells: "slot 3 is fed by Drum room instead". */
  readonly fault?: string;
}

/** The insert through which a strip's signal goes now; `undefined` for none, and while that is not read yet. */
export function insertOf(flow: SignalFlow, strip: StripAddress): Insert | undefined {
  const { book, state } = flow;
  const end = state.at(`${strip}/insert/on`) === 1 ? book.insertOf(state, strip) : undefined;
  if (end === undefined || end === '') return undefined;
  const address = `${strip}/insert/slot`;
  const [, slot, number] = /^(fx\/(\d+))\/(?:left|right)$/.exec(end) ?? [];
  if (slot === undefined) return { strip, address, place: flow.nameOf(end) };
  const place = `${effectName(flow, slot)} in slot ${number}`;
  const way = book.effects.find(({ source }) => state.schema.addressOf(source) === end.replace(slot, `${slot}/source`));
  const feed = way && book.effectFeed(state, way);
  if (feed?.from !== 'strip') return { strip, address, place };
  return { strip, address, place, fault: `slot ${number} is fed by ${flow.nameOf(feed.strip)} instead` };
}

/** The desk's own word for what an effect is now. */
function effectName(flow: SignalFlow, slot: Address): string {
  const id = flow.state.schema.idOf(`${slot}/type`);
  const option = id === undefined ? undefined : flow.state.number(id);
  const spec = id === undefined ? undefined : flow.state.schema.specOf(id);
  return (spec?.kind === 'choice' && option !== undefined && spec.options[option]) || 'an effect';
}
