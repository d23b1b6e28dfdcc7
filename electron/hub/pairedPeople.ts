import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/base/clock.ts';
import type { Role } from '../../shared/protocol/roles.ts';
import type { HubSession } from './clientSession.ts';
import type { KeptPerson, PeopleOfShow, ShowPerson, TokenStore } from './peopleStore.ts';

/** A token is good for so long, or until the show ends. */
export const tokenMs = 12 * 3_600_000;
/** A show keeps so many people; beyond that those are forgotten first who have not paired. */
const mostPeople = 500;

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

export interface PairedPeopleOptions {
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly tokens: TokenStore;
  readonly show: PeopleOfShow;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const isSameRight = (one: ShowPerson, other: ShowPerson) =>
  one.role === other.role && [...one.busses].sort().join(' ') === [...other.busses].sort().join(' ');

/**
 * Everybody who has a token. Who they are and what they may do stands in the show as well; what counts is kept here. Only the hash
 * of a token is kept, so that who reads the file cannot come in with it.
 */
export class PairedPeople {
  /** Names of those who had a token that counts no more: another show is open, or it says something else of them. */
  readonly lapsed: readonly string[];
  readonly #people = new Map<string, PairedPerson>();
  readonly #options: PairedPeopleOptions;

  constructor(options: PairedPeopleOptions) {
    this.#options = options;
    const people = new Map(options.show.people.map((person) => [person.id, person]));
    const lapsed: string[] = [];
    for (const kept of options.tokens.load()) {
      const person = people.get(kept.id);
      // A show that was changed elsewhere gives nobody a right, and a token belongs to one show.
      if (person && isSameRight(person, kept)) this.#restore(kept);
      else lapsed.push(kept.name);
    }
    this.lapsed = lapsed;
  }

  /** A clock that was set back gives nobody more than the whole time. */
  #restore({ id, name, role, busses, tokenHash, expiresMs }: KeptPerson): void {
    const { clock, wallMs } = this.#options;
    const leftMs = Math.min(expiresMs - wallMs(), tokenMs);
    if (leftMs <= 0) return;
    const rest = { endsMs: clock.nowMs() + leftMs, expiresMs, isFrozen: false, sinceMs: wallMs(), session: undefined };
    this.#people.set(id, { id, name, role, busses, tokenHash, ...rest });
  }

  *[Symbol.iterator](): Iterator<PairedPerson> {
    yield* this.#people.values();
  }

  get(id: string): PairedPerson | undefined {
    return this.#people.get(id);
  }

  /** People of the show who have to pair before they can come. */
  get known(): readonly ShowPerson[] {
    return this.#options.show.people.filter(({ id }) => !this.#people.has(id));
  }

  /** @returns whose session this is. */
  of(session: HubSession): PairedPerson | undefined {
    for (const person of this.#people.values()) if (person.session === session) return person;
    return undefined;
  }

  /** Somebody new, or somebody of the show by that name. @returns the token, which is told to nobody else */
  add(name: string, role: Role, busses: readonly string[]): string {
    const { clock, wallMs } = this.#options;
    const id = this.known.find((person) => person.name === name)?.id ?? randomBytes(9).toString('hex');
    const token = randomBytes(24).toString('base64url');
    this.#people.set(id, {
      id,
      name,
      role,
      busses,
      tokenHash: hashOf(token),
      endsMs: clock.nowMs() + tokenMs,
      expiresMs: wallMs() + tokenMs,
      isFrozen: false,
      sinceMs: wallMs(),
      session: undefined,
    });
    this.keep();
    return token;
  }

  /** Whose token this is, if it is still good. */
  byToken(token: string): PairedPerson | undefined {
    const hash = hashOf(token);
    const nowMs = this.#options.clock.nowMs();
    for (const person of this.#people.values()) {
      if (person.tokenHash === hash) return person.endsMs > nowMs ? person : undefined;
    }
    return undefined;
  }

  /** Those whose time is over. */
  expired(): PairedPerson[] {
    const nowMs = this.#options.clock.nowMs();
    return [...this.#people.values()].filter(({ endsMs }) => endsMs <= nowMs);
  }

  /** Somebody has to pair again; the show still knows them. */
  remove(person: PairedPerson): void {
    this.#people.delete(person.id);
    this.#keepTokens();
  }

  /** Takes somebody who is not paired out of the show. @returns whether there was such a one */
  forget(id: string): boolean {
    const { show } = this.#options;
    if (this.#people.has(id) || !show.people.some((person) => person.id === id)) return false;
    show.keep(show.people.filter((person) => person.id !== id));
    return true;
  }

  /** Writes down what has changed. */
  keep(): void {
    this.#keepTokens();
    const { show } = this.#options;
    const known = new Set(show.people.map(({ id }) => id));
    const added = [...this.#people.values()].filter(({ id }) => !known.has(id));
    const all = [...show.people.map((person) => this.#people.get(person.id) ?? person), ...added];
    let spare = all.length - mostPeople;
    show.keep(all.filter(({ id }) => this.#people.has(id) || spare-- <= 0));
  }

  #keepTokens(): void {
    this.#options.tokens.save(
      Array.from(this.#people.values(), ({ id, name, role, busses, tokenHash, expiresMs }) => {
        return { id, name, role, busses, tokenHash, expiresMs };
      }),
    );
  }
}
