import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { HubSession } from './clientSession.ts';
import type { JournalCause } from './journal.ts';
import type { RiseKind } from './rises.ts';

/** Who wants something, and how. */
export interface Cause extends JournalCause {
  readonly kind: RiseKind;
  /** Whose hand or history it is; the app itself has none. */
  readonly session?: HubSession;
  /** The client shows it already and is told only what becomes of it. */
  readonly isSpoken?: boolean;
  /** Guarded parameters were agreed to. */
  readonly isConfirmed?: boolean;
  /** Told of each value on the way, the steps of rises among them. */
  readonly stepped?: (id: ParamId, value: ParamValue) => void;
  /** Told of each level that somebody else has taken over while it rose. */
  readonly taken?: (id: ParamId) => void;
  /** Whoever wants this waits for the console's word on it before wanting more: see {@link DeskPort.push}. */
  readonly isClocked?: boolean;
  /** Goes through a freeze: only what makes things softer. */
  readonly isPanic?: boolean;
  /** What the step is called in the history, if it has a name of its own. */
  readonly label?: string;
}
