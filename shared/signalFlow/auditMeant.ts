import type { Address } from '../desk/address.ts';
import { auditMeant, auditMeantLength } from '../desk/appParams.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { Finding } from './auditFinding.ts';

/**
 * Findings that the user marked as meant, kept in the show as words in one parameter of the app. A finding about other strips or
 * sockets than those that were marked is another one, and is told again.
 */

/** "sharedSource:channel/1,channel/15,input/aes50a/1". */
const wordOf = ({ kind, addresses }: Finding): string => `${kind}:${addresses.join(',')}`;

function wordsOf(state: DeskState): readonly string[] {
  const text = state.at(auditMeant);
  return typeof text === 'string' ? text.split(' ').filter((word) => word !== '') : [];
}

/** Whether a finding is marked as meant. */
export const isMeantSo = (state: DeskState, finding: Finding): boolean => wordsOf(state).includes(wordOf(finding));

/** What a mark changes. */
export interface MeantChange {
  readonly address: Address;
  readonly value: string;
}

/** The change that also marks a finding as meant; `undefined` if so many are marked that it does not fit any more. */
export function withMeantSo(state: DeskState, finding: Finding): MeantChange | undefined {
  const value = [...new Set([...wordsOf(state), wordOf(finding)])].join(' ');
  return value.length > auditMeantLength ? undefined : { address: auditMeant, value };
}

/** The change that takes a mark away again. */
export function withoutMeantSo(state: DeskState, finding: Finding): MeantChange {
  const left = wordsOf(state).filter((word) => word !== wordOf(finding));
  return { address: auditMeant, value: left.join(' ') };
}
