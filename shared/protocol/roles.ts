import type { StripAddress } from '../desk/address.ts';

/**
 * What a client may do: an `engineer` all; a `monitorEngineer` the sends to the busses given to them; a `performer` level, pan and
 * switch of the sends to one bus (or to the two of a linked pair); a `viewer` looks. The hub decides by it; a page only shows it.
 */
export const roles = ['engineer', 'monitorEngineer', 'performer', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** A role with the busses that it is for; an engineer and a viewer have none. */
export interface Grant {
  readonly role: Role;
  readonly busses: readonly StripAddress[];
}

export const engineerGrant: Grant = { role: 'engineer', busses: [] };

/** Names a grant: those with the same key may do and see the same. */
export function grantKey({ role, busses }: Grant): string {
  return role === 'engineer' || role === 'viewer' ? role : `${role} ${[...busses].sort().join(' ')}`;
}

/** A role for people. */
export const roleNames: Readonly<Record<Role, string>> = {
  engineer: 'Engineer',
  monitorEngineer: 'Monitor engineer',
  performer: 'Performer',
  viewer: 'Viewer',
};
