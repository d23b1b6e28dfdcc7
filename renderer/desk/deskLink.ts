import type { Disposable } from '../../shared/base/disposable.ts';

/** What a page gets from whatever connects it to the app. Text is JSON, bytes are frames (shared/protocol). */
export interface DeskLinkEvents {
  opened(): void;
  text(message: string): void;
  bytes(frame: Uint8Array): void;
  /** The connection ended; a link that can, connects again by itself and opens anew. */
  closed(): void;
}

/** A connection to the app. The page never knows which kind it has. */
export interface DeskLink extends Disposable {
  /** Sends if the link is open; what is said to a closed link is lost, as the desk's state is read anew after opening. */
  send(data: string | Uint8Array): void;
}

/** Opens a link; events may come at once. */
export type OpenDeskLink = (events: DeskLinkEvents) => DeskLink;
