import { positionIn } from '../../../shared/desk/paramSpec.ts';
import { type PaletteColor, paletteColors } from '../../../shared/desk/profile.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { HandPeer } from '../../hub/peer.ts';
import type { Slot } from './deckLayout.ts';
import type { Ring } from './face.ts';
import { faderPosition } from './faderLaw.ts';

// What a surface shows of the desk's values. What is unknown or not there shows nothing.

export function isOn(peer: HandPeer, id: ParamId | undefined): boolean {
  return id !== undefined && peer.get(id) === 1;
}

export function textOf(peer: HandPeer, id: ParamId | undefined): string | undefined {
  const value = id === undefined ? undefined : peer.get(id);
  return typeof value === 'string' ? value : undefined;
}

/** The colour of a strip, white if it has none of its own; `undefined` where there is no strip. */
export function colorOf(peer: HandPeer, slot: Slot | undefined): PaletteColor | undefined {
  if (slot?.strip === undefined) return undefined;
  const id = slot.color;
  const spec = id === undefined ? undefined : peer.schema?.specOf(id);
  const value = id === undefined ? undefined : peer.get(id);
  const word = spec?.kind === 'choice' && typeof value === 'number' ? spec.options[value] : undefined;
  return paletteColors.find((color) => word === color || word === `${color}Inverted`) ?? 'white';
}

/** Where a fader stands: 0 … 16383. */
export function positionOf(peer: HandPeer, id: ParamId): number | undefined {
  const spec = peer.schema?.specOf(id);
  const value = peer.get(id);
  return spec && spec.kind !== 'text' && typeof value === 'number' ? faderPosition(spec, value) : undefined;
}

/** What the lights around a knob show of a parameter: pans from the middle, everything else from the left. */
export function knobRing(peer: HandPeer, id: ParamId | undefined): Ring {
  const spec = id === undefined ? undefined : peer.schema?.specOf(id);
  const value = id === undefined ? undefined : peer.get(id);
  if (!spec || spec.kind === 'text' || typeof value !== 'number') return { law: 'fromLeft', position: undefined };
  const position = Math.min(1, Math.max(0, positionIn(spec, value)));
  return { law: spec.unit === 'pan' ? 'fromCentre' : 'fromLeft', position };
}
