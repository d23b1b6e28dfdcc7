import { stripOf } from '../../shared/desk/address.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { printValue } from '../../shared/desk/paramSpec.ts';
import type { Step } from './undo.ts';

/** A step in words for the undo button: its own name, "Kick fader −4.2 → −6.0", or "12 values" when it moved more than one. */
export function stepLabel({ traces, label }: Step, state: DeskState): string {
  if (label !== undefined) return label;
  if (traces.size !== 1) return `${traces.size} values`;
  const [first] = traces;
  if (!first) return '';
  const [id, { before, after }] = first;
  const address = state.schema.addressOf(id);
  const spec = state.schema.specOf(id);
  return `${nameOf(address, state)} ${printValue(spec, before)} \u2192 ${printValue(spec, after)}`;
}

/** Why some values of a step were left alone: with what the step left, and what is there now. */
export function overtakenSentence(left: readonly Change[], state: DeskState): string {
  const words = left.slice(0, 3).map(({ id, value }) => {
    const spec = state.schema.specOf(id);
    const now = state.get(id);
    const isNow = now === undefined ? 'unknown' : printValue(spec, now);
    return `${nameOf(state.schema.addressOf(id), state)} (yours ${printValue(spec, value)}, now ${isNow})`;
  });
  return `Left as it is, because it was changed since: ${words.join(', ')}${left.length > 3 ? ' and more' : ''}.`;
}

/** An address in words, with the strip's own name where it has one: "Kick send bus 3 level". */
export function nameOf(address: string, state: DeskState): string {
  const strip = stripOf(address);
  if (!strip) return address.replaceAll('/', ' ');
  const ownName = state.at(`${strip}/name`);
  const title = typeof ownName === 'string' && ownName !== '' ? ownName : strip.replace('/', ' ');
  return `${title} ${address.slice(strip.length + 1).replaceAll('/', ' ')}`;
}
