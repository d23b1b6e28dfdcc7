import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { type GateAnswer, type GateMessage, parseGateMessage, type Refusal } from '../../shared/protocol/pairing.ts';
import type { ClientLink, ClientSession, PeopleDoor } from '../hub/peer.ts';
import type { Pairing } from './pairing.ts';

/** A stranger says who it is within this time, or is gone. */
const firstWordMs = 2000;
/** The first message is a code and a name. */
const maxFirstBytes = 1024;
/** So many may stand at the gate at once, and so many from one device. */
const maxStrangers = 32;
const maxStrangersOfDevice = 6;

/** What stands between the network and the hub. */
export interface Gate {
  readonly clock: Clock;
  readonly people: PeopleDoor;
  readonly pairing: Pairing;
  /** Devices of those who have not been let in yet, one entry for each link. */
  readonly strangers: Map<ClientSession, string>;
}

/** Whether one more stranger may come to the gate. */
export function hasRoom({ strangers }: Gate, device: string): boolean {
  const own = [...strangers.values()].filter((each) => each === device).length;
  return strangers.size < maxStrangers && own < maxStrangersOfDevice;
}

/** A link of which nothing reaches the hub before its first message has shown a right to be here. */
export class GatedSession implements ClientSession {
  readonly #gate: Gate;
  readonly #link: ClientLink;
  readonly #device: string;
  readonly #late: Disposable;
  #inner: ClientSession | undefined;
  #withdraw: (() => void) | undefined;
  #isOver = false;

  constructor(gate: Gate, link: ClientLink, device: string) {
    this.#gate = gate;
    this.#link = link;
    this.#device = device;
    gate.strangers.set(this, device);
    this.#late = gate.clock.after(firstWordMs, () => this.#refuse('unknown'));
  }

  receive(data: string | Uint8Array): void {
    if (this.#inner) {
      this.#inner.receive(data);
      return;
    }
    if (this.#isOver) return;
    const message = typeof data === 'string' && data.length <= maxFirstBytes ? parseGateMessage(data) : undefined;
    this.#late.dispose();
    // One word is all that a stranger has.
    if (!message || this.#withdraw) this.#refuse('unknown');
    else this.#take(message);
  }

  #take(message: GateMessage): void {
    if (message.type === 'enter') {
      this.#inner = this.#gate.people.enter(message.token, this.#link);
      if (this.#inner) this.#gate.strangers.delete(this);
      else this.#refuse('unknown');
      return;
    }
    const invitation = this.#gate.pairing.take(message.code, this.#device);
    if (typeof invitation === 'string') {
      this.#refuse(invitation);
      return;
    }
    this.#answer({ type: 'waiting' });
    const name = message.name.trim() || invitation.name || 'Somebody';
    this.#withdraw = this.#gate.people.knock({ ...invitation, name, address: this.#device }, (token) => {
      this.#withdraw = undefined;
      if (token === undefined) {
        this.#refuse('denied');
        return;
      }
      this.#answer({ type: 'paired', token });
      this.#end('come in with your token');
    });
  }

  #answer(answer: GateAnswer): void {
    this.#link.send(JSON.stringify(answer));
  }

  #refuse(why: Refusal): void {
    if (this.#isOver || this.#inner) return;
    this.#answer({ type: 'refused', why });
    this.#end(why);
  }

  #end(reason: string): void {
    this.#leave();
    this.#link.close(reason);
  }

  #leave(): void {
    this.#isOver = true;
    this.#late.dispose();
    this.#gate.strangers.delete(this);
    const withdraw = this.#withdraw;
    this.#withdraw = undefined;
    withdraw?.();
  }

  silent(): void {
    this.#inner?.silent?.();
  }

  closed(): void {
    if (this.#inner) this.#inner.closed();
    else if (!this.#isOver) this.#leave();
  }
}
