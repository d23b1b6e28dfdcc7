import { stripOf } from '../../shared/desk/address.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import { printValue } from '../../shared/desk/paramSpec.ts';
import type { Step } from './undo.ts';

/** A step in words for the undo button: "Kick fader −4.2 → −6.0", or "12 values" when it moved more than one. */
export function stepLabel(step: Step, state: DeskState): string {
  if (step.size !== 1) return `${step.size} values`;
  const [first] = step;
  if (!first) return '';
  const [id, { before, after }] = first;
  const address = state.schema.addressOf(id);
  const spec = state.schema.specOf(id);
  return `${nameOf(address, state)} ${printValue(spec, before)} \u2192 ${printValue(spec, after)}`;
}

/** An address in words, with the strip's own name where it has one: "Kick send bus 3 level". */
export function nameOf(address: string, state: DeskState): string {
  const strip = stripOf(address);
  if (!strip) return address.replaceAll('/', ' ');
  const ownName = state.at(`${strip}/name`);
  const title = typeof ownName === 'string' && ownName !== '' ? ownName : strip.replace('/', ' ');
  return `${title} ${address.slice(strip.length + 1).replaceAll('/', ' ')}`;
}
