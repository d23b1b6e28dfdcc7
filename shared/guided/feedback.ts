import type { Address } from '../desk/address.ts';
import { DeskState } from '../desk/deskState.ts';
import { cycles } from '../signalFlow/cycles.ts';
import type { DeskReading } from './deskReading.ts';
import type { PlanDraft } from './plan.ts';

/** The whole of a reading as a state, planned values included: what signal flow works on. */
export function stateOf(desk: DeskReading): DeskState {
  const state = new DeskState(desk.schema);
  for (const [id, address] of desk.schema.addresses.entries()) {
    const value = desk.at(address);
    if (value !== undefined) state.set(id, value);
  }
  return state;
}

/** Refuses a plan after which something that passes one of these places would come back to itself. */
export function refuseFeedback(draft: PlanDraft, places: readonly Address[]): void {
  const circle = cycles(stateOf(draft)).find(({ stops }) => places.some((place) => stops.includes(place)));
  if (circle) draft.refuse(`It would feed itself, and howl: ${circle.sentence}.`);
}
