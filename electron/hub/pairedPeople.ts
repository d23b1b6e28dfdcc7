import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/base/clock.ts';
import type { Role } from '../../shared/protocol/roles.ts';
import type { HubSession } from './clientSession.ts';
import type { KeptPerson, PeopleStore } from './peopleStore.ts';

/** A token is good for so long, or until the show ends. */
export const tokenMs = 12 * 3_600_000;

/** Somebody who is paired. */
export interface PairedPerson {
  readonly id: string;
  name: string;
  role: Role;
  busses: readonly string[];
  readonly tokenHash: string;
  /** On the clock that never jumps. */
  readonly endsMs: number;
  readonly expiresMs: number;
  isFrozen: boolean;
  /** Wall-clock ms at which they came or went. */
  sinceMs: number;
  session: HubSession | undefined;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Everybody who has a token. Only its hash is kept, so that who reads the file cannot come in with it. */
export class PairedPeople {
  readonly #people = new Map<string, PairedPerson>();
  readonly #clock: Clock;
  readonly #wallMs: () => number;
  readonly #store: PeopleStore;

  constructor(clock: Clock, wallMs: () => number, store: PeopleStore) {
    this.#clock = clock;
    this.#wallMs = wallMs;
    this.#store = store;
    for (const kept of store.loadPeople()) this.#restore(kept);
  }

  /** A clock that was set back gives nobody more than the whole time. */
  #restore({ id, name, role, busses, tokenHash, expiresMs }: KeptPerson): void {
    const leftMs = Math.min(expiresMs - this.#wallMs(), tokenMs);
    if (leftMs <= 0) return;
    const endsMs = this.#clock.nowMs() + leftMs;
    const sinceMs = this.#wallMs();
    const rest = { endsMs, expiresMs, isFrozen: false, sinceMs, session: undefined };
    this.#people.set(id, { id, name, role, busses, tokenHash, ...rest });
  }

  *[Symbol.iterator](): Iterator<PairedPerson> {
    yield* this.#people.values();
  }

  get(id: string): PairedPerson | undefined {
    return this.#people.get(id);
  }

  /** @returns whose session this is. */
  of(session: HubSession): PairedPerson | undefined {
    for (const person of this.#people.values()) if (person.session === session) return person;
    return undefined;
  }

  /** Somebody new. @returns the token, which is told to nobody else */
  add(name: string, role: Role, busses: readonly string[]): string {
    const id = randomBytes(9).toString('base64url');
    const token = randomBytes(24).toString('base64url');
    this.#people.set(id, {
      id,
      name,
      role,
      busses,
      tokenHash: hashOf(token),
      endsMs: this.#clock.nowMs() + tokenMs,
      expiresMs: this.#wallMs() + tokenMs,
      isFrozen: false,
      sinceMs: this.#wallMs(),
      session: undefined,
    });
    this.keep();
    return token;
  }

  /** Whose token this is, if it is still good. */
  byToken(token: string): PairedPerson | undefined {
    const hash = hashOf(token);
    const nowMs = this.#clock.nowMs();
    for (const person of this.#people.values()) {
      if (person.tokenHash === hash) return person.endsMs > nowMs ? person : undefined;
    }
    return undefined;
  }

  /** Those whose time is over. */
  expired(): PairedPerson[] {
    const nowMs = this.#clock.nowMs();
    return [...this.#people.values()].filter(({ endsMs }) => endsMs <= nowMs);
  }

  remove(person: PairedPerson): void {
    this.#people.delete(person.id);
    this.keep();
  }

  /** Writes down what has changed. */
  keep(): void {
    this.#store.savePeople(
      Array.from(this.#people.values(), ({ id, name, role, busses, tokenHash, expiresMs }) => {
        return { id, name, role, busses, tokenHash, expiresMs };
      }),
    );
  }
}
