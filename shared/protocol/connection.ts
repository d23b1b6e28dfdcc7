/** States of the connection to a console, in the order in which a connection is made. Nothing is set before `live`. */
export const connectionStates = ['offline', 'searching', 'reading', 'live', 'stale', 'lost'] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** What is known of the connection to the console. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** Where the console is, as the user may type it: `family://host:port`; empty while offline. */
  readonly target: string;
  /** The console's own name, model and firmware, once it has said them. */
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
  /** Whether the console is the emulated one inside the app. */
  readonly emulated: boolean;
  /** Progress of the full read: items read, of how many. */
  readonly read: number;
  readonly total: number;
  /** Wall-clock time in ms since the epoch at which this state began. */
  readonly sinceMs: number;
  /** One sentence on what is being done or what went wrong; may be empty. */
  readonly detail: string;
}

/** Figures of the console's link for the diagnostics panel. */
export interface LinkDiagnostics {
  /** Median of the last round trips in ms; −1 before the first. */
  readonly roundTripMs: number;
  /** Share of requests without an answer among the last ones, in percent. */
  readonly lossPercent: number;
  readonly sentPerSecond: number;
  readonly receivedPerSecond: number;
  /** Messages that no row of the driver's table knows, since the connection began, and the last of them. */
  readonly unknownMessages: number;
  readonly lastUnknown: string;
  /** Datagrams that could not be read at all. */
  readonly malformed: number;
  /** Whether the console has stopped telling changes by itself, so that its values are read in turn instead. */
  readonly isFeedSilent?: boolean;
  /** Parameters that are wanted but not landed. */
  readonly pending: number;
  readonly unconfirmed: number;
}

/** Something that may stand behind a target, `family://host?key=value`. */
export interface TargetOption {
  readonly key: string;
  /** One sentence for people, with what is taken if it is left out. */
  readonly meaning: string;
  /** The only values that it may have, if they can be listed. */
  readonly values?: readonly string[];
  /** Values that it may have beside others, to choose from. */
  readonly examples?: readonly string[];
  /** It may also have the id of a description that the open show keeps. */
  readonly takes?: 'consoleMap';
  /** With it the console is reached without a host. */
  readonly replacesHost?: true;
}

/** A kind of console that the app can speak to. */
export interface ConsoleFamily {
  /** The scheme of its targets. */
  readonly id: string;
  readonly title: string;
  /** Whether the app can emulate it. */
  readonly emulated: boolean;
  readonly options?: readonly TargetOption[];
}

/** A console that answered a search. */
export interface FoundDesk {
  readonly target: string;
  readonly family: string;
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
}

export const offlineStatus: ConnectionStatus = {
  state: 'offline',
  target: '',
  name: '',
  model: '',
  firmware: '',
  emulated: false,
  read: 0,
  total: 0,
  sinceMs: 0,
  detail: '',
};
