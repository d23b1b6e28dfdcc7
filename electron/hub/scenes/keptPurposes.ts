import type { Address } from '../../../shared/desk/address.ts';
import { purposes as words } from '../../../shared/desk/appParams.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { Purposes } from '../../../shared/scenes/sections/purposes.ts';

const purposePattern = /^(.+)\/purpose$/;
const meantPattern = /^(.+)\/purposeMeant$/;
/** The rule under which a strip's own words on what is meant are kept. */
const meantRule = 'meant';

/** What the app keeps for a desk, as the show has it. */
export function purposesOf(kept: ReadonlyMap<Address, ParamValue>): Purposes {
  const busses: { bus: string; purpose: string }[] = [];
  const meant: { address: string; rule: string; note: string }[] = [];
  for (const [address, value] of kept) {
    const bus = purposePattern.exec(address)?.[1];
    const strip = meantPattern.exec(address)?.[1];
    const word = typeof value === 'number' ? words[value] : undefined;
    if (bus !== undefined && word !== undefined && word !== 'none') busses.push({ bus, purpose: word });
    if (strip !== undefined && typeof value === 'string' && value !== '')
      meant.push({ address: strip, rule: meantRule, note: value });
  }
  return { busses, meant };
}

/** The opposite of {@link purposesOf}; words that nobody knows are left out. */
export function keptOf({ busses, meant }: Purposes): readonly (readonly [Address, ParamValue])[] {
  const kept: (readonly [Address, ParamValue])[] = [];
  for (const { bus, purpose } of busses) {
    const index = (words as readonly string[]).indexOf(purpose);
    if (index > 0) kept.push([`${bus}/purpose`, index]);
  }
  for (const { address, rule, note } of meant) if (rule === meantRule) kept.push([`${address}/purposeMeant`, note]);
  return kept;
}
