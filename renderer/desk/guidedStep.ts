import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import type { ClientSays } from '../../shared/protocol/messages.ts';

/** Values that belong together, with their name in the journal and in the history. */
export interface GuidedStep {
  readonly action: string;
  readonly label: string;
  readonly changes: readonly GuidedChange[];
}

interface GuidedChange {
  readonly address: Address;
  readonly after: ParamValue;
  /** Follows when the others have come up. */
  readonly isLate?: boolean;
}

/** The message that asks for a step; `undefined` if the desk has nothing of what it changes. */
export function guidedMessage(schema: Schema | undefined, step: GuidedStep): ClientSays | undefined {
  const { action, label, changes } = step;
  const asWanted = ({ address, after }: GuidedChange) => {
    const id = schema?.idOf(address);
    // JSON has no −∞: off is null.
    return id === undefined ? [] : [{ id, value: after === Number.NEGATIVE_INFINITY ? null : after }];
  };
  const first = changes.filter(({ isLate }) => !isLate).flatMap(asWanted);
  const late = changes.filter(({ isLate }) => isLate).flatMap(asWanted);
  if (first.length + late.length === 0) return undefined;
  // Without anything to wait for, what would come later comes at once.
  const parts = first.length === 0 ? { changes: late } : { changes: first, afterwards: late };
  return { type: 'guided', action, label, ...parts };
}
