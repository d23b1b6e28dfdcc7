import type { StripAddress } from '../../shared/desk/address.ts';
import type { RecallScope } from '../../shared/scenes/scope.ts';

/**
 * What an ear scene brings back: the sends to one mix and where they are taken, and nothing that anybody else hears.
 * @param partner the other bus of a linked pair
 */
export function earScope(bus: StripAddress, partner: StripAddress | undefined): RecallScope {
  return { kinds: ['sends', 'taps'], busses: partner === undefined ? [bus] : [bus, partner] };
}
