import type { Address } from '../../../shared/desk/address.ts';
import { auditMeant, purposes as words } from '../../../shared/desk/appParams.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { Purposes } from '../../../shared/scenes/sections/purposes.ts';

const purposePattern = /^(.+)\/purpose$/;
const meantPattern = /^(.+)\/purposeMeant$/;
/** The rule under which a strip's own words on what is meant are kept. */
const meantRule = 'meant';
/** Address and rule under which the findings of the audit that are meant are kept. */
const auditPlace = 'audit';
const findingsRule = 'findings';

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
    if (address === auditMeant && typeof value === 'string' && value !== '')
      meant.push({ address: auditPlace, rule: findingsRule, note: value });
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
  for (const { address, rule, note } of meant) {
    if (rule === meantRule) kept.push([`${address}/purposeMeant`, note]);
    else if (rule === findingsRule && address === auditPlace) kept.push([auditMeant, note]);
  }
  return kept;
}
