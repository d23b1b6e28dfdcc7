import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { ConnectionStatus } from '../../shared/protocol/connection.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { Reversal } from './undo.ts';

/**
 * A part of the app that clients speak to through the hub, beside the desk's own values: scenes, mixes, mappings. It is added with
 * {@link DeskHub.addFeature} and changes the desk through {@link DeskHub.want}, as everybody does.
 */
export interface HubFeature {
  /** Takes a message of one of its own types. @returns false if it is not for this feature */
  handle(session: HubSession, message: ClientMessage): boolean;
  /** A client has said hello: it is told what the feature has to show, before the desk's values. */
  greet?(session: HubSession): void;
  /** A client is gone. */
  left?(session: HubSession): void;
  /** A console has said what it is; its values are not read yet. */
  identified?(): void;
  /** The connection's state is another one. */
  connection?(status: ConnectionStatus): void;
  /** Values that the console reported, already taken over. */
  reported?(changes: DeskDiff): void;
  /** A hand took hold of these, or moved them without a hold. */
  touched?(session: HubSession, ids: readonly ParamId[]): void;
  /** A panic pulls these down: nothing that is under way, or follows by itself, raises them again, not even when the panic is over. */
  pulledDown?(ids: readonly ParamId[]): void;
  /** Sets may leave to the console, or may not any more: freeze, an error, sleep. */
  outputChanged?(isOpen: boolean): void;
  /** A client is about to take its last step back, or to do it again: what is still on its way for it comes to rest. */
  takingBack?(session: HubSession): void;
  /** Takes back a step that has a name of its own, or does it again. @returns whether it is taken care of */
  takeBack?(session: HubSession, reversal: Reversal, direction: 'undo' | 'redo'): boolean;
  /** The app ends. */
  dispose?(): void;
}
