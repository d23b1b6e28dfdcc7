import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import type { ConnectionStatus, FoundDesk, LinkDiagnostics } from '../../shared/protocol/connection.ts';

/** What a client may do. The hub decides by it; the page decides nothing. */
export type Role = 'engineer' | 'viewer';

export interface Identity {
  readonly name: string;
  readonly role: Role;
}

/** The sending side of a client's connection, whatever carries it. Text is JSON, bytes are frames. */
export interface ClientLink {
  send(data: string | Uint8Array): void;
  /** Bytes handed to the connection that have not left yet; a slow client loses meters first. */
  bufferedBytes(): number;
  close(reason: string): void;
}

/** The receiving side of a client's connection. */
export interface ClientSession {
  /** Anything the client sent. Bad input is answered or counted, never thrown. */
  receive(data: string | Uint8Array): void;
  /** The connection is gone: touches are released, the undo history ends. */
  closed(): void;
}

/** The one door of the hub for everything with a screen. */
export interface Authority {
  connect(link: ClientLink, who: Identity): ClientSession;
}

/** What a client can ask of the app beside the desk itself. */
export interface ConsoleCommands {
  readonly families: readonly { readonly id: string; readonly title: string; readonly emulated: boolean }[];
  /** Looks for consoles on the network for a few seconds; results go to the hub's `found`. */
  search(): void;
  /** Connects to `family://host[:port]` or `emulated`. @returns a sentence if the target cannot be understood. */
  connect(target: string): string | undefined;
  disconnect(): void;
}

/** What the hub asks of a console's session. */
export interface DeskPort {
  /** Sends values. `touched` ones leave before the rest. Called only while the connection is live. */
  push(changes: DeskDiff, touched: boolean): void;
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
