import type { Clock } from '../../shared/base/clock.ts';
import type { StripAddress } from '../../shared/desk/address.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { HubSession } from './clientSession.ts';
import type { Journal } from './journal.ts';
import type { KeptValues } from './keptValues.ts';
import type { DeskPort } from './peer.ts';
import type { TouchRegistry } from './touch.ts';

/** What a desk needs of the hub around it. */
export interface DeskWorld {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly touches: TouchRegistry<HubSession>;
  port(): DeskPort | undefined;
  /** Whether sets may leave: the desk was read, the link is live, nothing is frozen. */
  isOpen(): boolean;
  /** Whether the desk has been read, so that what it says is a change. */
  isRead(): boolean;
  /** Whether a panic keeps this parameter down. */
  isKeptDown(id: ParamId): boolean;
  /** The level above which nobody who performs raises a send to a bus, in dB. */
  ceilingOf(bus: StripAddress): number;
  mark(id: ParamId, origin?: HubSession): void;
  problem(message: string): void;
  /** What the app keeps for this desk, by address. */
  readonly kept: KeptValues;
  /** Values were given up as unconfirmed, or came back. */
  landingsChanged(): void;
}
