import type { InterruptedRecall as Shown } from '../../../shared/protocol/showMessages.ts';
import { noFade } from '../../../shared/scenes/fade.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import { type KeptPlan, standingOf } from './planStore.ts';
import { stepsBack } from './recallBatches.ts';
import type { Recaller } from './recaller.ts';

/**
 * A recall that did not come to its end: the app was closed or crashed, the link broke, somebody froze the desk. Nothing goes on by
 * itself: once the same console is read again it is known exactly how far it came, and a person decides.
 */
export class InterruptedRecall {
  readonly #hub: DeskHub;
  #plan: KeptPlan | undefined;

  /** @param left what an earlier run of the app left */
  constructor(hub: DeskHub, left: KeptPlan | undefined) {
    this.#hub = hub;
    this.#plan = left;
  }

  set(plan: KeptPlan | undefined): void {
    if (!plan && !this.#plan) return;
    this.#plan = plan;
    this.tell();
  }

  /** How it stands, if it is this console's. */
  get shown(): Shown | null {
    const { desk, status } = this.#hub;
    const plan = this.#plan;
    if (!plan || !desk || status.state !== 'live') return null;
    const isSame =
      plan.desk.schemaHash === desk.schema.hash && plan.desk.name === status.name && plan.desk.model === status.model;
    if (!isSame) return null;
    const { applied, between, changed, total } = standingOf(plan, desk.state);
    return { title: plan.title, by: plan.by, atMs: plan.atMs, total, applied, between, changed };
  }

  tell(): void {
    this.#hub.tellAll({ type: 'interruptedRecall', interrupted: this.shown });
  }

  /** @returns a sentence if it cannot be done */
  resolve(how: 'continue' | 'rollBack' | 'leave', recaller: Recaller, session: HubSession): string | undefined {
    const plan = this.#plan;
    const { desk } = this.#hub;
    if (!plan) return 'No recall was interrupted.';
    if (how === 'leave') {
      this.#hub.journal.event(session.name, `recall left as it is: ${plan.title}`);
      recaller.drop();
      this.set(undefined);
      return undefined;
    }
    if (!desk || !this.shown) return 'The console of that recall is not here.';
    const problem = recaller.start({
      title: how === 'continue' ? plan.title : `Back from ${plan.title}`,
      by: session.name,
      session,
      why: 'recall',
      fade: noFade,
      hardCut: false,
      steps: ({ state }) => stepsBack(state, standingOf(plan, state)[how === 'continue' ? 'onward' : 'backward']),
    });
    if (problem === undefined) this.set(undefined);
    return problem;
  }
}
