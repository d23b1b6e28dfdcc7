import type { DeskState } from '../desk/deskState.ts';
import { type Finding, findingKinds } from './auditFinding.ts';
import { namesNotCarried, returnNames, sourceNames } from './auditNames.ts';
import { circles, cuesWithoutOutput, deadInputs, deadOutputs, openOutputs, sharedSources } from './auditPatch.ts';
import { SignalFlow } from './signalFlow.ts';
import { Wiring } from './wiring.ts';

/**
 * Looks through the patch and the names of a desk for what does not fit together. It judges what is patched, not where faders and
 * mutes stand; what is not read yet is never called a fault.
 * @param desk a desk's state, or its signal flow where that is kept up to date already.
 * @returns the gravest kind first.
 */
export function audit(desk: DeskState | SignalFlow): readonly Finding[] {
  const flow = desk instanceof SignalFlow ? desk : new SignalFlow(desk);
  const wiring = new Wiring(flow);
  const found = [
    ...circles(flow),
    ...cuesWithoutOutput(flow),
    ...namesNotCarried(flow, wiring),
    ...deadInputs(flow, wiring),
    ...deadOutputs(flow, wiring),
    ...returnNames(flow),
    ...sharedSources(flow),
    ...sourceNames(flow),
    ...openOutputs(flow),
  ];
  return found.toSorted((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
}
