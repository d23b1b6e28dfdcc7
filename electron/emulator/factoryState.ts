import type { Address } from '../../shared/desk/address.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { ParamSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';

/**
 * A desk as it is when switched on for the first time: every parameter has a value. Where the maker's default is not
 * established, levels are off, choices take their first option, and patches lead straight through.
 */
export function factoryState(schema: Schema): DeskState {
  const state = new DeskState(schema);
  for (let id = 0; id < schema.size; id++) {
    state.set(id, schema.defaultOf(id) ?? straightPatch(schema, id) ?? neutralValue(schema.specOf(id)));
  }
  return state;
}

function neutralValue(spec: ParamSpec): ParamValue {
  switch (spec.kind) {
    case 'text':
      return '';
    case 'level':
      return -Infinity;
    case 'number':
    case 'integer':
      return Math.min(Math.max(0, Math.min(spec.min, spec.max)), Math.max(spec.min, spec.max));
    case 'switch':
    case 'choice':
      return 0;
  }
}

/** Which sockets a block of a patch leads to on a fresh desk, by the first word of the option that says so. */
const patchedTo: readonly (readonly [patch: Address, source: string])[] = [
  ['routing/input', 'Local'],
  ['routing/playback', 'Card'],
  ['routing/output', 'Output'],
  ['routing/aes50a', 'Local'],
  ['routing/aes50b', 'Local'],
  ['routing/card', 'Local'],
];

/** The option that leads a block to the sockets of the same numbers, if there is one. */
function straightPatch(schema: Schema, id: number): number | undefined {
  const spec = schema.specOf(id);
  if (spec.kind !== 'choice' || spec.group !== 'routing') return undefined;
  const address = schema.addressOf(id);
  const slash = address.lastIndexOf('/');
  const source = patchedTo.find(([patch]) => patch === address.slice(0, slash))?.[1];
  if (source === undefined) return undefined;
  const index = spec.options.findIndex((option) => option.startsWith(`${source} ${address.slice(slash + 1)}\u2013`));
  return index < 0 ? undefined : index;
}
