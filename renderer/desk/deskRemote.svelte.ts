import type { StripAddress } from '../../shared/desk/address.ts';
import { type CueMix, plainMix } from '../../shared/desk/cueMix.ts';
import type { ClientSays, ServerMessage } from '../../shared/protocol/messages.ts';
import type { KnownPerson, Person, RemoteStatus } from '../../shared/protocol/remoteMessages.ts';
import { engineerGrant, type Grant, type Role } from '../../shared/protocol/roles.ts';

/** What a person is to be. */
export interface RoleChoice {
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
}

const offStatus: RemoteStatus = {
  isOn: false,
  host: '',
  port: 0,
  isHttps: false,
  urls: [],
  networks: [],
  pairing: null,
  strangers: [],
  problem: '',
};

/** What the page knows and says of people: its own rights, who else is here, how others come in, and whose mix is which. */
export class DeskRemote {
  /** What this page may do, as the app has said; the app decides anew for everything that is asked of it. */
  grant = $state.raw<Grant>(engineerGrant);
  /** Whether the app has said who this page is. */
  isKnown = $state.raw(false);
  /** Who has stopped the hands of this page's person; `undefined` if they are free. */
  stoppedBy = $state.raw<string | undefined>();
  status = $state.raw<RemoteStatus>(offStatus);
  people = $state.raw<readonly Person[]>([]);
  /** Who is in the show and not paired. */
  known = $state.raw<readonly KnownPerson[]>([]);
  mixes = $state.raw<readonly CueMix[]>([]);

  readonly #send: (message: ClientSays) => void;
  #rosterUsers = 0;

  constructor(send: (message: ClientSays) => void) {
    this.#send = send;
  }

  get isEngineer(): boolean {
    return this.grant.role === 'engineer';
  }

  /** What the app keeps of the mix on a bus. */
  mixOf(bus: StripAddress): CueMix {
    return this.mixes.find((mix) => mix.bus === bus) ?? plainMix(bus);
  }

  switchOn(wish: { readonly host?: string; readonly port?: number; readonly https?: boolean } = {}): void {
    this.#send({ type: 'remote', on: true, ...wish });
  }

  switchOff(): void {
    this.#send({ type: 'remote', on: false });
  }

  openPairing({ name, role, busses }: RoleChoice): void {
    this.#send({ type: 'openPairing', name, role, busses: [...busses] });
  }

  closePairing(): void {
    this.#send({ type: 'closePairing' });
  }

  letIn(request: string, { name, role, busses }: RoleChoice): void {
    this.#send({ type: 'letIn', request, name, role, busses: [...busses] });
  }

  turnAway(request: string): void {
    this.#send({ type: 'turnAway', request });
  }

  rename(person: string, name: string): void {
    this.#send({ type: 'renamePerson', person, name });
  }

  changeRole(person: string, role: Role, busses: readonly StripAddress[]): void {
    this.#send({ type: 'changeRole', person, role, busses: [...busses] });
  }

  /** Stops somebody's hands, or those of all who are no engineers; or frees them. */
  freeze(on: boolean, person?: string): void {
    this.#send({ type: 'freezePeople', on, ...(person !== undefined && { person }) });
  }

  handOver(from: string, to: string): void {
    this.#send({ type: 'handOver', from, to });
  }

  /** Ends somebody's right to be here, or everybody's; of somebody who is not paired, their place in the show. */
  revoke(person?: string): void {
    this.#send({ type: 'revoke', ...(person !== undefined && { person }) });
  }

  setMix(mix: CueMix): void {
    const groups = mix.groups.map(({ name, members }) => ({ name, members: [...members] }));
    this.#send({ type: 'setMix', mix: { ...mix, me: [...mix.me], strips: [...mix.strips], groups } });
  }

  removeMix(bus: StripAddress): void {
    this.#send({ type: 'removeMix', bus });
  }

  keepSoundcheck(bus: StripAddress): void {
    this.#send({ type: 'keepSoundcheck', bus });
  }

  backToSoundcheck(bus: StripAddress): void {
    this.#send({ type: 'soundcheck', bus });
  }

  moreMe(bus: StripAddress, isLess = false): void {
    this.#send({ type: 'moreMe', bus, isLess });
  }

  /** Asks for the list of people as long as somebody shows it. @returns a function that ends it. */
  useRoster(): () => void {
    if (this.#rosterUsers++ === 0) this.#askRoster(true);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      if (--this.#rosterUsers === 0) this.#askRoster(false);
    };
  }

  /** Who is here is told to engineers alone: nobody else asks. */
  #askRoster(on: boolean): void {
    if (this.isKnown && this.isEngineer) this.#send({ type: 'roster', on });
  }

  closed(): void {
    this.people = [];
    this.known = [];
    this.stoppedBy = undefined;
  }

  /** Takes a message of the app. @returns whether it was one of these. */
  receive(message: ServerMessage): boolean {
    switch (message.type) {
      case 'remote':
        this.status = message.remote;
        return true;
      case 'roster':
        this.people = message.people;
        this.known = message.known;
        return true;
      case 'mixes':
        this.mixes = message.mixes;
        return true;
      case 'stopped':
        this.stoppedBy = message.by ?? undefined;
        return true;
      case 'hello':
        this.grant = { role: message.you.role, busses: message.you.busses };
        this.isKnown = true;
        if (this.#rosterUsers > 0) this.#askRoster(true);
        // The mirror has its own part in it.
        return false;
      default:
        return false;
    }
  }
}
