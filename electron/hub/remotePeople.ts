import { randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { Person, Stranger } from '../../shared/protocol/remoteMessages.ts';
import type { Role } from '../../shared/protocol/roles.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';
import { PairedPeople, type PairedPerson } from './pairedPeople.ts';
import {
  type ClientLink,
  type ClientSession,
  type Knocker,
  openedElsewhere,
  type PeopleDoor,
  type RemoteCommands,
} from './peer.ts';
import type { PeopleOfShow, TokenStore } from './peopleStore.ts';
import { personOf } from './roster.ts';

export interface RemotePeopleOptions {
  readonly hub: DeskHub;
  readonly clock: Clock;
  /** Who is paired, kept on this computer. */
  readonly tokens: TokenStore;
  /** Who is in the show. */
  readonly show: PeopleOfShow;
}

/** The list of people is told this often to those who show it. */
const rosterMs = 1000;
/** How often it is looked for those whose time is over. */
const sweepMs = 30_000;
/** A role with busses has at least one, and a performer a pair at most. */
const mostBusses: Readonly<Record<Role, number>> = { engineer: 0, viewer: 0, monitorEngineer: 64, performer: 2 };

interface Knock {
  readonly who: Stranger;
  readonly answer: (token: string | undefined) => void;
}

/** People from the network: who knocks, who is let in and as what, who is stopped and who has to go. Engineers decide. */
export class RemotePeople implements HubFeature, PeopleDoor, Disposable {
  /** The server for them; without one nobody comes. */
  remote: RemoteCommands | undefined;

  readonly #hub: DeskHub;
  readonly #clock: Clock;
  readonly #people: PairedPeople;
  readonly #knocks = new Map<string, Knock>();
  readonly #watchers = new Set<HubSession>();
  /** Who has stopped everybody's hands. */
  #allFrozenBy: string | undefined;
  readonly #frozenBy = new Map<string, string>();
  #rosterTimer: Disposable | undefined;
  #sweepTimer: Disposable;
  readonly #opening: Disposable;

  constructor({ hub, clock, tokens, show }: RemotePeopleOptions) {
    this.#hub = hub;
    this.#clock = clock;
    this.#people = new PairedPeople({ clock, wallMs: () => hub.wallMs(), tokens, show });
    for (const name of this.#people.lapsed)
      this.#log('Omnibus', `${name} has to pair again: the open show does not know them as they were`);
    // A right to be here ends with the show.
    this.#opening = show.onOpened(() => this.revokeAll('Omnibus'));
    this.#sweepTimer = clock.after(sweepMs, () => this.#sweep());
  }

  // ---- at the door ---------------------------------------------------------------------------------------------------

  knock({ name, address, role, busses }: Knocker, answered: (token: string | undefined) => void): () => void {
    const request = randomBytes(9).toString('base64url');
    this.#knocks.set(request, { who: { request, name, address, role, busses }, answer: answered });
    this.changed();
    return () => {
      if (this.#knocks.delete(request)) this.changed();
    };
  }

  enter(token: string, link: ClientLink): ClientSession | undefined {
    const person = this.#people.byToken(token);
    if (!person) return undefined;
    person.session?.end(openedElsewhere);
    const { name, role, busses } = person;
    const session = this.#hub.connect(link, { name, role, busses });
    person.session = session;
    person.sinceMs = this.#hub.wallMs();
    this.#showStop(person);
    this.#tellRosterSoon();
    return session;
  }

  left(session: HubSession): void {
    this.#watchers.delete(session);
    const person = this.#people.of(session);
    if (person) {
      person.session = undefined;
      person.sinceMs = this.#hub.wallMs();
    }
    this.#tellRosterSoon();
  }

  greet(session: HubSession): void {
    if (session.grant.role === 'engineer') session.send({ type: 'remote', remote: this.#status() });
  }

  /** What engineers are shown of remote access is out of date. */
  changed(): void {
    this.#hub.tellAll({ type: 'remote', remote: this.#status() });
  }

  #status() {
    const off = { isOn: false, host: '', port: 0, isHttps: false, urls: [], networks: [], pairing: null };
    const status = this.remote?.status ?? { ...off, problem: 'Remote access is not available here.' };
    return { ...status, strangers: Array.from(this.#knocks.values(), ({ who }) => who) };
  }

  // ---- what engineers say --------------------------------------------------------------------------------------------

  handle(session: HubSession, message: ClientMessage): boolean {
    switch (message.type) {
      case 'remote':
        this.#switch(session, message);
        return true;
      case 'openPairing': {
        const problem = this.#wrongBusses(message.role, message.busses);
        if (problem) session.problem(problem);
        else this.remote?.openPairing({ name: message.name, role: message.role, busses: message.busses });
        return true;
      }
      case 'closePairing':
        this.remote?.closePairing();
        return true;
      case 'letIn':
        this.#letIn(session, message);
        return true;
      case 'turnAway':
        this.#answer(message.request, undefined);
        return true;
      case 'roster':
        if (message.on) this.#watchers.add(session);
        else this.#watchers.delete(session);
        this.#tellRoster();
        return true;
      default:
        return this.#handlePerson(session, message);
    }
  }

  #handlePerson(session: HubSession, message: ClientMessage): boolean {
    switch (message.type) {
      case 'renamePerson':
        this.#with(session, message.person, (person) => this.#rename(person, message.name));
        break;
      case 'changeRole':
        this.#with(session, message.person, (person) => {
          const problem = this.#wrongBusses(message.role, message.busses);
          if (problem) session.problem(problem);
          else this.#assign(session, person, message.role, message.busses);
        });
        break;
      case 'freezePeople':
        this.#freeze(session, message.person, message.on);
        break;
      case 'handOver':
        this.#with(session, message.from, (from) =>
          this.#with(session, message.to, (to) => this.#handOver(session, from, to)),
        );
        break;
      case 'revoke':
        if (message.person === undefined) this.revokeAll(session.name);
        else this.#revokeOrForget(session, message.person);
        break;
      default:
        return false;
    }
    this.#tellRoster();
    return true;
  }

  #switch(session: HubSession, { on, ...wish }: Extract<ClientMessage, { type: 'remote' }>): void {
    this.#log(session.name, on ? 'remote access on' : 'remote access off');
    if (!on) this.remote?.switchOff();
    else {
      const { host, port, https } = wish;
      this.remote?.switchOn({
        ...(host !== undefined && { host }),
        ...(port !== undefined && { port }),
        ...(https !== undefined && { https }),
      });
    }
  }

  #letIn(session: HubSession, message: Extract<ClientMessage, { type: 'letIn' }>): void {
    const { request, role, busses } = message;
    const knock = this.#knocks.get(request);
    const problem = this.#wrongBusses(role, busses);
    if (problem || !knock) {
      session.problem(problem ?? 'That device is not waiting any more: let it knock again.');
      return;
    }
    const name = this.#hub.people.freeName(message.name.trim() || knock.who.name);
    this.#log(session.name, `let in ${name} as ${role} ${busses.join(' ')}`.trim());
    this.#answer(request, this.#people.add(name, role, busses));
    this.#tellRoster();
  }

  #answer(request: string, token: string | undefined): void {
    const knock = this.#knocks.get(request);
    if (!knock) return;
    this.#knocks.delete(request);
    knock.answer(token);
    this.changed();
  }

  /** Why nobody can have such a role. */
  #wrongBusses(role: Role, busses: readonly string[]): string | undefined {
    const most = mostBusses[role];
    if (most > 0 && busses.length === 0) return 'Choose a bus: that role is for the sends to one.';
    if (busses.length > most)
      return most === 0 ? 'That role has no busses.' : `At most ${most} busses belong to that role.`;
    const schema = this.#hub.desk?.schema;
    const kinds = schema?.profile.strips.filter(({ kind }) => kind === 'bus' || kind === 'matrix') ?? [];
    const known = new Set(kinds.flatMap(({ strips }) => strips));
    const strange = schema && busses.find((bus) => !known.has(bus));
    return strange === undefined ? undefined : `The console has no ${strange.replace('/', ' ')}.`;
  }

  #with(session: HubSession, id: string, action: (person: PairedPerson) => void): void {
    const person = this.#people.get(id);
    if (person) action(person);
    else session.problem('Nobody with that number is paired any more.');
  }

  #rename(person: PairedPerson, wanted: string): void {
    if (wanted.trim() === person.name) return;
    person.name = this.#hub.people.freeName(wanted);
    this.#tellThem(person);
  }

  #assign(session: HubSession, person: PairedPerson, role: Role, busses: readonly string[]): void {
    this.#log(session.name, `${person.name} is ${role} ${busses.join(' ')}`.trim());
    person.role = role;
    person.busses = busses;
    this.#tellThem(person);
  }

  #handOver(session: HubSession, from: PairedPerson, to: PairedPerson): void {
    if (from === to) return;
    const { role, busses } = from;
    // Never two at once: the first one lets go before the other takes hold.
    this.#assign(session, from, 'viewer', []);
    this.#assign(session, to, role, busses);
  }

  #tellThem(person: PairedPerson): void {
    const { name, role, busses } = person;
    person.session?.become({ name, role, busses });
    this.#showStop(person);
    this.#people.keep();
    this.#hub.people.changed();
  }

  #freeze(session: HubSession, id: string | undefined, on: boolean): void {
    const by = session.name;
    if (id === undefined) {
      this.#allFrozenBy = on ? by : undefined;
      if (!on) this.#frozenBy.clear();
      this.#log(by, on ? 'stopped the hands of all' : 'freed the hands of all');
      for (const person of this.#people) this.#showStop(person);
      return;
    }
    this.#with(session, id, (person) => {
      if (on) this.#frozenBy.set(id, by);
      else this.#frozenBy.delete(id);
      this.#log(by, `${on ? 'stopped' : 'freed'} the hands of ${person.name}`);
      this.#showStop(person);
    });
  }

  #showStop(person: PairedPerson): void {
    const ofAll = person.role === 'engineer' ? undefined : this.#allFrozenBy;
    const by = this.#frozenBy.get(person.id) ?? ofAll;
    person.isFrozen = by !== undefined;
    person.session?.stop(by);
  }

  // ---- ending --------------------------------------------------------------------------------------------------------

  /** Who is paired has to pair again; who is only in the show is in it no more. */
  #revokeOrForget(session: HubSession, id: string): void {
    const known = this.#people.known.find((person) => person.id === id);
    if (known && this.#people.forget(id)) this.#log(session.name, `${known.name} is not in the show any more`);
    else this.#with(session, id, (person) => this.#revoke(session.name, person));
  }

  #revoke(by: string, person: PairedPerson): void {
    this.#log(by, `${person.name} has to pair again`);
    this.#people.remove(person);
    this.#frozenBy.delete(person.id);
    person.session?.end('your right to be here has ended');
  }

  /** Nobody who came by the network may stay: for an engineer who asks for it, and when the show ends. */
  revokeAll(by: string): void {
    for (const { answer } of [...this.#knocks.values()]) answer(undefined);
    this.#knocks.clear();
    this.remote?.closePairing();
    for (const person of [...this.#people]) this.#revoke(by, person);
    this.changed();
    this.#tellRoster();
  }

  #sweep(): void {
    for (const person of this.#people.expired()) this.#revoke('Omnibus', person);
    this.#sweepTimer = this.#clock.after(sweepMs, () => this.#sweep());
  }

  #log(by: string, text: string): void {
    this.#hub.journal.event(by, text);
  }

  // ---- the list ------------------------------------------------------------------------------------------------------

  #roster(): Person[] {
    const known = [...this.#people];
    const own = new Set(known.map(({ session }) => session));
    const { state } = this.#hub;
    const others = [...this.#hub.sessions].filter((session) => !own.has(session));
    return [
      ...others.map((session) => personOf(session, undefined, state)),
      ...known.map((each) => personOf(each.session, each, state)),
    ];
  }

  #tellRosterSoon(): void {
    if (this.#watchers.size === 0 || this.#rosterTimer) return;
    this.#rosterTimer = this.#clock.after(rosterMs, () => {
      this.#rosterTimer = undefined;
      this.#tellRoster();
    });
  }

  #tellRoster(): void {
    if (this.#watchers.size === 0) return;
    const people = this.#roster();
    const { known } = this.#people;
    for (const session of this.#watchers) session.send({ type: 'roster', people, known });
    this.#tellRosterSoon();
  }

  dispose(): void {
    this.#rosterTimer?.dispose();
    this.#sweepTimer.dispose();
    this.#opening.dispose();
  }
}
