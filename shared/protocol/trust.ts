import type { Address } from '../desk/address.ts';

/**
 * Why no set goes to the console: `freeze` was asked for by a person; `fault` is an error of the app, after which everything
 * is read anew; `sleep` is the computer's.
 */
export type FreezeReason = 'freeze' | 'fault' | 'sleep';

/** Whether sets go to the console. `reading`: nothing goes yet, values are read before it may. */
export type OutputStatus =
  | { readonly state: 'open' }
  | {
      readonly state: 'frozen' | 'reading';
      readonly why: FreezeReason;
      readonly by: string;
      /** Wall-clock ms. */
      readonly sinceMs: number;
    };

export const openOutput: OutputStatus = { state: 'open' };

/** Outputs that were pulled down in a hurry. They stay where they are until a hand raises them after the release. */
export interface PanicStatus {
  readonly by: string;
  readonly sinceMs: number;
  readonly strips: readonly Address[];
}

/** A step of one client's history. */
export interface UndoStep {
  readonly label: string;
  /** Wall-clock ms at which it began. */
  readonly atMs: number;
  /** How many parameters it moved. */
  readonly size: number;
}

/** One value that a restore would change. */
export interface RestoreChange {
  readonly id: number;
  readonly address: Address;
  /** In the desk's own words with their unit. */
  readonly before: string;
  readonly after: string;
  /** Needs a second yes (phantom power, talkback, high gain): left out unless asked for. */
  readonly guarded: boolean;
}
