import type { Disposable } from '../../shared/base/disposable.ts';
import type { Address, StripAddress } from '../../shared/desk/address.ts';
import type { CueMix } from '../../shared/desk/cueMix.ts';
import type { Role } from '../../shared/protocol/roles.ts';

/** Somebody of the show and what they may do once they have paired. */
export interface ShowPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
}

/** A person who is paired, as it is kept: without the token itself, which only the person's device has. */
export interface KeptPerson extends ShowPerson {
  /** SHA-256 of the token, in hex. */
  readonly tokenHash: string;
  /** Wall-clock ms at which the token ends. */
  readonly expiresMs: number;
}

/** Where it is kept who is paired: on this computer alone, and never in a show, which is handed around as a file. */
export interface TokenStore {
  load(): readonly KeptPerson[];
  save(people: readonly KeptPerson[]): void;
}

/** The people of the open show. */
export interface PeopleOfShow {
  readonly people: readonly ShowPerson[];
  keep(people: readonly ShowPerson[]): void;
  /** Calls when another show was opened. */
  onOpened(listener: () => void): Disposable;
}

/** A mix with the levels of its soundcheck by address of the send; −∞ as scenes write it. */
export interface KeptMix extends CueMix {
  readonly soundcheck?: Readonly<Record<Address, number | '-inf'>>;
}

/** The cue mixes of the open show. */
export interface MixStore {
  readonly mixes: readonly KeptMix[];
  /** As an edit that can be taken back. @param label what it is, for people */
  keep(by: string, label: string, mixes: readonly KeptMix[]): void;
  /** Calls when the mixes are others, also because another show was opened. */
  onChange(listener: () => void): Disposable;
}
