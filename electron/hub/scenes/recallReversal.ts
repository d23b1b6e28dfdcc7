import { noFade } from '../../../shared/scenes/fade.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import type { Reversal } from '../undo.ts';
import { stepsBack } from './recallBatches.ts';
import { type Recaller, replaced } from './recaller.ts';

/** Takes recalls back, and does them again, in the order of recalls: what makes softer first. */
export class RecallReversal {
  readonly #hub: DeskHub;
  readonly #recaller: Recaller;

  constructor(hub: DeskHub, recaller: Recaller) {
    this.#hub = hub;
    this.#recaller = recaller;
  }

  /** What is still on its way for a client that takes a step back comes to rest. */
  takingBack(session: HubSession): void {
    if (this.#recaller.session === session) this.#recaller.stop(replaced);
  }

  /** @returns whether the step was a recall, which is taken back here */
  takeBack(session: HubSession, { label, changes }: Reversal, direction: 'undo' | 'redo'): boolean {
    const { desk } = this.#hub;
    if (label === undefined || !desk) return false;
    const isAsked = ({ id, value }: Reversal['changes'][number]) =>
      desk.guards.isGuarded(id, desk.state.get(id) ?? value, value);
    this.#hub.ask(session, changes.filter(isAsked));
    const free = changes.filter((change) => !isAsked(change));
    const problem = this.#recaller.start({
      title: `${direction === 'undo' ? 'Undo' : 'Redo'} of ${label}`,
      by: session.name,
      why: direction,
      fade: noFade,
      hardCut: false,
      steps: ({ state }) => stepsBack(state, free),
    });
    if (problem !== undefined) session.problem(problem);
    return true;
  }
}
