import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';

/** What a message of the console means. */
export type Heard =
  /** Values that it has: asked for, or moved there. */
  | { readonly kind: 'values'; readonly changes: DeskDiff }
  /** It has taken over a scene, so that any value may be another. */
  | { readonly kind: 'recalled' }
  /** It has told everything that it was asked for at once. */
  | { readonly kind: 'everything' }
  /** A whole message that nobody knows here. */
  | { readonly kind: 'unknown' }
  /** It is there; nothing else is said. */
  | { readonly kind: 'alive' };

/**
 * How one console is spoken to, once it is known which: its parameters, and the bytes of every message. Made anew for every
 * connection, because it keeps what is half heard.
 */
export interface Tongue {
  readonly schema: Schema;
  /** What people see as the console's name, model and firmware; empty where it does not tell. */
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
  /** Shown while nothing else is to be said. */
  readonly notice: string;
  /** `undefined` for what cannot be set. */
  set(id: ParamId, value: ParamValue): Uint8Array | undefined;
  /** The question for one value, where the console answers such questions. */
  readonly ask?: (id: ParamId) => Uint8Array | undefined;
  /** Values that count as the console's own from the beginning, because its user has said so. */
  readonly assumed?: DeskDiff;
  /** The question for everything; {@link Heard} `everything` ends the answer. */
  readonly askAll?: Uint8Array;
  /** The answer to {@link askAll} is under way already: the greeting was that question. */
  readonly isTelling?: true;
  /** Sent when the console has been silent for a second; its answer proves that it is there. */
  readonly probe?: Uint8Array;
  /** Whether silence means anything: it is probed, or says something every second by itself. */
  readonly isHeardOften: boolean;
  /** @returns what an event means; nothing for one that only begins to mean something. */
  hear(event: MidiEvent): readonly Heard[];
  /** After everything was read: another tongue, if what was read shows that this one is the wrong one. */
  revised?(): Tongue | undefined;
  recall?(scene: number): Uint8Array;
  softKey?(key: number, isDown: boolean): Uint8Array;
}

/** Finds out which console is at the other end. Made anew for every connection. */
export interface Greeter {
  /** Sent when the connection opens, and again until the console is known. */
  readonly greeting: Uint8Array;
  /** Known without a word of the console, which cannot be asked. */
  readonly known?: Tongue;
  /** @returns how to speak to the console, once an event has shown it. */
  hear(event: MidiEvent): Tongue | undefined;
  /** Shown while the connection stands and nothing answers: what is wrong and what to do. */
  readonly silence: string;
  /** Sent again and again while the connection stands. */
  readonly keepAlive?: { readonly bytes: Uint8Array; readonly everyMs: number };
}

/** What all consoles of a family have in common. */
export interface MidiFamily {
  greeter(): Greeter;
  /** Most sets per second of one continuous parameter, and of all together. */
  readonly setsPerSecond: number;
  readonly totalSetsPerSecond: number;
  /** Scenes that can be recalled, from 1 on; 0 for none. */
  readonly sceneCount: number;
  /** Soft keys that can be pressed, from 1 on; 0 for none. */
  readonly softKeyCount: number;
}
