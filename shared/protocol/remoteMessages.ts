import * as v from 'valibot';
import type { StripAddress } from '../desk/address.ts';
import type { CueMix } from '../desk/cueMix.ts';
import { type Role, roles } from './roles.ts';

/** Messages about remote clients: access, pairing, people and their mixes. */

/** A QR code as rows of modules, `1` for dark. */
export type QrRows = readonly string[];

/** What an engineer is shown while strangers may pair. */
export interface PairingWindow {
  readonly pin: string;
  /** Where the QR code leads; holds a token that is good for one device. */
  readonly url: string;
  readonly qr: QrRows;
  /** Wall-clock ms at which it closes by itself. */
  readonly untilMs: number;
  /** What those who come are to be; the engineer may choose otherwise when letting them in. */
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
  /** How many wrong codes were tried, of how many. */
  readonly tries: number;
  readonly maxTries: number;
}

/** Somebody with a right code who waits to be let in. */
export interface Stranger {
  readonly request: string;
  readonly name: string;
  /** The network address that the device has. */
  readonly address: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
}

/** An address of this computer at which the page can be served. */
export interface NetworkChoice {
  readonly host: string;
  /** "Wi-Fi (192.168.1.20)". */
  readonly label: string;
}

/** Remote access as an engineer is shown it. */
export interface RemoteStatus {
  readonly isOn: boolean;
  readonly host: string;
  readonly port: number;
  readonly isHttps: boolean;
  /** Addresses of the page, the best one first. */
  readonly urls: readonly string[];
  readonly networks: readonly NetworkChoice[];
  readonly pairing: PairingWindow | null;
  readonly strangers: readonly Stranger[];
  /** What went wrong last; empty if nothing. */
  readonly problem: string;
}

/** Somebody who is here, or who is paired and may come back. */
export interface Person {
  /** Of paired people; empty for the app's own window and browsers on this computer, which nobody can take away. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
  readonly isHere: boolean;
  /** Wall-clock ms since when they are here, or were last. */
  readonly sinceMs: number;
  /** Round trip in ms; −1 while not known. */
  readonly latencyMs: number;
  readonly isFrozen: boolean;
  /** What they last moved, in words; empty if nothing. */
  readonly lastMove: string;
  readonly lastMoveMs: number;
}

/** Somebody of the show who is not paired: what they were the last time. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
}

export type RemoteServerMessage =
  | { readonly type: 'remote'; readonly remote: RemoteStatus }
  /** Only for those who asked for it. */
  | { readonly type: 'roster'; readonly people: readonly Person[]; readonly known: readonly KnownPerson[] }
  /** The cue mixes that this client may know of. */
  | { readonly type: 'mixes'; readonly mixes: readonly CueMix[] }
  /** Whether this client's own hands are stopped, and by whom; `null` if they are free. */
  | { readonly type: 'stopped'; readonly by: string | null };

const strip = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-zA-Z]+\/[a-z0-9]+$/));
const strips = v.pipe(v.array(strip), v.maxLength(128));
const personName = v.pipe(v.string(), v.maxLength(60));
const person = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const role = v.picklist(roles);
const busses = v.optional(v.pipe(v.array(strip), v.maxLength(64)), []);

const mixGroup = v.object({ name: v.pipe(v.string(), v.maxLength(40)), members: strips });

/** A cue mix from outside: what a client or a file says of it. */
export const cueMix = v.object({
  bus: strip,
  name: personName,
  ceilingDb: v.pipe(v.number(), v.minValue(-60), v.maxValue(10)),
  me: strips,
  strips,
  groups: v.pipe(v.array(mixGroup), v.maxLength(32)),
});

/** What clients say of people and mixes, as options of the one union in messages.ts. */
export const remoteClientMessages = [
  /** Switches remote access on or off; what is left out stays as it was or is chosen by the app. */
  v.object({
    type: v.literal('remote'),
    on: v.boolean(),
    host: v.optional(v.pipe(v.string(), v.maxLength(100))),
    port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535))),
    https: v.optional(v.boolean()),
  }),
  /** Lets strangers knock for a few minutes. */
  v.object({ type: v.literal('openPairing'), name: v.optional(personName, ''), role, busses }),
  v.object({ type: v.literal('closePairing') }),
  v.object({ type: v.literal('letIn'), request: person, name: personName, role, busses }),
  v.object({ type: v.literal('turnAway'), request: person }),
  /** The list of people, on or off. */
  v.object({ type: v.literal('roster'), on: v.boolean() }),
  v.object({ type: v.literal('renamePerson'), person, name: personName }),
  v.object({ type: v.literal('changeRole'), person, role, busses }),
  /** Stops somebody's hands, or those of all paired people who are no engineers. */
  v.object({ type: v.literal('freezePeople'), person: v.optional(person), on: v.boolean() }),
  /** Gives one's role and busses to another; the first one looks on. */
  v.object({ type: v.literal('handOver'), from: person, to: person }),
  /** Ends somebody's right to be here, or everybody's; takes who is not paired out of the show. */
  v.object({ type: v.literal('revoke'), person: v.optional(person) }),
  v.object({ type: v.literal('setMix'), mix: cueMix }),
  v.object({ type: v.literal('removeMix'), bus: strip }),
  /** Keeps a mix as it is now as the one of the soundcheck. */
  v.object({ type: v.literal('keepSoundcheck'), bus: strip }),
  /** Goes back to the mix of the soundcheck. */
  v.object({ type: v.literal('soundcheck'), bus: strip }),
  /** More of me against the others, or less. */
  v.object({ type: v.literal('moreMe'), bus: strip, isLess: v.optional(v.boolean(), false) }),
] as const;
