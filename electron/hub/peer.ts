import type { Disposable } from '../../shared/base/disposable.ts';
import type { StripAddress } from '../../shared/desk/address.ts';
import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { ConnectionStatus, ConsoleFamily, FoundDesk, LinkDiagnostics } from '../../shared/protocol/connection.ts';
import type { RemoteStatus } from '../../shared/protocol/remoteMessages.ts';
import type { Role } from '../../shared/protocol/roles.ts';
import type { SurfaceSettings, SurfacesStatus } from '../../shared/protocol/surfaceMessages.ts';
import type { Mapping, MappingTarget } from '../../shared/scenes/sections/mappings.ts';

export type { Role };

export interface Identity {
  readonly name: string;
  readonly role: Role;
  /** The busses that a monitor engineer or a performer mixes; others have none. */
  readonly busses?: readonly StripAddress[];
  /** How fast what this peer raises may rise; as the engineer's own hand unless told. */
  readonly rises?: 'hand' | 'midi';
}

/** The sending side of a client's connection, whatever carries it. Text is JSON, bytes are frames. */
export interface ClientLink {
  send(data: string | Uint8Array): void;
  /** Bytes handed to the connection that have not left yet; a slow client loses meters first. */
  bufferedBytes(): number;
  close(reason: string): void;
  /** Round trip of the link in ms, where it is measured. */
  latencyMs?(): number | undefined;
  /** The app's own window: it cannot connect again by itself, so it is never closed for speaking too fast or too late. */
  readonly isWindow?: boolean;
}

/** The receiving side of a client's connection. */
export interface ClientSession {
  /** Anything the client sent. Bad input is answered or counted, never thrown. */
  receive(data: string | Uint8Array): void;
  /** Nothing has been heard of the client for a moment: what it holds is freed, whether it comes back or not. */
  silent?(): void;
  /** The connection is gone: touches are released, the undo history ends. */
  closed(): void;
}

/** The one door of the hub for everything with a screen. */
export interface Authority {
  connect(link: ClientLink, who: Identity): ClientSession;
}

/** What a client can ask of the app beside the desk itself. */
export interface ConsoleCommands {
  readonly families: readonly ConsoleFamily[];
  /** Looks for consoles on the network for a few seconds; results go to the hub's `found`. */
  search(): void;
  /** Connects to `family://host[:port]` or `emulated`. @returns a sentence if the target cannot be understood. */
  connect(target: string): string | undefined;
  disconnect(): void;
}

/** The console's own list of scenes, numbered from 1. */
export interface DeskScenes {
  readonly count: number;
  /** @returns those that can be recalled, as far as they are known; a console that does not tell names has its numbers in words. */
  list(): readonly { readonly number: number; readonly name: string }[];
  /** The console takes over a stored scene; everything is read again. @returns a sentence if that cannot be asked of it now. */
  recall(scene: number): string | undefined;
  /** Stores what the console has now; missing where it cannot be told to. @returns a sentence if that cannot be asked of it now. */
  store?(scene: number, name: string): string | undefined;
}

/** Keys of the console whose meaning is set at the console, or that move what it shows; numbered from 1. */
export interface DeskSoftKeys {
  readonly count: number;
  /** What each does, where that is known. */
  readonly names?: readonly string[];
  /** @returns a sentence if it cannot be asked of the console now. */
  press(key: number, isDown: boolean): string | undefined;
}

/** What the hub asks of a console's session. */
export interface DeskPort {
  /** Only where the console takes it. */
  readonly scenes?: DeskScenes;
  readonly softKeys?: DeskSoftKeys;
  /**
   * Sends values. `touched` ones leave before the rest. `clocked` ones leave at once: as many wait for the console's word as it can
   * take, so that the console itself sets the pace. Called only while the connection is live.
   */
  push(changes: DeskDiff, touched: boolean, clocked?: boolean): void;
  /** Drops every set that still waits to leave; a session that lets none wait does without. */
  halt?(): void;
  /** Asks for the desk's own value of each parameter; the answers come as reports. */
  readBack(ids: readonly ParamId[]): void;
  /** Meters are asked of the desk only while somebody shows them. */
  setMeters(on: boolean): void;
  /** Which values somebody looks at: they are read again more often. `undefined` if nobody can tell. */
  setVisible?(ids: readonly ParamId[] | undefined): void;
  /** Link figures, without what only the hub knows. */
  diagnostics(): Omit<LinkDiagnostics, 'pending' | 'unconfirmed'>;
}

/** What a console's session tells the hub. */
export interface DeskListener {
  /** The console has said what it is; everything that was known before is forgotten. */
  identified(schema: Schema): void;
  /** The connection's state. Reports while `reading` are the full read. */
  status(status: Omit<ConnectionStatus, 'emulated' | 'sinceMs'>): void;
  /** These values have left for the desk: from now on an answer can be expected. */
  sent(ids: readonly ParamId[]): void;
  /** Values that the desk has, by itself or because it was told or asked. */
  report(changes: DeskDiff): void;
  /** One byte a meter in the profile's order (shared/protocol/meterScale.ts); the array may be reused by the caller. */
  meters(levels: Uint8Array): void;
}

/** A console's place at the hub, from attaching to detaching. */
export interface DeskSeat {
  readonly listener: DeskListener;
  /** Hands over what the hub asks the console through. */
  bind(port: DeskPort): void;
  /** What the console still says is not heard any more; the hub is offline. */
  detach(): void;
}

/** The hub as those see it who bring consoles to it. */
export interface DeskHost {
  /** Makes a console's session a peer, in place of an earlier one. */
  attach(isEmulated: boolean): DeskSeat;
  /** Results of a search for consoles. */
  tellFound(desks: readonly FoundDesk[], searching: boolean): void;
}

/** Who has a hand on something without a screen. */
export interface HandIdentity extends Identity {
  readonly rises: 'hand' | 'midi';
}

/** A parameter's new value as a peer without a screen is told it; `undefined` means unknown. */
export interface HandChange {
  readonly id: ParamId;
  readonly value: ParamValue | undefined;
}

/**
 * The hub as a peer sees it that has fingers and no screen: a surface, an OSC app. The same rules as for a page: a held control
 * is moved by nobody else, nobody is told what they said themselves unless it was refused or changed, each peer has its own undo.
 */
export interface HandPeer {
  readonly name: string;
  /** The console's table; `undefined` while no console has said what it is. */
  readonly schema: Schema | undefined;
  /** What a parameter has, or is on its way up to; `undefined` while unknown. */
  get(id: ParamId): ParamValue | undefined;
  /** A hand is on these controls: a gesture begins. */
  touch(ids: readonly ParamId[]): void;
  /** The hand is gone. */
  release(ids: readonly ParamId[]): void;
  /** Wants absolute values. What cannot be had comes back as a change. */
  set(changes: DeskDiff): void;
  /** Takes back, or does again, this peer's own last step. */
  undo(): void;
  redo(): void;
  wantMeters(on: boolean): void;
  /** All that this peer shows now: these values are read from the console more often. */
  shows(ids: readonly ParamId[]): void;
  /** What others changed, and own wishes that were refused or became something else. */
  onChange(listener: (changes: readonly HandChange[]) => void): Disposable;
  /** A console with its values, another one, or none: everything is to be shown anew. */
  onDesk(listener: (schema: Schema | undefined) => void): Disposable;
  /** One byte a meter in the profile's order (shared/protocol/meterScale.ts); the array is reused. */
  onMeters(listener: (levels: Uint8Array) => void): Disposable;
  /** What went wrong, in a sentence for a person. */
  onProblem(listener: (sentence: string) => void): Disposable;
  /** Leaves: holds are released, the undo history ends. */
  close(): void;
}

/** The door of the hub for everything with fingers and no screen. */
export interface HandHost {
  connectHand(who: HandIdentity): HandPeer;
}

/** What somebody who pairs is to be, unless the engineer chooses otherwise. */
export interface Invitation {
  readonly name: string;
  readonly role: Role;
  readonly busses: readonly StripAddress[];
}

/** Somebody with a right code, from a device with this address. */
export interface Knocker extends Invitation {
  readonly address: string;
}

/** The door of the hub for people from the network. */
export interface PeopleDoor {
  /** Asks the engineers. @param answered gets a token to enter with, or nothing. @returns a function to go away with before that */
  knock(who: Knocker, answered: (token: string | undefined) => void): () => void;
  /** Connects who has a token that is still good. */
  enter(token: string, link: ClientLink): ClientSession | undefined;
}

/** What the hub asks of the server for people from the network. */
export interface RemoteCommands {
  /** What engineers are shown of it. */
  readonly status: Omit<RemoteStatus, 'strangers'>;
  switchOn(wish: { readonly host?: string; readonly port?: number; readonly https?: boolean }): void;
  switchOff(): void;
  openPairing(invitation: Invitation): void;
  closePairing(): void;
}

/** The close reason of a link whose person has come in by another one: it must not come back by itself. */
export const openedElsewhere = 'opened elsewhere';

/** What people may see and do of the app's surfaces. */
export interface SurfaceControl {
  readonly status: SurfacesStatus;
  /** Uses other surfaces from now on. What does not work shows in {@link status}. */
  use(settings: SurfaceSettings): void;
  /** Maps the next move of a hand. @returns a sentence if that cannot be done */
  learn(to: MappingTarget): string | undefined;
  stopLearning(): void;
  /** @returns a sentence if it cannot be kept */
  putMapping(mapping: Mapping): string | undefined;
  /** All of them or none. @returns a sentence if they cannot be kept */
  putMappings(mappings: readonly Mapping[]): string | undefined;
  deleteMapping(id: string): void;
  onChange(listener: () => void): Disposable;
}
