import type { Address } from '../../shared/desk/address.ts';
import type { CueMix } from '../../shared/desk/cueMix.ts';
import type { Role } from '../../shared/protocol/roles.ts';

/** A person who is paired, as it is kept: without the token itself, which only the person's device has. */
export interface KeptPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly Address[];
  /** SHA-256 of the token, in hex. */
  readonly tokenHash: string;
  /** Wall-clock ms at which the token ends. */
  readonly expiresMs: number;
}

/** A mix with the levels of its soundcheck by address of the send; off is `null`. */
export interface KeptMix extends CueMix {
  readonly soundcheck?: Readonly<Record<Address, number | null>>;
}

/** Where people and mixes are kept from one start to the next. */
export interface PeopleStore {
  loadPeople(): readonly KeptPerson[];
  savePeople(people: readonly KeptPerson[]): void;
  loadMixes(): readonly KeptMix[];
  saveMixes(mixes: readonly KeptMix[]): void;
}

/** Forgets everything when the app ends. */
export function memoryStore(): PeopleStore {
  let people: readonly KeptPerson[] = [];
  let mixes: readonly KeptMix[] = [];
  return {
    loadPeople: () => people,
    savePeople: (kept) => {
      people = kept;
    },
    loadMixes: () => mixes,
    saveMixes: (kept) => {
      mixes = kept;
    },
  };
}
