import type { StripAddress } from '../../shared/desk/address.ts';
import { type ClientSays, parseServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import type { PairingWindow, RemoteStatus, Stranger } from '../../shared/protocol/remoteMessages.ts';
import { type Role, roleNames, roles } from '../../shared/protocol/roles.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Authority, ClientSession } from '../hub/peer.ts';
import { qrText } from './qr.ts';

/** A right as it is written on a line. */
interface Right {
  readonly role: Role;
  readonly busses: readonly StripAddress[];
  readonly name: string;
}

type Roster = Pick<Extract<ServerMessage, { type: 'roster' }>, 'people' | 'known'>;

/** Roles as they are typed, without blanks. */
const typedRoles = roles.map((role) => role.toLowerCase());

/** What can be typed. */
export const terminalHelp = `  pair ROLE [BUS…] [NAME]   lets somebody pair; ROLE is ${typedRoles.join(', ')}, BUS like bus/5
  yes | no [NAME]           lets in who waits, or turns them away; NAME where several wait
  people                    who is here, and who may come
  revoke NAME | all         ends somebody's right to be here
  close                     lets nobody pair any more
`;

/** Reads `performer bus/5 Lindi`. @returns a sentence if it is no right */
export function parseRight(words: readonly string[]): Right | string {
  const [first = '', ...rest] = words;
  const role = roles[typedRoles.indexOf(first.toLowerCase())];
  if (!role) return `"${first}" is no role: say ${typedRoles.join(', ')}.`;
  const isBus = (word: string) => /^(?:bus|matrix)\/\d+$/.test(word);
  const busses = rest.filter(isBus);
  return { role, busses, name: rest.filter((word) => !isBus(word)).join(' ') };
}

/** A right for people: "Performer of bus 5". */
function rightWords({ role, busses }: Pick<Right, 'role' | 'busses'>): string {
  const names = busses.map((bus) => bus.replace('/', ' ')).join(' and ');
  return names === '' ? roleNames[role] : `${roleNames[role]} of ${names}`;
}

/** Text of others must not steer the terminal. */
const plain = (text: string) => text.replace(/\p{Cc}|\p{Cf}/gu, '?');

/**
 * The engineer's place at a terminal, where no browser is at hand: lets people pair, asks about each of them, and sends them away. It
 * is a client of the hub like any other.
 */
export class TerminalDoor {
  readonly #session: ClientSession;
  readonly #out: (text: string) => void;
  #status: RemoteStatus | undefined;
  /** Who was asked about, so that each is asked about once. */
  #asked: ReadonlySet<string> = new Set();
  #shownPin = '';
  #roster: Roster = { people: [], known: [] };

  constructor(authority: Authority, out: (text: string) => void) {
    this.#out = out;
    const send = (data: string | Uint8Array) => {
      if (typeof data === 'string') this.#hear(parseServerMessage(data));
    };
    const link = { send, bufferedBytes: () => 0, close: () => undefined, isWindow: true };
    this.#session = authority.connect(link, { name: 'Terminal', role: 'engineer' });
    this.#say({ type: 'hello', protocol: protocolVersion });
  }

  #say(message: ClientSays): void {
    this.#session.receive(JSON.stringify(message));
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'problem') this.#out(`${plain(message.message)}\n`);
    else if (message.type === 'roster') this.#roster = message;
    else if (message.type === 'remote') {
      const { problem } = message.remote;
      if (problem !== '' && problem !== this.#status?.problem) this.#out(`${plain(problem)}\n`);
      this.#status = message.remote;
      this.#showWindow(message.remote.pairing);
      this.#askAbout(message.remote.strangers);
    }
  }

  /** Asks once; the list is not needed every second. */
  #readRoster(): Roster {
    this.#say({ type: 'roster', on: true });
    this.#say({ type: 'roster', on: false });
    return this.#roster;
  }

  #listPeople(): void {
    const { people, known } = this.#readRoster();
    for (const person of people) {
      const where = person.isHere ? 'is here' : 'may come';
      this.#out(`  ${plain(person.name)}: ${rightWords(person)}, ${where}\n`);
    }
    for (const person of known) this.#out(`  ${plain(person.name)}: ${rightWords(person)}, has to pair\n`);
  }

  /** A code is shown when it is new: each try changes the window, and nobody wants to see it again for that. */
  #showWindow(window: PairingWindow | null): void {
    const pin = window?.pin ?? '';
    if (pin === this.#shownPin) return;
    this.#shownPin = pin;
    if (!window) {
      this.#out('Nobody can pair any more.\n');
      return;
    }
    this.#out(`${qrText(window.qr)}\n${window.url}\nPIN ${pin} for a ${rightWords(window)}, for five minutes\n`);
  }

  #askAbout(strangers: readonly Stranger[]): void {
    for (const stranger of strangers) {
      if (this.#asked.has(stranger.request)) continue;
      const who = `"${plain(stranger.name)}" at ${stranger.address}`;
      this.#out(`${who} wants to come in as ${rightWords(stranger)}. Type yes or no.\n`);
    }
    this.#asked = new Set(strangers.map(({ request }) => request));
  }

  /** Obeys a line that was typed. */
  line(text: string): void {
    const [command = '', ...words] = text.trim().split(/\s+/);
    switch (command.toLowerCase()) {
      case '':
        return;
      case 'pair':
        this.pair(words);
        return;
      case 'yes':
      case 'no':
        this.#answer(words.join(' '), command.toLowerCase() === 'yes');
        return;
      case 'people':
        this.#listPeople();
        return;
      case 'revoke':
        this.#revoke(words.join(' '));
        return;
      case 'close':
        this.#say({ type: 'closePairing' });
        return;
      default:
        this.#out(`"${plain(command)}" is not understood. What can be typed:\n${terminalHelp}`);
    }
  }

  /** Lets somebody pair who is to be this. */
  pair(words: readonly string[]): void {
    const right = parseRight(words);
    if (typeof right === 'string') this.#out(`${plain(right)}\n`);
    else this.#say({ type: 'openPairing', name: right.name, role: right.role, busses: [...right.busses] });
  }

  #answer(name: string, isYes: boolean): void {
    const waiting = this.#status?.strangers ?? [];
    const meant = name === '' ? waiting : waiting.filter((each) => each.name === name);
    const [stranger] = meant;
    if (!stranger) {
      this.#out(waiting.length === 0 ? 'Nobody waits.\n' : `Nobody called "${plain(name)}" waits.\n`);
    } else if (!isYes) {
      for (const { request } of meant) this.#say({ type: 'turnAway', request });
    } else if (meant.length > 1) {
      const names = meant.map((each) => `"${plain(each.name)}" at ${each.address}`).join(', ');
      this.#out(`${names} wait: type yes with a name. Two of one name have to be turned away first.\n`);
    } else {
      const { request, role, busses } = stranger;
      this.#say({ type: 'letIn', request, name: stranger.name, role, busses: [...busses] });
    }
  }

  #revoke(name: string): void {
    if (name === 'all') {
      this.#say({ type: 'revoke' });
      return;
    }
    const { people, known } = this.#readRoster();
    const meant = [...people, ...known].filter((person) => person.id !== '' && person.name === name);
    if (meant.length === 0) this.#out(`Nobody who is called "${plain(name)}" has come by the network.\n`);
    for (const { id } of meant) this.#say({ type: 'revoke', person: id });
  }

  dispose(): void {
    this.#session.closed();
  }
}
