import { printValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { HandPeer } from '../hub/peer.ts';

/** A value for a small display, with its unit where that is dB: "-6.0dB", "C", "on"; blank for nothing, "--" while unknown. */
export function shortValue(peer: HandPeer, id: ParamId | undefined): string {
  const spec = id === undefined ? undefined : peer.schema?.specOf(id);
  if (id === undefined || !spec) return '';
  const value = peer.get(id);
  if (value === undefined) return '--';
  if (value === -Infinity) return '-oo';
  const text = printValue(spec, value).replace('\u2212', '-');
  return spec.unit === 'dB' && text.length <= 4 ? `${text}dB` : text;
}
